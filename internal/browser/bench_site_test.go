package browser

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The benchmarks' servers run in a process of their own, so that what they cost
// is not put to the recorder's account.
const benchServer = "QUIETROOM_BENCH_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(benchServer) != "" {
		serveBench()
		return
	}
	os.Exit(m.Run())
}

// serveBench serves pages with TLS until its standard input ends.
func serveBench() {
	s := httptest.NewTLSServer(http.HandlerFunc(benchPage))
	fmt.Println(s.Listener.Addr())
	buf := bufio.NewReader(os.Stdin)
	_, _ = buf.ReadByte()
	s.Close()
}

// startBenchServer gives the address of a server process.
func startBenchServer(b *testing.B) string {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), benchServer+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := in.Close(); err != nil {
			b.Error(err)
		}
		_ = cmd.Wait() // connections that were open when it closed are no error
	})
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(addr)
}

// benchLatency is what the server waits before each answer.
const benchLatency = 15 * time.Millisecond

// benchPage answers /sixty with a page of 60 requests and 0.55 MB, and /many?N
// with one that sends N requests. window.finished is fulfilled when all are back.
func benchPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Headers", "*")
	w.Header().Set("Cache-Control", "no-store")
	send := func(kind, head string, size int) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Length", strconv.Itoa(max(size, len(head))))
		if r.Method != http.MethodHead {
			_, _ = w.Write(append([]byte(head), bytes.Repeat([]byte(" "), max(0, size-len(head)))...))
		}
	}
	switch {
	case r.URL.Path == "/many":
		n, _ := strconv.Atoi(r.URL.RawQuery)
		send("text/html", fmt.Sprintf(benchMany, n), 0)
		return
	case r.URL.Path == "/n": // one of many
		w.WriteHeader(http.StatusNoContent)
		return
	}
	time.Sleep(benchLatency)
	switch path := r.URL.Path; {
	case path == "/sixty":
		var page strings.Builder
		page.WriteString("<!doctype html><title>Sixty</title><link rel=icon href=data:,><link rel=stylesheet href=/s.css>")
		for i := range 14 {
			fmt.Fprintf(&page, "<script src=https://vendor%d.test/%d.js></script>", i%3, i)
		}
		page.WriteString(benchSixty)
		send("text/html", page.String(), 30<<10)
	case strings.HasSuffix(path, ".css"):
		send("text/css", "body { margin: 0 }", 60<<10)
	case strings.HasSuffix(path, ".js"):
		send("text/javascript", "(globalThis.loaded ??= []).push(() => new Promise((done) => setTimeout(done, 1)));", 20<<10)
	case strings.HasSuffix(path, ".gif"):
		send("image/gif", "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;", 5<<10)
	default:
		send("application/json", "{}", 1<<10)
	}
}

// benchSixty sends what is missing to 60: 31 images, 10 fetches with bodies and 3
// beacons, from timers, as tags do.
const benchSixty = `<script>
window.finished = (async () => {
  const all = [];
  const image = (i) => new Promise((done) => {
    const img = new Image(); img.onload = img.onerror = done; img.src = 'https://vendor' + i % 3 + '.test/' + i + '.gif'; document.body.append(img);
  });
  await new Promise((done) => addEventListener('DOMContentLoaded', done));
  for (let i = 0; i < 31; i++) all.push((loaded[i % loaded.length])().then(() => image(i)));
  for (let i = 0; i < 10; i++) all.push((loaded[i])().then(() => fetch('https://vendor' + i % 3 + '.test/collect?' + i, { method: 'POST', body: 'x'.repeat(1000) })).then((r) => r.text()));
  for (let i = 0; i < 3; i++) navigator.sendBeacon('https://vendor' + i + '.test/beacon', 'y'.repeat(500));
  await Promise.all(all);
  return true;
})();
</script>`

// benchMany sends requests, fifty under way at a time.
const benchMany = `<!doctype html><title>Many</title><link rel=icon href=data:,><script>
window.finished = (async () => {
  let next = 0;
  const n = %d;
  const one = async () => { while (next < n) await fetch('https://vendor' + next %% 3 + '.test/n?' + next++, { mode: 'no-cors', method: 'POST', body: 'z'.repeat(200) }); };
  await Promise.all(Array.from({ length: 50 }, one));
  return true;
})();
</script>`
