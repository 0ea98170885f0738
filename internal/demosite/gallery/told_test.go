//go:build gallery

package gallery

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// told_test.go tells what came of the walks.

// print tells the table, the scores, and the details of the halves asked for.
func print(results []result) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "\nexhibit\thalf\tfields\twrong\tsubmitted\twizard")
	for _, r := range results {
		wizard := "-"
		if r.Steps > 1 {
			wizard = fmt.Sprintf("step %d of %d", min(r.state.Step, r.Steps), r.Steps)
		}
		if r.Half != *half && *half != "all" {
			fmt.Fprintf(out, "%s\t%s\t\t\t\t\n", r.Name, r.Half)
			continue
		}
		fmt.Fprintf(out, "%s\t%s\t%d/%d\t%d\t%s\t%s\n", r.Name, r.Half, r.Right, r.Wanted, r.Wrong, yesNo(r.reached), wizard)
	}
	out.Flush()
	for _, name := range []string{Tune, Unseen} {
		fmt.Printf("\n%s: %s\n%s", name, sum(results, name), classify(results, name))
	}
	for _, r := range results {
		if r.Half != *half && *half != "all" || len(r.Missed) == 0 && r.reached && !*verbose {
			continue
		}
		fmt.Printf("\n%s: %s\n", r.Name, r.About)
		for _, m := range append(r.Missed, r.told...) {
			fmt.Printf("  %s\n", m)
		}
	}
}

// tell says at once how an exhibit of the half asked for came out: a run that is ended
// early has told what it saw.
func (r result) tell() {
	if r.Half != *half && *half != "all" {
		fmt.Fprintf(os.Stderr, "==> walked %s\n", r.Name)
		return
	}
	fmt.Fprintf(os.Stderr, "==> walked %s: %d/%d, step %d of %d, committed: %s\n", r.Name, r.Right, r.Wanted, r.state.Step, r.Steps, yesNo(r.reached))
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// total is the score of one half.
type total struct{ exhibits, wanted, right, wrong, forms, submitted, wizards, reached int }

func sum(results []result, half string) total {
	var s total
	for _, r := range results {
		if r.Half != half {
			continue
		}
		s.exhibits++
		s.wanted, s.right, s.wrong = s.wanted+r.Wanted, s.right+r.Right, s.wrong+r.Wrong
		if r.Steps > 1 {
			s.wizards++
			s.reached += map[bool]int{true: 1}[r.reached]
		} else {
			s.forms++
			s.submitted += map[bool]int{true: 1}[r.reached]
		}
	}
	return s
}

func share(n, of int) float64 { return float64(n) / float64(max(1, of)) }

func (s total) String() string {
	return fmt.Sprintf("%d exhibits; fields %d/%d = %.1f %%, %d wrong; wizards to the committing step %d/%d = %.1f %%; other forms submitted %d/%d",
		s.exhibits, s.right, s.wanted, 100*share(s.right, s.wanted), s.wrong, s.reached, s.wizards, 100*share(s.reached, s.wizards), s.submitted, s.forms)
}
