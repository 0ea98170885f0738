package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/runner"
)

// viewLine is one line of the frame, with the columns that it takes.
type viewLine struct {
	text  string
	width int
}

// painter paints where colour is allowed.
type painter bool

// The ANSI styles of the frame.
const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	yellow = "33"
	green  = "32"
	blue   = "36"
)

func (p painter) paint(style, s string) string {
	if !bool(p) || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// severity paints like the reports do.
func (p painter) severity(s audit.Severity, text string) string {
	switch s {
	case audit.Critical, audit.High:
		return p.paint(red, text)
	case audit.Medium:
		return p.paint(yellow, text)
	}
	return p.paint(blue, text)
}

// verdict paints like the reports do.
func (p painter) verdict(v audit.Verdict, text string) string {
	switch v {
	case audit.Leak:
		return p.paint(red, text)
	case audit.Clean:
		return p.paint(green, text)
	}
	return p.paint(yellow, text)
}

// Sizes of the frame, in columns and lines.
const (
	defaultColumns = 80
	barWidth       = 20
	maxOpen        = 4 // journeys that are shown one by one
)

// lines are the frame for a terminal of the given size; 0 is not known.
func (k *known) lines(now time.Time, columns, rows int, p painter) []viewLine {
	if columns <= 0 {
		columns = defaultColumns
	}
	room := max(columns-1, 1)
	out := []viewLine{k.headLine(now, room, p)}
	add := func(text, style string) {
		text = fit(text, room)
		out = append(out, viewLine{p.paint(style, text), runewidth.StringWidth(text)})
	}
	if l := k.countLine(now, room, p); l.width > 0 {
		out = append(out, l)
	}
	if k.phase == "crawl" && k.asked != "" {
		add("  "+pathOf(k.asked), faint)
	}
	shown := min(len(k.open), maxOpen)
	if rows > 0 {
		shown = max(0, min(shown, rows-5)) // a frame that is higher than the terminal cannot be redrawn
	}
	wide := 0
	for _, w := range k.open[:shown] {
		wide = max(wide, runewidth.StringWidth(fit(pathOf(w.Page), room/3)))
	}
	for _, w := range k.open[:shown] {
		page := fit(pathOf(w.Page), room/3)
		add("  "+page+strings.Repeat(" ", wide-runewidth.StringWidth(page))+"  "+step(w), "")
	}
	if more := len(k.open) - shown; more > 0 && shown > 0 {
		add(fmt.Sprintf("  and %d more", more), faint)
	}
	if l := k.foundLine(room, p); l.width > 0 {
		out = append(out, l)
	}
	return out
}

// headLine says what is done, and at its right end since when.
func (k *known) headLine(now time.Time, room int, p painter) viewLine {
	clock := now.Sub(k.began).Round(time.Second).String()
	text := k.doing()
	if k.phase == "crawl" && k.found > 0 {
		text += fmt.Sprintf(" (%d so far)", k.found)
	}
	text = fit(text, max(room-len(clock)-2, 1))
	gap := room - runewidth.StringWidth(text) - len(clock)
	if gap < 1 {
		return viewLine{p.paint(bold, text), runewidth.StringWidth(text)}
	}
	return viewLine{p.paint(bold, text) + strings.Repeat(" ", gap) + p.paint(faint, clock), room}
}

// countLine says how far the phase is: a bar, the numbers, the time left.
func (k *known) countLine(now time.Time, room int, p painter) viewLine {
	c, _ := k.counted()
	if c.total == 0 {
		return viewLine{}
	}
	parts := []string{}
	if k.pages.total > 0 {
		parts = append(parts, fmt.Sprintf("pages %d/%d", k.pages.done, k.pages.total))
	}
	if k.journeys.total > 0 {
		parts = append(parts, fmt.Sprintf("journeys %d/%d", k.journeys.done, k.journeys.total))
	}
	if left := k.left(now); left != "" {
		parts = append(parts, left)
	}
	text := strings.Join(parts, " · ")
	at := barWidth * min(c.done, c.total) / c.total
	full, rest := strings.Repeat("█", at), strings.Repeat("░", barWidth-at)
	width := 4 + runewidth.StringWidth(full+rest+text)
	if width > room {
		text = fit("  "+text, room)
		return viewLine{text, runewidth.StringWidth(text)}
	}
	return viewLine{"  " + p.paint(green, full) + p.paint(faint, rest) + "  " + text, width}
}

// foundLine says what was found so far, by severity.
func (k *known) foundLine(room int, p painter) viewLine {
	if k.findings == nil {
		return viewLine{}
	}
	plain, painted := "  Found so far: ", "  Found so far: "
	n := 0
	for _, s := range audit.Severities {
		c := k.findings.Severities[s]
		if c == 0 {
			continue
		}
		if n > 0 {
			plain, painted = plain+", ", painted+", "
		}
		n++
		text := fmt.Sprintf("%d %s", c, s)
		plain, painted = plain+text, painted+p.severity(s, text)
	}
	switch {
	case n == 0 && k.findings.Partial:
		plain, painted = plain+"nothing in what could be looked at", painted+"nothing in what could be looked at"
	case n == 0:
		plain, painted = plain+"nothing", painted+"nothing"
	case k.findings.Partial:
		plain, painted = plain+", or more", painted+", or more"
	}
	if width := runewidth.StringWidth(plain); width <= room {
		return viewLine{painted, width}
	}
	plain = fit(plain, room)
	return viewLine{plain, runewidth.StringWidth(plain)}
}

// plain is the state in one line without any styles.
func (k *known) plain(now time.Time) string {
	text := fmt.Sprintf("[%s] %s", now.Sub(k.began).Round(time.Second), k.doing())
	c, of := k.counted()
	switch {
	case c.total > 0:
		text += fmt.Sprintf(": %d of %d %s done", c.done, c.total, of)
		if left := k.left(now); left != "" {
			text += ", " + left
		}
	case k.phase == "crawl" && k.found > 0:
		text += fmt.Sprintf(": %d so far", k.found)
	}
	return text
}

// fit cuts a text to the given columns.
func fit(s string, columns int) string {
	if runewidth.StringWidth(s) <= columns {
		return s
	}
	return runewidth.Truncate(s, max(columns, 1), "…")
}

// origin is the front of an address, which a person who waits knows.
var origin = regexp.MustCompile(`^https?://[^/\s]+`)

const maxShown = 200 // runes of what a page says

// pathOf gives an address without its origin.
func pathOf(address string) string {
	path := origin.ReplaceAllString(neutral.Line(address, maxShown), "")
	if path == "" {
		return "/"
	}
	return path
}

// step says what the patient does now: "booking form: types into “E-mail”".
func step(w runner.WalkNews) string {
	name := neutral.Line(w.Scenario, 60)
	form, ok := strings.CutPrefix(name, "form:")
	switch {
	case name == "visit":
		name = ""
	case strings.HasPrefix(name, audit.FromLibrary):
		name = "on the way to " + strings.TrimPrefix(name, audit.FromLibrary) + ": "
	case ok:
		name = strings.ReplaceAll(form, "_", " ") + " form: "
	default:
		name += ": "
	}
	return name + deed(w.Step)
}

// deeds say each verb of a step; one that ends in a blank goes on with what it is
// done to.
var deeds = map[string]string{
	"visit": "opens the page", "scroll": "scrolls", "wait": "waits until the page is quiet", "leave": "leaves the page", "back": "goes back",
	"fill": "types into ", "select": "chooses in ", "check": "ticks ", "press": "presses ", "click": "clicks ", "hover": "points at ",
	"upload": "puts a made-up file into ", "open": "opens ", "login": "logs in", "submit": "submits with ", "consent": "answers the consent banner",
	"expect": "makes sure of ", "frame": "looks into ", "if_present": "looks for ", "reach": "looks for the way to ", "plan": "looks over the form",
}

func deed(s audit.Step) string {
	if s.Number == 0 {
		return "opens a tab"
	}
	text, ok := deeds[s.Verb]
	target := neutral.Line(s.Target, 80)
	switch {
	case !ok:
		return neutral.Line(s.Verb, 20) + " “" + target + "”"
	case !strings.HasSuffix(text, " "):
		return text
	case target == "":
		return strings.TrimSpace(text) + " something"
	}
	return text + "“" + target + "”"
}
