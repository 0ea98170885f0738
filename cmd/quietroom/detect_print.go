package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/audit/vendors"
)

// print says what was found, message by message, then what to change and what was
// searched.
func (d *detection) print(out io.Writer) error {
	p := &printer{out: out}
	last := ""
	for _, f := range d.Findings {
		if head := d.heading(f); head != last {
			if last != "" {
				p.line("")
			}
			p.line("%s", head)
			last = head
		}
		p.finding(f.Finding)
	}
	p.changes(d.Findings)
	for _, s := range d.Files {
		p.line("%s: read as %s, %s searched.", terminalSafe(s.File), kindOf(s), plural(s.Messages, "message"))
		for _, why := range s.Incomplete {
			p.line("  not searched: %s", terminalSafe(why))
		}
	}
	for _, n := range d.Notes {
		p.line("%s", terminalSafe(n))
	}
	p.total(d.Findings)
	return p.err
}

// printer keeps the first error of writing.
type printer struct {
	out io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, format+"\n", args...)
	}
}

// heading names the message: "session.har, entry 3: image to Meta Pixel (an advertising service), www.facebook.com".
func (d *detection) heading(f audit.Sighting) string {
	in := f.At
	if len(d.Files) > 1 {
		in = f.File + ", " + f.At
	}
	what := "sent"
	if f.Channel != audit.ChannelOther {
		what = string(f.Channel)
	}
	to := f.Recipient
	who := to.Vendor
	switch words := vendors.Purposes[to.Purpose]; {
	case to.Host == "" && to.VendorID == "":
		return cell(in + ": " + what + " to " + who)
	case to.Purpose == vendors.Unknown && who == to.Domain:
		who = "a third party that is not known"
	case to.Party == audit.FirstParty:
		who = words
	default:
		who += " (" + words + ")"
	}
	if to.Host != "" {
		who += ", " + to.Host
	}
	return cell(in + ": " + what + " to " + who)
}

// finding prints what was seen, where, and the excerpt.
func (p *printer) finding(f audit.Finding) {
	what := f.Kind.Info().Label
	switch {
	case f.Class != audit.ClassA:
		what = f.Class.Meaning()
	case f.Rule == "canary" || f.Recipient.Party == audit.FirstParty:
		what = "the patient's " + what
	default:
		what = "what looks like a person's " + what
	}
	if d := judge.Disguise(f.Chain); d != "" {
		what += ", " + d
	}
	p.line("  %s %-9s %s", f.Class, f.Severity, cell(what))
	if f.Place != "" {
		place := f.Place
		if f.Meaning != "" {
			place += " = " + f.Meaning
		}
		p.line("              at %s", cell(place))
	}
	if f.Excerpt != "" {
		p.line("              %s", cell(f.Excerpt))
	}
}

// changes says once for each recipient what to change: what its worst finding asks
// for, which sees to the others too.
func (p *printer) changes(found []audit.Sighting) {
	if len(found) == 0 {
		return
	}
	p.line("")
	p.line("What to change:")
	said := map[string]bool{}
	worst := slices.SortedStableFunc(slices.Values(found), func(a, b audit.Sighting) int { return cmp.Compare(a.Class, b.Class) })
	for _, f := range worst {
		who := f.Recipient.Vendor + " " + string(f.Recipient.Party)
		if !said[who] {
			said[who] = true
			p.line("  - %s", terminalSafe(f.Remedy))
		}
	}
	p.line("")
}

// total counts the findings by class.
func (p *printer) total(found []audit.Sighting) {
	count := map[audit.Class]int{}
	for _, f := range found {
		count[f.Class]++
	}
	p.line("%s.", plural(len(found), "finding"))
	for _, c := range audit.Classes {
		if count[c] > 0 {
			p.line("  %d of class %s: %s", count[c], c, c.Meaning())
		}
	}
}

func kindOf(s audit.SearchedFile) string {
	if s.Compression != "" {
		return s.Format + " in " + s.Compression
	}
	return s.Format
}

// cell keeps a page's own words on one line.
func cell(s string) string {
	const widest = 110
	s = terminalSafe(strings.Join(strings.Fields(s), " "))
	if r := []rune(s); len(r) > widest {
		s = string(r[:widest-1]) + "…"
	}
	return s
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
