package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestShotOf: the picture with the most to mark is shown, a control that has no
// place on it is named, and a run without places still has its picture.
func TestShotOf(t *testing.T) {
	t.Parallel()
	run := func(pictures ...*audit.Picture) *audit.Run {
		j := audit.Journey{ID: "j1", Steps: []audit.Step{
			{Number: 1, Verb: "visit", Target: "Book", Status: "done", Screenshot: "visit.png"},
			{Number: 2, Verb: "fill", Target: "E-mail", Kind: audit.KindEmail, Status: "done"},
			{Number: 3, Verb: "fill", Target: "Again", Kind: audit.KindEmail, Status: "failed"},
			{Number: 4, Verb: "press", Target: "Next", Status: "done"},
			{Number: 5, Verb: "submit", Target: "Send", Status: "done"},
		}}
		for i, p := range pictures {
			j.Steps[3+i].Before = []audit.Picture{*p}
		}
		return &audit.Run{Journeys: []audit.Journey{{ID: "j0"}, j}}
	}
	found := []*audit.Finding{
		{Journey: "j1", Step: 5, Kind: audit.KindEmail, Recipient: audit.Recipient{Vendor: "Adco"}},
		{Journey: "j1", Step: 5, Kind: audit.KindPhone, Held: true, Recipient: audit.Recipient{Host: "box.example"}},
	}
	one := &audit.Picture{Screenshot: "one.webp", Width: 200, Height: 100, Marks: []audit.Mark{{Step: 2, X: 20, Y: 10, Width: 100, Height: 20}}}
	two := &audit.Picture{Screenshot: "two.webp", Width: 200, Height: 100, Marks: []audit.Mark{{Step: 2, X: 20, Y: 10, Width: 100, Height: 20}, {Step: 3, Y: 1, Width: 9, Height: 9}, {Step: 5, X: 20, Y: 60, Width: 100, Height: 40}}}
	three := &audit.Picture{Screenshot: "three.webp", Width: 200, Height: 100, Marks: two.Marks[2:]}
	for _, c := range []struct {
		name string
		run  *audit.Run
		want string
	}{
		{"of two", run(one, two), "two.webp just before step 5: 2 5"},
		{"one out of sight", run(one), "one.webp just before step 4: 2, not 5"},
		{"each shows another", run(one, three), "one.webp just before step 4: 2; three.webp just before step 5: 5"},
		{"nothing in sight", run(&audit.Picture{Screenshot: "none.webp", Marks: []audit.Mark{}}), "visit.png step 1:"},
		{"an older run", run(), "visit.png step 1:"},
	} {
		var got []string
		for _, s := range newShots(c.run).of(found) {
			text := s.Name + " " + strings.TrimPrefix(s.When, "journey j1, ") + ":"
			for _, m := range s.Marks {
				text += " " + strconv.Itoa(m.Step)
			}
			for _, u := range s.Unseen {
				text += ", not " + strconv.Itoa(u.Step)
			}
			got = append(got, text)
		}
		if text := strings.Join(got, "; "); text != c.want {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
	}
	got := newShots(run(one, two)).of(found)[0]
	if m := got.Marks[0]; m.Left != "10.000" || m.Top != "10.000" || m.Width != "50.000" || m.Height != "20.000" || m.ToText() != "Adco" {
		t.Errorf("%+v", m)
	}
	if m := got.Marks[1]; m.ToText() != "Adco and box.example (held, never sent)" {
		t.Errorf("%+v", m)
	}
	if alt := got.Alt(); !strings.HasSuffix(alt, "Marked on it: the controls of steps 2 and 5, listed below") {
		t.Error(alt)
	}
	if newShots(run(one)).of(nil) != nil {
		t.Error("a page without findings has a picture")
	}
}

// TestMarksStayInside: what is not wholly on the picture is not marked.
func TestMarksStayInside(t *testing.T) {
	t.Parallel()
	const huge = int(^uint(0) >> 1)
	for _, c := range []struct {
		w, h int
		m    audit.Mark
		want bool
	}{
		{200, 100, audit.Mark{Width: 200, Height: 100}, true},
		{200, 100, audit.Mark{X: 1, Width: 200, Height: 100}, false},
		{200, 100, audit.Mark{Y: -1, Width: 20, Height: 10}, false},
		{200, 100, audit.Mark{Width: 20}, false},
		{200, 100, audit.Mark{X: huge, Y: huge, Width: huge, Height: huge}, false},
		{huge, huge, audit.Mark{X: 1, Y: 1, Width: huge - 1, Height: 2}, false},
		{0, 0, audit.Mark{Width: 1, Height: 1}, false},
		{-200, -100, audit.Mark{X: -100, Y: -50, Width: -10, Height: -10}, false},
	} {
		if _, ok := newMark(&audit.Picture{Width: c.w, Height: c.h}, c.m, shotStep{}); ok != c.want {
			t.Errorf("%+v on %d × %d: %t", c.m, c.w, c.h, ok)
		}
	}
}

// TestStylesAreNumbers: the report's only inline styles are the boxes on screenshots,
// bars and the like: percents between 0 and 100.
func TestStylesAreNumbers(t *testing.T) {
	t.Parallel()
	boxes := 0
	for _, name := range runs(t) {
		got := string(print(t, find(t, "html"), load(t, name), Options{}))
		for _, m := range regexp.MustCompile(`\sstyle="([^"]*)"`).FindAllStringSubmatch(got, -1) {
			for decl := range strings.SplitSeq(strings.TrimSuffix(m[1], ";"), ";") {
				what, value, _ := strings.Cut(decl, ":")
				n, err := strconv.ParseFloat(strings.TrimSuffix(value, "%"), 64)
				if err != nil || n < 0 || n > 100 || !slices.Contains([]string{"left", "top", "width", "height"}, what) {
					t.Errorf("%s: %s", name, m[0])
				}
			}
			boxes++
		}
	}
	if boxes < 5 {
		t.Errorf("%d styles read", boxes)
	}
}
