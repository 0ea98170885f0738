package detect

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// BenchmarkRipgrep is the search beside `rg -F -f needles` on the same bytes, with
// the needles that are no disguise: a plain search for many strings, which undoes
// nothing. "times rg" is how much longer the search takes; rg's start is in its time.
func BenchmarkRipgrep(b *testing.B) {
	rg, err := exec.LookPath("rg")
	if err != nil {
		b.Skip("there is no ripgrep on this machine; apt-get install ripgrep brings it")
	}
	d := testDetector(b)
	var plain []string
	for i, n := range d.list {
		if len(n.chain) == 0 && n.anywhere && !strings.ContainsAny(d.index.texts[i], "\r\n") {
			plain = append(plain, d.index.texts[i])
		}
	}
	dir := b.TempDir()
	needles := filepath.Join(dir, "needles")
	if err := os.WriteFile(needles, []byte(strings.Join(plain, "\n")+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, c := range corpora(b) {
		b.Run(c.name, func(b *testing.B) {
			const size = 10 << 20
			rng := rngOf(5)
			var list [][]byte
			var exs []*audit.Exchange
			var all bytes.Buffer
			for all.Len() < size {
				url, body := c.make(rng)
				list, exs = append(list, body), append(exs, post(url))
				all.WriteString(url)
				all.WriteByte('\n')
				all.Write(body)
				all.WriteByte('\n')
			}
			file := filepath.Join(dir, "corpus")
			if err := os.WriteFile(file, all.Bytes(), 0o600); err != nil {
				b.Fatal(err)
			}
			var ours, theirs time.Duration
			for b.Loop() {
				start := time.Now()
				for i, ex := range exs {
					d.Search(ex, list[i], Subject{})
				}
				ours += time.Since(start)
				d.dull.forget()
				start = time.Now()
				cmd := exec.Command(rg, "-a", "-i", "-F", "-c", "-j1", "-f", needles, file)
				if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 1 {
					b.Fatal(err)
				}
				theirs += time.Since(start)
			}
			mb := float64(b.N) * float64(all.Len()) / 1e6
			b.ReportMetric(mb/ours.Seconds(), "MB/s")
			b.ReportMetric(mb/theirs.Seconds(), "rg-MB/s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "times-rg")
			b.ReportMetric(0, "ns/op")
		})
	}
}
