package scenarios

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// TestPicture: the marks of a picture lie over the controls, in the page itself, in a
// frame of its process and of another. What is covered, out of sight, moving, turned or
// gone by then has none.
func TestPicture(t *testing.T) {
	t.Parallel()
	input := func(name, label, paint string) string {
		return fmt.Sprintf(`<p><label for=%[1]s>%[2]s</label> <input id=%[1]s name=%[1]s style="background:%[3]s;color:%[3]s;border:0;outline:0;height:40px;width:300px"></p>`, name, label, paint)
	}
	const doc = `<!doctype html><style>body{margin:7px 0 0 11px}</style>`
	agree := `<p><input type=checkbox id=ok name=ok required style="position:absolute;opacity:0;width:1px;height:1px"><label for=ok style="display:inline-block;background:#f00;color:#f00;width:210px;height:30px;overflow:hidden">I agree to be contacted</label></p>`
	form := func(rest string) string {
		return `<h1>Book</h1><form method=post action=/book>` + input("email", "E-mail", "#f0f") + rest +
			`<button style="background:#ff0;color:#ff0;border:0;outline:0;width:220px;height:44px">Request appointment</button></form>`
	}
	frame := func(src string) string {
		return `<iframe src="` + src + `" style="margin:13px 29px;border:5px solid;padding:3px;width:500px;height:120px"></iframe>`
	}
	for _, c := range []struct {
		name, page string
		// want are the targets of the steps that are marked.
		want []string
	}{
		{"the page itself", form(input("phone", "Phone", "#0ff") + agree), []string{"E-mail", "I agree to be contacted", "Phone", "Request appointment"}},
		{"a frame of its process", form(frame("/inner")), []string{"E-mail", "Phone", "Request appointment"}},
		{"a frame of another", form(frame("ELSEWHERE/inner")), []string{"E-mail", "Phone", "Request appointment"}},
		{"frames that are turned and scaled", form(`<div style="transform:rotate(2deg)">` + frame("/inner") + `</div><div style="transform:scale(.9)">` + frame("/other") + `</div>`), []string{"E-mail", "Request appointment"}},
		{"a frame that is covered by then", form(frame("/inner") + `<div style="position:absolute;inset:0 0 auto 0;height:330px;background:#fff" hidden id=cover></div><script>onblur = () => cover.hidden = false</script><div style="height:300px"></div>`), []string{"Request appointment"}},
		{"out of sight, covered, moving and gone by then", form(`<div style="height:3000px"></div>` + input("phone", "Phone", "#0ff") + input("city", "City", "#ccc") + input("given", "First name", "#ccc") + `<div style="position:fixed;width:100%;height:60px;left:0;background:#fff;z-index:2" hidden id=cover></div>
			<script>phone.onblur = () => setInterval(() => { phone.style.marginLeft = 5 + (performance.now() / 2) % 600 + 'px' }, 5);
			city.onblur = () => setInterval(() => { cover.hidden = false; cover.style.top = city.getBoundingClientRect().top - 10 + 'px' }, 20);
			given.onblur = () => setTimeout(() => given.remove(), 50)</script>`), []string{"Request appointment"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pages := map[string]string{"/inner": doc + input("phone", "Phone", "#0ff"), "/other": doc + input("city", "City", "#ccc")}
			s := serve(t, pages)
			pages["/"] = strings.ReplaceAll(c.page, "ELSEWHERE", strings.Replace(s.URL, "127.0.0.1", "localhost", 1))
			tab := newTab(t)
			sc := planFirst(t, tab, s.URL+"/")
			images := map[string][]byte{}
			cfg := testConfig(t)
			cfg.Screenshot = func(name string, image []byte) (string, error) { images[name] = image; return name, nil }
			out := Walk(t.Context(), tab, sc, cfg)
			last := out.Steps[len(out.Steps)-1]
			if last.Verb != "submit" || len(last.Before) == 0 {
				t.Fatalf("the last step, %s %q, has no picture: %s", last.Verb, last.Target, out.Why)
			}
			before := last.Before[len(last.Before)-1]
			targets := map[int]string{}
			for _, st := range out.Steps {
				targets[st.Number] = st.Target
				if len(st.Before) > 0 && st.Verb != "submit" {
					t.Errorf("step %d (%s) has a picture", st.Number, st.Verb)
				}
			}
			painted := painted(t, images[before.Screenshot])
			var marked []string
			for _, m := range before.Marks {
				name := targets[m.Step]
				marked = append(marked, name)
				got, want := [4]int{m.X, m.Y, m.X + m.Width, m.Y + m.Height}, painted[name]
				for i := range got {
					if got[i] < want[i]-2 || got[i] > want[i]+2 {
						t.Errorf("%s is marked at %v, and stands at %v", name, got, want)
						break
					}
				}
			}
			slices.Sort(marked)
			if !slices.Equal(marked, c.want) {
				t.Errorf("marked are %q, want %q (on it are %v)", marked, c.want, slices.Sorted(maps.Keys(painted)))
			}
			if size := painted["size"]; size[0] != before.Width || size[1] != before.Height {
				t.Errorf("the picture is said to be %d × %d, and is %v", before.Width, before.Height, size)
			}
		})
	}
}

// reading is the tab in which pictures are read, one at a time.
var reading sync.Mutex

// painted finds on a picture where each control's colour stands, as left, top, right and
// bottom, and under "size" how large the picture is.
func painted(t *testing.T, image []byte) map[string][4]int {
	t.Helper()
	reading.Lock()
	defer reading.Unlock()
	ctx, cancel := chromedp.NewContext(chrome(t))
	defer cancel()
	js := `(async () => {
		const of = { 'E-mail': (r, g, b) => r > 180 && g < 90 && b > 180, 'Phone': (r, g, b) => r < 90 && g > 180 && b > 180,
			'Request appointment': (r, g, b) => r > 180 && g > 180 && b < 90, 'I agree to be contacted': (r, g, b) => r > 180 && g < 80 && b < 80 };
		const image = new Image();
		image.src = 'data:image/webp;base64,` + base64.StdEncoding.EncodeToString(image) + `';
		await image.decode();
		const w = image.naturalWidth, h = image.naturalHeight, canvas = new OffscreenCanvas(w, h).getContext('2d'), out = { size: [w, h, 0, 0] };
		canvas.drawImage(image, 0, 0);
		const px = canvas.getImageData(0, 0, w, h).data;
		for (let y = 0, i = 0; y < h; y++) for (let x = 0; x < w; x++, i += 4) for (const [name, is] of Object.entries(of)) if (is(px[i], px[i + 1], px[i + 2])) {
			const b = out[name] ??= [w, h, 0, 0];
			out[name] = [Math.min(b[0], x), Math.min(b[1], y), Math.max(b[2], x + 1), Math.max(b[3], y + 1)];
		}
		return out;
	})()`
	got, err := chromedp.Run(ctx, chromedp.Evaluate[map[string][4]int](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestScene: only what stood still between two looks is marked.
func TestScene(t *testing.T) {
	t.Parallel()
	was := scene{800, 600, map[int]box{2: {10.4, 20.6, 100, 30}, 3: {10, 80, 100, 30}, 4: {10, 140, 100, 30}}}
	got := was.picture("x.webp", scene{800, 600, map[int]box{2: {10.4, 20.6, 100, 30}, 3: {10, 82, 100, 30}}})
	if want := []audit.Mark{{Step: 2, X: 10, Y: 21, Width: 100, Height: 30}}; !slices.Equal(got.Marks, want) || got.Width != 800 || got.Height != 600 {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, after := range []scene{{}, {800, 500, was.boxes}} {
		if got := was.picture("x.webp", after); len(got.Marks) != 0 || got.Width != 0 || got.Screenshot != "x.webp" {
			t.Errorf("marked on another page: %+v", got)
		}
	}
	if got := (scene{}).picture("x.webp", was); len(got.Marks) != 0 || got.Width != 0 {
		t.Errorf("marked on an unknown page: %+v", got)
	}
}

// TestPicturesOfALongForm: whatever was filled in is on one of the pictures, and there
// is not one for each field.
func TestPicturesOfALongForm(t *testing.T) {
	t.Parallel()
	page := `<form method=post action=/book>`
	for _, f := range []string{"First name", "Last name", "E-mail", "Phone", "Street address", "City", "ZIP code", "Member ID", "Group number"} {
		page += `<p style="height:140px"><label>` + f + ` <input></label></p>`
	}
	s := serve(t, map[string]string{"/": page + `<button>Request appointment</button></form>`})
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	cfg := testConfig(t)
	taken := 0
	cfg.Screenshot = func(name string, _ []byte) (string, error) { taken++; return name, nil }
	out := Walk(t.Context(), tab, sc, cfg)
	marked := map[int]bool{}
	pictures := 0
	for _, st := range out.Steps {
		for _, p := range st.Before {
			pictures++
			for _, m := range p.Marks {
				marked[m.Step] = true
				if m.Step > st.Number {
					t.Errorf("step %d is marked before step %d", m.Step, st.Number)
				}
			}
		}
	}
	for _, st := range out.Steps {
		if (st.Kind != "" || st.Verb == "submit") && !marked[st.Number] {
			t.Errorf("step %d (%s %q) is on no picture", st.Number, st.Verb, st.Target)
		}
	}
	if out.Status != audit.Walked || pictures < 2 || pictures > 5 || taken > pictures+1 {
		t.Errorf("%s, %s: %d pictures, %d taken", out.Status, out.Why, pictures, taken)
	}
}
