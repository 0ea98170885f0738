package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// writeDiffMarkdown prints the comparison for a pull request or a build's summary.
func writeDiffMarkdown(w io.Writer, c audit.Comparison, _ Options) error {
	b := bufio.NewWriter(w) // keeps the first error for Flush
	fmt.Fprintf(b, "## quietroom: %s\n\n", mark(DiffHeadline(c)))
	fmt.Fprintf(b, "%s\n\n- old: %s\n- new: %s\n", mark(shown(c.New.Site)), mark(refText(c.Old)), mark(refText(c.New)))
	for _, s := range c.Caveats {
		fmt.Fprintf(b, "- note: %s\n", mark(shown(s)))
	}
	for _, g := range diffGroups(c) {
		fmt.Fprintf(b, "\n### %s\n\n", g.Title)
		if g.Lead != "" {
			fmt.Fprintf(b, "%s\n\n", g.Lead)
		}
		fmt.Fprint(b, "| severity | what | to whom | page | how | |\n| --- | --- | --- | --- | --- | --- |\n")
		for _, f := range g.Findings {
			more := strings.TrimSpace(strings.Join([]string{f.Note, f.Accepted}, " "))
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s %s |\n", mark(f.Grade), mark(f.What), mark(f.To), mark(f.On), mark(f.How), mark(more), code(f.Fingerprint))
		}
	}
	for _, g := range thingGroups(c) {
		if len(g.Things) > 0 {
			fmt.Fprintf(b, "\n### %s\n\n", g.Title)
		}
		for _, t := range g.Things {
			fmt.Fprintf(b, "- %s: %s\n", t.Change, mark(strings.TrimSuffix(shown(t.Name)+": "+shown(t.Note), ": ")))
		}
	}
	if len(c.Coverage) > 0 {
		fmt.Fprint(b, "\n### Coverage\n\n")
		for _, s := range c.Coverage {
			fmt.Fprintf(b, "- %s\n", mark(shown(s)))
		}
	}
	return b.Flush()
}
