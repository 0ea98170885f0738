package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// table prints rows in columns that share the printer's width as the shares
// say. Cells are wrapped here, because tablewriter leaves a long word whole.
func (p *printer) table(head []string, shares []int, rows [][]string) {
	p.tableWith(tw.On, head, shares, rows)
}

// compactTable is table without lines between the rows.
func (p *printer) compactTable(head []string, shares []int, rows [][]string) {
	p.tableWith(tw.Off, head, shares, rows)
}

func (p *printer) tableWith(between tw.State, head []string, shares []int, rows [][]string) {
	if p.err != nil {
		return
	}
	widths := columnWidths(p.width, shares)
	symbols := tw.NewSymbols(tw.StyleRounded)
	t := tablewriter.NewTable(p.w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Symbols: symbols, Settings: tw.Settings{Separators: tw.Separators{BetweenRows: between}}})),
		tablewriter.WithHeaderAutoFormat(tw.Off), tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAutoWrap(tw.WrapNone), tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithEastAsian(tw.Off), // as width does
	)
	t.Header(fitCells(head, widths))
	for _, r := range rows {
		if err := t.Append(fitCells(r, widths)); err != nil {
			p.err = fmt.Errorf("laying out a table: %w", err)
			return
		}
	}
	if err := t.Render(); err != nil {
		p.err = fmt.Errorf("printing a table: %w", err)
	}
}

// columns gives the widths of the columns' text: the width less the borders and
// one blank on either side of each cell, divided as the shares say.
func columnWidths(total int, shares []int) []int {
	room, sum := total-3*len(shares)-1, 0
	for _, s := range shares {
		sum += s
	}
	out, used := make([]int, len(shares)), 0
	for i, s := range shares {
		out[i] = room * s / sum
		used += out[i]
	}
	out[len(out)-1] += room - used
	return out
}

func fitCells(cells []string, widths []int) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.Join(wrap(c, widths[i]), "\n")
	}
	return out
}

// wrap breaks text into lines of at most limit columns, at blanks where there
// are some and inside a word that is too long. ANSI styles take no room.
func wrap(text string, limit int) []string {
	limit = max(limit, 2) // room for one wide letter
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && width(line)+1+width(word) <= limit {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for width(word) > limit {
			n := prefix(word, limit)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// prefix gives the length in bytes of the longest start of word that is at most
// limit columns wide, and not nothing.
func prefix(word string, limit int) int {
	n := 0
	for n < len(word) {
		_, size := utf8.DecodeRuneInString(word[n:])
		if n > 0 && width(word[:n+size]) > limit {
			break
		}
		n += size
	}
	return n
}

// width counts the columns that s takes on a terminal. Unlike tablewriter's own
// measure it does not ask the environment, so that a report is the same anywhere.
func width(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }
