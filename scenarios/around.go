package scenarios

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// The limits of what is told of a page on which a step failed.
const (
	maxAround     = 40
	maxAroundName = 80
)

// usable are the roles, as Chrome calls them, of what a patient can use or find
// their way by.
var usable = []string{
	"button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "slider", "spinbutton", "option", "tab",
	"menuitem", "heading", "dialog", "alert", "status", "Iframe", "Date", "DateTime", "InputTime",
}

// around lists role and accessible name of what is on the page now, in the order
// of the page and then of its frames.
func (w *walker) around(ctx context.Context) []string {
	if ctx.Err() != nil || w.tab.Context().Err() != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	frames, err := w.s.documents(ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, f := range frames {
		cctx, cancel := join(ctx, f.ctx, 3*time.Second)
		tree, err := chromedp.Call(cctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{FrameID: f.id})
		cancel()
		if err != nil {
			continue
		}
		for _, n := range tree.Nodes {
			role, name := axText(n.Role), axText(n.Name)
			if n.Ignored || !slices.Contains(usable, role) || strings.TrimSpace(name) == "" {
				continue
			}
			out = addOnce(out, strings.ToLower(role)+" “"+neutral.Line(w.redact(name), maxAroundName)+"”", maxAround)
		}
	}
	return out
}

// redact takes the patient's values out of what a page says.
func (w *walker) redact(s string) string {
	hide := func(value string, kind audit.Kind) {
		if len(value) > 2 {
			s = replaceFold(s, value, "‹"+string(kind)+"›")
		}
	}
	for _, c := range w.out.Typed {
		if !c.Chosen {
			hide(c.Value, c.Kind)
		}
	}
	for _, k := range audit.Kinds {
		if w.sc.Patient == nil || !k.Kind.Typeable() {
			continue
		}
		if v, ok := w.sc.Patient.Value(k.Kind); ok && len(v) > 3 {
			hide(v, k.Kind)
		}
	}
	return s
}

// replaceFold replaces old in s whatever its case.
func replaceFold(s, old, by string) string {
	low, want := strings.ToLower(s), strings.ToLower(old)
	if len(low) != len(s) || len(want) == 0 { // a letter whose cases differ in length
		return strings.ReplaceAll(s, old, by)
	}
	var b strings.Builder
	for {
		i := strings.Index(low, want)
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i] + by)
		s, low = s[i+len(want):], low[i+len(want):]
	}
}
