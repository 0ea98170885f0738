package scenarios

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

func TestInspectHostilePages(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"a form whose names hide its own properties": `<form method="post" action="/x"><input name="action"><input name="getAttribute"><input name="method"><input name="elements"><input name="id"><button name="submit">Send</button></form>`,
		"a page that replaced the language":          `<script>Array.prototype.map = Array.prototype.push = JSON.stringify = Element.prototype.getAttribute = () => { throw new Error('no') }</script><form method=post><label>Email <input name="e"></label><button>Send</button></form>`,
		"too many fields":                            `<script>document.write('<form method=post>' + '<input name=a>'.repeat(3000) + '<button>Send</button></form>')</script>`,
		"a tree without end":                         `<script>let p = document.body; for (let i = 0; i < 300; i++) { const d = document.createElement('div'); p.append(d); p = d } for (let i = 0; i < 63000; i++) document.body.append(document.createElement('b'))</script>`,
		"characters that lie":                        "<form method=post><label>E\u202email\u0007 <input name=e></label><button>Send</button></form>",
	}
	for name, html := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]string{"/": html})
			tab := newTab(t)
			if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL+"/")); err != nil {
				t.Fatal(err)
			}
			inv, err := Inspect(t.Context(), tab)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, f := range inv.Forms {
				n += len(f.Controls)
				for _, c := range f.Controls {
					if strings.ContainsAny(c.Label, "\u202e\u0007") {
						t.Errorf("label %q", c.Label)
					}
				}
			}
			switch {
			case n > maxControls:
				t.Errorf("%d controls; the limit is %d", n, maxControls)
			case n == 0 && strings.Contains(html, "<form"):
				t.Errorf("no controls found in %s", inv)
			case (strings.Contains(html, "3000)") || strings.Contains(html, "63000")) && !inv.Cut:
				t.Errorf("something was left out and Cut is false: %s", inv)
			}
		})
	}
}

func TestWalkLogsNoValue(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<form method="post"><label>Your name <input name="n"></label><label>Phone <input name="p" pattern="[a-z]{99}" required></label><button>Send</button></form>`})
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	var log bytes.Buffer
	cfg := testConfig(t)
	cfg.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	shots := 0
	cfg.Screenshot = func(name string, png []byte) (string, error) { shots++; return name + ".png", nil }
	out := Walk(t.Context(), tab, sc, cfg)
	if log.Len() == 0 || shots == 0 {
		t.Errorf("log of %d bytes, %d screenshots; want both", log.Len(), shots)
	}
	text := log.String() + out.Why
	for _, st := range out.Steps {
		text += st.Target + st.Why
	}
	for k, v := range ann {
		if len(v) > 3 && strings.Contains(text, v) {
			t.Errorf("a value of kind %s is in the log, a step or the reason", k)
		}
	}
}

func TestWalkWidgets(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form method="post" enctype="application/x-www-form-urlencoded" action="/w" id="f"><h2>Intake</h2>
	 <div><span id="sl">Which service are you looking for?</span><button type="button" id="cb" aria-labelledby="sl" role="combobox" aria-haspopup="listbox" aria-expanded="false">Select</button><ul id="lb" role="listbox" hidden><li role="option" data-value="ind">Individual</li><li role="option" data-value="cpl">Couples</li></ul><input type="hidden" name="svc" id="svc"></div>
	 <label>Insurance card <input type="file" id="file" required></label><input type="hidden" name="fname" id="fname">
	 <div id="ed" contenteditable="true" aria-label="Your message" style="min-height:40px;border:1px solid"></div><input type="hidden" name="msg" id="msg">
	 <label for="r1" style="display:block">How often do you exercise? <input id="r1" type="range" name="rg" min="2" max="9" required></label>
	 <button>Submit</button></form>
	 <script>cb.onclick = () => { lb.hidden = false }; for (const o of lb.children) o.onclick = () => { svc.value = o.dataset.value; cb.textContent = o.textContent; lb.hidden = true };
	 file.onchange = () => { fname.value = file.files[0].name }; ed.oninput = () => { msg.value = ed.innerText }</script>`)
	wantWalked(t, out)
	v := heldForm(t, tab)
	if v.Get("svc") != "ind" || v.Get("fname") != "zelvar-notes.png" || !strings.Contains(v.Get("msg"), "Zelvar free") {
		t.Errorf("held %v", v)
	}
	if got := typedAs(out, audit.KindService); !slices.Contains(got, "Individual") {
		t.Errorf("service chosen: %q", got)
	}
}

func TestCanaryFileNameIsNoPath(t *testing.T) {
	t.Parallel()
	for kind, magic := range map[string]string{filePNG: "\x89PNG", fileJPEG: "\xff\xd8\xff", filePDF: "%PDF-1.4", fileText: "Annika"} {
		for _, v := range []string{"../../etc/passwd", "a/b\\c.pdf", "", "...", strings.Repeat("x", 500), "Zelvar notes.pdf"} {
			name, data := canaryFile(kind, v, "Annika Quorvex")
			if name != filepath.Base(name) || strings.HasPrefix(name, ".") || len(name) > 80 || !bytes.HasPrefix(data, []byte(magic)) {
				t.Errorf("%q gives %q with %d bytes", v, name, len(data))
			}
		}
	}
	if _, err := os.Stat("passwd"); err == nil {
		t.Error("a file was written here")
	}
}
