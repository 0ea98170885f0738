//go:build unix

package netlog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/internal/chrome"
)

// The servers' WebSocket over HTTP/2 (RFC 8441) is behind a switch that Go reads
// when a program starts.
const extendedConnect = "http2xconnect=1"

func TestMain(m *testing.M) {
	if env := os.Getenv("GODEBUG"); !strings.Contains(env, extendedConnect) {
		self, err := os.Executable()
		if err == nil {
			err = os.Setenv("GODEBUG", strings.TrimPrefix(env+","+extendedConnect, ","))
		}
		if err == nil {
			err = syscall.Exec(self, os.Args, os.Environ())
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const common = `<script>
const sleep = ms => new Promise(r => setTimeout(r, ms));
async function requests(o, socket) {
	const all = [], send = (u, x) => all.push(fetch(o + u, x).catch(() => 0));
	send('/get?x=1#fragment'); send('/long?' + 'u'.repeat(60000)); send('/large', {headers: {'x-large': 'h'.repeat(100000)}});
	send('/post', {method: 'POST', body: 'hello=' + o});
	send('/json', {method: 'POST', body: '{"a":1}', headers: {'content-type': 'application/json', 'x-h': '1'}});
	send('/big', {method: 'POST', body: 'b'.repeat(2e6)});
	const form = new FormData(); form.append('a', 'b');
	form.append('f', new File([new Uint8Array(70000).map((_, i) => i * 7)], 'x.bin'));
	send('/form', {method: 'POST', body: form});
	send('/blob', {method: 'POST', body: new Blob(['blob', 'x'.repeat(50000)])});
	send('/hop', {method: 'POST', body: 'again and again'});
	send('/put', {method: 'PUT', body: 'put'}); send('/keep', {method: 'POST', keepalive: true, body: 'keep'});
	send('/empty', {method: 'POST'}); send('/delete', {method: 'DELETE'});
	navigator.sendBeacon(o + '/beacon', 'text'); navigator.sendBeacon(o + '/beacon2', new Blob(['{"q":1}'], {type: 'text/plain'}));
	const x = new XMLHttpRequest(); x.open('POST', o + '/sync', false); x.send('sync');
	new Image().src = o + '/img.gif';
	await Promise.all(all);
	for (let i = 0; i < 2; i++) await fetch(o + '/cache').then(r => r.text());
	const a = new AbortController();
	fetch(o + '/hang', {method: 'POST', body: 'hang', signal: a.signal}).catch(() => 0);
	fetch(o + '/slow', {method: 'POST', body: 's'.repeat(3e7), signal: a.signal}).catch(() => 0);
	await sleep(500); a.abort();
}
async function stream(o) {
	const body = new ReadableStream({async start(c) {
		const text = new TextEncoder();
		c.enqueue(text.encode('first')); await sleep(100); c.enqueue(text.encode('second-'.repeat(9000))); c.close();
	}});
	await fetch(o + '/stream', {method: 'POST', body, duplex: 'half'}).catch(() => 0);
}
async function socket(u) {
	const w = new WebSocket(u), closed = new Promise(r => w.onclose = r);
	await new Promise(r => w.onopen = w.onerror = r);
	let noise = '';
	for (let i = 0; i < 150000; i++) noise += String.fromCharCode(33 + Math.random() * 90);
	for (const m of ['hello', 'hello', new Uint8Array([1, 2, 3, 255]), new Blob(['of a blob']), 'L'.repeat(100000), noise, '', 'last']) w.send(m);
	while (w.bufferedAmount) await sleep(20);
	w.close(1000, 'bye'); await closed;
}
</script>`

var pages = map[string]string{
	"http://page.test/": `<link rel=preconnect href="https://ahead.test">` + common + `<script>(async () => {
		await requests(''); await requests('http://other.test');
		await socket('ws://sock.test/a'); await socket('ws://sock.test/plain'); await socket('ws://sock.test/fresh');
		await fetch('http://refused.test:8081/x').catch(() => 0);
		await fetch('http://nowhere.invalid/x').catch(() => 0);
		const pc = new RTCPeerConnection({iceServers: [{urls: 'stun:UDP'}, {urls: 'turn:TURN?transport=tcp', username: 'u', credential: 'c'}]});
		pc.createDataChannel('x'); await pc.setLocalDescription(await pc.createOffer()); await sleep(2500); pc.close();
		location = 'https://h2.test/page';
	})()</script>`,
	"https://h2.test/page": common + `<script>
		addEventListener('pagehide', () => navigator.sendBeacon('/hide', 'leaving'));
		(async () => {
			await requests(''); await requests('https://h2b.test'); await stream('');
			await socket('wss://h2.test/a'); await socket('wss://h2.test/plain'); await socket('wss://tls.test/a');
			location = 'https://tls.test/page';
		})()</script>`,
	"https://tls.test/page": common + `<script>(async () => {
		await requests(''); await requests('https://tls2.test'); await socket('wss://tls.test/plain');
		await sleep(500); await fetch('/done');
	})()</script>`,
}

// run starts Chrome on a page with the log on a FIFO, waits for /done, and ends it.
func (w *world) run(t *testing.T, start string, emit func(Record)) Summary {
	t.Helper()
	found, err := chrome.Find(t.Context(), nil)
	if errors.Is(err, chrome.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	fifo := filepath.Join(dir, "log")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	key := sha256.Sum256(w.tls.Certificate().RawSubjectPublicKeyInfo)
	at := func(a interface{ String() string }) string { return a.String() }
	rules := fmt.Sprintf("MAP h2.test:443 %[1]s, MAP h2b.test:443 %[1]s, MAP *.test:443 %s, MAP *.test:80 %s, MAP refused.test:8081 127.0.0.1:1, MAP * ~NOTFOUND, EXCLUDE %s",
		at(w.h2.Listener.Addr()), at(w.tls.Listener.Addr()), at(w.plain.Listener.Addr()), strings.Split(w.turnAddress(), ":")[0])
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, found.Path, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--remote-debugging-pipe", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
		"--short-reporting-delay", "--no-proxy-server", "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
		"--ignore-certificate-errors-spki-list="+base64.StdEncoding.EncodeToString(key[:]), "--host-resolver-rules="+rules,
		"--log-net-log="+fifo, "--net-log-capture-mode=Everything", start)
	cmd.Env = append(append(os.Environ(), "TMPDIR="+dir, "HOME="+dir), found.Env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	theirs, ours, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, theirAnswers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{theirs, theirAnswers}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, answers) }()

	type result struct {
		sum Summary
		err error
	}
	read := make(chan result, 1)
	go func() {
		f, err := os.Open(fifo)
		if err != nil {
			read <- result{err: err}
			return
		}
		sum, err := Read(w.keep(f), Limits{}, emit)
		read <- result{sum, errors.Join(err, f.Close())}
	}()
	select {
	case <-w.truth.done:
	case <-ctx.Done():
		t.Error("the page did not come to its end")
	}
	// Reports follow on their own; then all is quiet.
	for n := -1; n != len(w.truth.lines()); {
		n = len(w.truth.lines())
		time.Sleep(time.Second)
	}
	if _, err := ours.Write([]byte(`{"id":1,"method":"Browser.close"}` + "\x00")); err != nil {
		t.Error(err)
	}
	waited := cmd.Wait()
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	if waited != nil {
		t.Errorf("Chrome: %v", waited)
	}
	// Were Chrome never to have opened the log, the reader would wait for ever.
	if f, err := os.OpenFile(fifo, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
		_ = f.Close()
	}
	res := <-read
	if res.err != nil {
		t.Error(res.err)
	}
	for _, f := range []*os.File{theirs, ours, answers, theirAnswers} {
		_ = f.Close()
	}
	return res.sum
}

// keep copies the log to the file that NETLOG_KEEP names, to look at.
func (w *world) keep(r io.Reader) io.Reader {
	if name := os.Getenv("NETLOG_KEEP"); name != "" {
		if f, err := os.Create(name); err == nil {
			return io.TeeReader(r, f)
		}
	}
	return r
}

// TestChrome holds that each byte that a server got is in a record, and no more.
func TestChrome(t *testing.T) {
	w := newWorld(t, pages)
	var mu sync.Mutex
	var got []string
	var lags []time.Duration
	var strays []*Stray
	var turned []byte
	all := map[string][]*Request{}
	hosts := map[string]bool{}
	add := func(line string) {
		w.truth.mu.Lock()
		if at, seen := w.truth.when[line]; seen {
			lags = append(lags, time.Since(at))
		}
		w.truth.mu.Unlock()
		got = append(got, line)
	}
	sum := w.run(t, "http://page.test/", func(r Record) {
		mu.Lock()
		defer mu.Unlock()
		switch r := r.(type) {
		case *Request:
			all[r.Method+" "+r.URL] = append(all[r.Method+" "+r.URL], r)
			if strings.HasPrefix(r.URL, "ws") && r.Sent {
				add("handshake " + r.URL)
			} else if r.Sent {
				add(requestLine(r.Method, r.URL, r.Body))
			}
			if r.Sent && (len(r.Headers) == 0 || int64(len(r.Body)) != r.BodySize) {
				t.Errorf("%s %s: %d headers, body %d of %d", r.Method, r.URL, len(r.Headers), len(r.Body), r.BodySize)
			}
		case *Frame:
			add(frameLine(r.URL, r.Opcode, r.Payload))
		case *Datagram:
			if r.Address == w.udp.LocalAddr().String() {
				add(fmt.Sprintf("udp %x", r.Payload))
			}
		case *Preconnect:
			hosts[r.URL] = true
		case *Stray:
			if r.Address == w.turnAddress() {
				turned = append(turned, r.Payload...)
			} else {
				strays = append(strays, r)
			}
		}
	})
	want := w.truth.lines()
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("servers (-) and log (+):\n%s", diff)
	}
	if len(want) < 150 {
		t.Errorf("servers got %d messages only", len(want))
	}
	if !bytes.Equal(turned, w.turned.Bytes()) {
		t.Errorf("TURN server and log: %d and %d bytes", w.turned.Len(), len(turned))
	}
	for _, s := range strays {
		t.Errorf("stray to %s: %d bytes %.60q", s.Address, s.Size, s.Payload)
	}
	if sum.Unreadable != 0 || !sum.Complete || sum.Version == "" {
		t.Errorf("summary %+v", sum)
	}
	if !hosts["https://ahead.test"] {
		t.Errorf("preconnects %v, want https://ahead.test", hosts)
	}
	checkEnds(t, all)
	slices.Sort(lags)
	if n := len(lags); n > 0 {
		t.Logf("%d events, %d messages; behind the servers: median %v, 95%% %v, worst %v; %d bytes to TURN", sum.Events, len(got), lags[n/2], lags[n*95/100], lags[n-1], len(turned))
	}
}

// checkEnds looks at requests that did not go the usual way.
func checkEnds(t *testing.T, all map[string][]*Request) {
	t.Helper()
	for _, origin := range []string{"http://page.test", "http://other.test", "https://h2.test", "https://h2b.test", "https://tls.test", "https://tls2.test"} {
		slow := all["POST "+origin+"/slow"]
		if len(slow) != 1 || slow[0].Sent || !slow[0].Partial || slow[0].Err != "ERR_ABORTED" || slow[0].BodySize == 0 || len(bytes.Trim(slow[0].Body, "s")) > 0 {
			t.Errorf("an upload that was broken off at %s: %s", origin, brief(slow))
		}
		if hang := all["POST "+origin+"/hang"]; len(hang) != 1 || !hang[0].Sent {
			t.Errorf("a request that was aborted at %s: %s", origin, brief(hang))
		}
		cache := all["GET "+origin+"/cache"]
		if len(cache) != 2 || !cache[0].Sent || cache[1].Sent || cache[1].Err != "" {
			t.Errorf("the second from the cache at %s: %s", origin, brief(cache))
		}
		hops := append(all["POST "+origin+"/hop"], all["POST "+origin+"/hop2"]...)
		hops = append(hops, all["GET "+origin+"/landed"]...)
		if len(hops) != 3 || hops[1].ID != hops[0].ID || hops[2].ID != hops[0].ID || hops[2].Hop != hops[0].Hop+2 {
			t.Errorf("the hops of a redirect at %s: %s", origin, brief(hops))
		}
	}
	for address, err := range map[string]string{"GET http://refused.test:8081/x": "ERR_CONNECTION_REFUSED", "GET http://nowhere.invalid/x": "ERR_NAME_NOT_RESOLVED"} {
		if r := all[address]; len(r) != 1 || r[0].Sent || r[0].Partial || r[0].Err != err {
			t.Errorf("%s: %s, want %s", address, brief(r), err)
		}
	}
	page := all["POST http://other.test/post"]
	if len(page) != 1 || page[0].Initiator != "http://page.test" || page[0].TopSite != "http://page.test" || page[0].FrameSite != "http://page.test" || page[0].Annotation.Class != Page {
		t.Errorf("a fetch: %s", brief(page))
	}
	report := all["POST https://tls.test/report"]
	if len(report) == 0 || report[0].Annotation != (Annotation{109891200, "reporting", Loader}) {
		t.Errorf("reports: %s", brief(report))
	}
}

func brief(all []*Request) string {
	var b strings.Builder
	for _, r := range all {
		c := *r
		c.Body, c.Headers = nil, nil
		fmt.Fprintf(&b, "%+v; ", c)
	}
	return b.String()
}
