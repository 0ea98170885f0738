package browser

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// fillDisk stores without end wherever a page may, until it is refused or has
// come to 300 MB each, and says how much of each it was.
const fillDisk = `<!doctype html><title>fills</title><script>
const seed = crypto.getRandomValues(new Uint8Array(1 << 16)), mb = 1 << 20, most = 300
const chunk = new Uint8Array(10 * mb); for (let i = 0; i < chunk.length; i += seed.length) chunk.set(seed, i)
const stored = {}
const fill = async (name, put) => { stored[name] = 0; try { for (let n = 0; n < most; n += 10) { await put(n); stored[name] = n + 10 } } catch (e) { stored[name + ' refused'] = String(e) } }
const settled = ask => new Promise((yes, no) => { ask.onsuccess = () => yes(ask.result); ask.onerror = () => no(ask.error) })
globalThis.filled = (async () => {
  await fill('fetched', n => fetch('/cacheable?' + n).then(r => r.arrayBuffer()))
  const cache = await caches.open('x')
  await fill('cached', n => cache.put('/c?' + n, new Response(chunk)))
  const ask = indexedDB.open('x'); ask.onupgradeneeded = () => ask.result.createObjectStore('s')
  const db = await settled(ask)
  await fill('database', n => settled(db.transaction('s', 'readwrite').objectStore('s').put(chunk, n)))
  const dir = await navigator.storage.getDirectory(), out = await (await dir.getFileHandle('f', {create: true})).createWritable()
  await fill('file', n => out.write(chunk))
  await out.close()
  globalThis.blobs = []
  await fill('blobs', n => { blobs.push(new Blob([chunk])) })
  return JSON.stringify(stored)
})().catch(e => JSON.stringify(stored) + e)</script>`

// TestDiskIsBounded: whatever a page stores, Chrome's folder stays small. A tab's
// isolated context keeps all of it in memory, within a quota that grows with the
// machine's, and forgets it with the tab.
func TestDiskIsBounded(t *testing.T) {
	body := make([]byte, 10<<20)
	if _, err := rand.Read(body); err != nil {
		t.Fatal(err)
	}
	s := &servers{Server: httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cacheable" {
			w.Header().Set("Cache-Control", "max-age=86400")
			w.Write(body)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(fillDisk))
	}))}
	t.Cleanup(s.Close)
	b, _ := start(t, s, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "http://localhost/", Journey: "fill"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://localhost/")); err != nil {
		t.Fatal(err)
	}
	stored, err := chromedp.Run(tab.Context(), chromedp.Evaluate[string](`filled`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"fetched", "cached", "database", "file", "blobs"} {
		if !strings.Contains(stored, `"`+what+`":300`) {
			t.Errorf("the page could not store 300 MB of %s, so this test shows too little: %s", what, stored)
		}
	}
	const most = 50 << 20 // an empty profile has 2 MB
	if size := folderSize(t, b.proc.dir); size > most {
		t.Errorf("Chrome's folder holds %d MB, want at most %d", size>>20, most>>20)
	}
}

// folderSize adds up the files below dir, in bytes; Chrome may remove some meanwhile.
func folderSize(t *testing.T, dir string) (size int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var info fs.FileInfo
			if info, err = d.Info(); err == nil {
				size += info.Size()
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}
