package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

const (
	minWidth     = 70
	defaultWidth = 80
	maxWidth     = 140 // longer lines are hard to read
)

// writeText prints the run for a terminal or a mail: verdict, what to do first,
// coverage, then page by page.
func writeText(w io.Writer, in Input, o Options) error {
	v := newView(in)
	p := newPrinter(w, o)
	p.head(v)
	p.since(in.Comparison)
	p.actions(v)
	p.coverage(v)
	p.leaks(v)
	p.unsure(v)
	p.clean(v)
	p.vendors(v)
	p.foot(v)
	return p.end()
}

// printer lays text out. A failed write sticks: bufio gives it back at Flush.
type printer struct {
	w     *bufio.Writer
	color bool
	width int
	err   error // of a table
}

func newPrinter(w io.Writer, o Options) *printer {
	p := &printer{w: bufio.NewWriter(w), color: o.Color, width: defaultWidth}
	if o.Width > 0 {
		p.width = min(max(o.Width, minWidth), maxWidth)
	}
	return p
}

// end gives back what went wrong on the way.
func (p *printer) end() error {
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// The ANSI styles that a report uses.
const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	yellow = "33"
	green  = "32"
	blue   = "36"
)

// style wraps s in an ANSI style where colour is allowed. It is given neutralised text.
func (p *printer) style(style, s string) string {
	if !p.color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func verdictStyle(v audit.Verdict) string {
	switch v {
	case audit.Leak:
		return red
	case audit.Clean:
		return green
	}
	return yellow
}

func severityStyle(s audit.Severity) string {
	switch s {
	case audit.Critical, audit.High:
		return red
	case audit.Medium:
		return yellow
	}
	return blue
}

func (p *printer) line(s string) {
	fmt.Fprintln(p.w, s)
}

// para prints text in lines of the printer's width. The first line starts with
// lead, the others with as many blanks.
func (p *printer) para(lead, text string) { p.styled(lead, "", text) }

// styled is para with an ANSI style for the text, "" for none.
func (p *printer) styled(lead, style, text string) {
	blank := strings.Repeat(" ", width(lead))
	for i, l := range wrap(text, p.width-len(blank)) {
		if i > 0 {
			lead = blank
		}
		if style != "" {
			l = p.style(style, l)
		}
		p.line(lead + l)
	}
}

func (p *printer) heading(s string) {
	p.line("")
	p.line(p.style(bold, s))
	p.line(p.style(faint, strings.Repeat("─", width(s))))
}

// labelled prints facts with their texts in one column.
func (p *printer) labelled(facts []fact) {
	wide := 0
	for _, f := range facts {
		wide = max(wide, width(f.Label))
	}
	for _, f := range facts {
		p.para(f.Label+strings.Repeat(" ", wide-width(f.Label)+2), f.Text)
	}
}

func (p *printer) head(v *view) {
	p.line(p.style(bold, "quietroom report"))
	p.para("", v.Site)
	p.line(p.style(faint, v.When))
	p.line("")
	p.styled("", verdictStyle(v.Verdict), strings.ToUpper(v.Verdict.String()))
	p.styled("", bold, v.Headline)
	if v.Why != "" {
		p.para("", v.Why)
	}
	if v.Incomplete {
		p.para("", incompleteNote)
		if v.Resume != "" {
			p.line(resumeNote)
			p.line("  " + v.Resume) // whole, to be copied
		}
	}
	for _, n := range v.Notes {
		p.para("note: ", n)
	}
	p.line("")
	for _, n := range v.Numbers {
		p.line(pad(n.Figure, 12) + n.Caption)
	}
	for _, c := range v.ByClass {
		if c.Count > 0 {
			p.para(pad(number(c.Count), 12)+"of class "+string(c.Class)+": ", c.Meaning)
		}
	}
}

// pad sets s right in n columns, and two blanks behind it.
func pad(s string, n int) string {
	return strings.Repeat(" ", max(0, n-width(s))) + s + "  "
}

func (p *printer) actions(v *view) {
	if len(v.Actions) == 0 {
		return
	}
	p.heading("What to do first")
	for i, a := range v.Actions {
		p.para(number(i+1)+". ", a.Remedy)
		p.para("   ", a.Vendor+": "+a.Answers+", "+string(a.Severity))
	}
}

func (p *printer) coverage(v *view) {
	c := v.Coverage
	p.heading("Coverage")
	p.labelled(c.Facts)
	for _, u := range c.Unexplained {
		p.para("  unexplained: ", u)
	}
	p.line("")
	p.line("What was not looked at")
	for _, n := range c.NotSeen {
		p.para("  - ", n)
	}
	for _, s := range c.Skipped {
		p.para("  - ", s.URL+": "+s.Reason)
	}
	for _, j := range v.Journeys {
		p.para("  - ", "journey "+j.Scenario+" on "+j.Page+", "+j.Status+": "+j.Why)
	}
}

func (p *printer) leaks(v *view) {
	if len(v.Leaks) == 0 {
		return
	}
	p.heading("Pages with findings")
	for _, pg := range v.Leaks {
		p.pageHead(pg)
		if len(pg.Flows) == 0 {
			continue
		}
		p.table([]string{"Severity", "What left", "To whom", "How"}, []int{15, 32, 20, 33}, findingRows(p, pg))
		for _, f := range pg.Flows {
			p.styled("  ", bold, f.Name)
			p.para("    ", strings.Join(append([]string{f.Purpose}, appendNew(f.Hosts, f.Owner)...), ", "))
			for _, why := range f.Whys {
				p.para("    why it matters: ", why)
			}
			for _, r := range f.Remedies {
				p.para("    what to change: ", r)
			}
			if f.CourtNote != "" {
				p.para("    ", f.CourtNote)
			}
		}
	}
}

func (p *printer) pageHead(pg pageView) {
	p.line("")
	p.styled("", bold, pg.Context+": "+clip(pg.Title, 120))
	p.styled("  ", faint, pg.URL)
	why := pg.Why
	if why == "" {
		why = count(pg.Findings, "finding", "findings")
	}
	p.para("  "+p.style(verdictStyle(pg.Verdict), pg.Verdict.String())+": ", why)
}

// findingRows gives a row for each way that something took to a recipient: what
// took the same way stands in one row, or a replay would fill screens.
func findingRows(p *printer, pg pageView) [][]string {
	var rows [][]string
	for _, f := range pg.Flows {
		at := map[[2]string]int{}
		for _, it := range f.Items {
			grade := p.style(severityStyle(it.Severity), string(it.Severity)) + " " + string(it.Class)
			way := [2]string{grade, howText(it)}
			if i, ok := at[way]; ok {
				rows[i][1] += ", " + lowerFirst(it.What)
				continue
			}
			at[way] = len(rows)
			rows = append(rows, []string{grade, it.What, f.Name, way[1]})
		}
	}
	return rows
}

// lowerFirst puts a label into the middle of a sentence.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// howText says in one cell how something left.
func howText(it item) string {
	parts := []string{it.How}
	if len(it.Layers) > 0 {
		parts = append(parts, "as "+strings.Join(it.Layers, " > "))
	}
	parts = append(parts, it.Timing...)
	return strings.Join(parts, "; ")
}

func (p *printer) unsure(v *view) {
	if len(v.Unsure) == 0 {
		return
	}
	p.heading("Inconclusive pages")
	for _, pg := range v.Unsure {
		p.pageHead(pg)
	}
}

func (p *printer) clean(v *view) {
	if len(v.Clean) == 0 {
		return
	}
	p.heading("Clean pages")
	for _, pg := range v.Clean {
		p.para(p.style(green, "clean")+"  ", pg.Context+": "+clip(pg.Title, 120))
		p.styled("       ", faint, pg.URL)
		p.para("       ", strings.TrimSpace(pg.Why+" "+pg.MetSentence()))
	}
}

func (p *printer) vendors(v *view) {
	if len(v.Vendors) == 0 {
		return
	}
	p.heading("Third parties met")
	rows := make([][]string, len(v.Vendors))
	for i, r := range v.Vendors {
		rows[i] = []string{r.Name, r.Purpose, number(r.Pages), r.DataText(), r.WorstText()}
	}
	p.table([]string{"Who", "Purpose", "Pages", "What was found", "Worst"}, []int{23, 22, 10, 30, 15}, rows)
	p.para("", "Agreements (BAA): none recorded. "+agreementNote)
}

func (p *printer) foot(v *view) {
	p.heading("How this was made")
	p.labelled(v.Made)
	p.line("")
	p.para("", "Coverage: "+v.Coverage.Line+".")
}
