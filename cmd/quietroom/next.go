package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runner"
)

// nextStep is something to do after an audit, with the command that does it.
type nextStep struct{ what, command string }

// next are the steps that make sense after this audit. has tells which commands
// this quietroom knows.
func (a *audited) next(has func(command string) bool) []nextStep {
	dir := runner.ShellWord(a.dir)
	var steps []nextStep
	if a.run.Resume != "" {
		steps = append(steps, nextStep{"Go on where it stopped", a.run.Resume})
	}
	if a.report != "" {
		steps = append(steps, nextStep{"Open the report", opener() + " " + runner.ShellWord(a.report)})
	}
	steps = append(steps, nextStep{"Read all of it here", "quietroom report " + dir})
	if last := a.before(); last != "" && has("diff") {
		steps = append(steps, nextStep{"See what changed", "quietroom diff " + runner.ShellWord(last) + " " + dir})
	}
	if len(a.run.Findings) > 0 && a.run.Complete && a.run.Trial == nil && has("verify-fix") {
		steps = append(steps, nextStep{"Try a fix", "quietroom verify-fix " + dir})
	}
	if a.run.Verdict == audit.Clean && has("schedule") {
		steps = append(steps, nextStep{"Watch it weekly", "quietroom schedule --help"})
	}
	return steps
}

// opener is the command that opens a file with the program that is meant for it.
func opener() string {
	switch runtime.GOOS {
	case "darwin":
		return "open"
	case "windows":
		return "start"
	}
	return "xdg-open"
}

// before gives the folder of the audit of the same site before this one, beside its
// folder; "" for none, and for a walk that is not to be compared with one.
func (a *audited) before() string {
	if a.run.Trial != nil || a.run.Options.Only != "" {
		return ""
	}
	last, _, err := lastRun(a.dir, a.run.Site, a.run.Started)
	if err != nil || last == nil {
		return ""
	}
	return filepath.Join(filepath.Dir(a.dir), filepath.Base(last.Dir()))
}

// sayNext prints the steps, the commands in one column.
func (p *progress) sayNext(steps []nextStep) {
	if len(steps) == 0 {
		return
	}
	wide := 0
	for _, s := range steps {
		wide = max(wide, len(s.what))
	}
	var b strings.Builder
	b.WriteString("\n" + painter(p.color).paint(bold, "Next") + "\n")
	for _, s := range steps {
		b.WriteString("  " + s.what + strings.Repeat(" ", wide-len(s.what)+2) + terminalSafe(s.command) + "\n")
	}
	p.say(strings.TrimSuffix(b.String(), "\n"))
}

// commands tells which commands this quietroom has.
func commands(w world) func(string) bool {
	var names []string
	for _, c := range newRoot(w).Commands() {
		names = append(names, c.Name())
	}
	return func(name string) bool { return slices.Contains(names, name) }
}
