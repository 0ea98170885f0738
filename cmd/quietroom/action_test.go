package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// actionFile is what a composite action may say
// (https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax).
type actionFile struct {
	Name        string
	Description string
	Author      string
	Branding    struct{ Icon, Color string }
	Inputs      map[string]struct {
		Description string
		Required    bool
		Default     string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, If, Uses, Run, Shell string
	Env, With                      map[string]string
	ContinueOnError                bool   `yaml:"continue-on-error"`
	WorkingDirectory               string `yaml:"working-directory"`
}

// gitlabFile is what ci/gitlab.yml says (https://docs.gitlab.com/ci/yaml/).
type gitlabFile struct {
	Quietroom struct {
		Image     string
		Variables map[string]string
		Cache     struct {
			Key, When string
			Paths     []string
		}
		BeforeScript []string `yaml:"before_script"`
		Script       []string
		Artifacts    struct {
			When     string
			ExpireIn string `yaml:"expire_in"`
			Paths    []string
			Exclude  []string
			Reports  map[string]string
		}
	}
}

func readStrictly(t *testing.T, name string, into any) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(data, into, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(data)
}

func TestActionFile(t *testing.T) {
	t.Parallel()
	var a actionFile
	text := readStrictly(t, "action.yml", &a)
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatalf("%+v", a.Runs)
	}
	ids := map[string]bool{}
	for i, s := range a.Runs.Steps {
		switch {
		case (s.Run == "") == (s.Uses == ""):
			t.Errorf("step %d: want either run or uses", i+1)
		case s.Run != "" && s.Shell != "bash":
			t.Errorf("step %d: shell %q", i+1, s.Shell)
		case strings.Contains(s.Run, "${{"):
			t.Errorf("step %d: what a caller gives becomes part of the script; it belongs into env", i+1)
		case s.Uses != "" && !strings.Contains(s.Uses, "@v"):
			t.Errorf("step %d uses %s in no version", i+1, s.Uses)
		}
		if s.Run != "" {
			syntax(t, "bash", s.Run)
		}
		ids[s.ID] = true
	}
	for name := range a.Inputs {
		if !strings.Contains(text, "inputs."+name) {
			t.Errorf("input %s is used nowhere", name)
		}
	}
	for name, o := range a.Outputs {
		if !ids[between(o.Value, "steps.", ".")] {
			t.Errorf("output %s is of no step: %s", name, o.Value)
		}
	}
	// What is named in an expression is there.
	for _, part := range strings.Split(text, "inputs.")[1:] {
		name := part[:strings.IndexFunc(part, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') })]
		if _, ok := a.Inputs[name]; !ok {
			t.Errorf("there is no input %q", name)
		}
	}
}

// TestNothingUnredactedLeaves: reports that mask nothing are their owner's alone, and no
// part of what a build uploads.
func TestNothingUnredactedLeaves(t *testing.T) {
	t.Parallel()
	var a actionFile
	if text := readStrictly(t, "action.yml", &a); !strings.Contains(text, "!${{ steps.audit.outputs.run }}/report.unredacted.*") {
		t.Error("the action uploads what is not redacted")
	}
	var g gitlabFile
	if readStrictly(t, "ci/gitlab.yml", &g); !slices.Contains(g.Quietroom.Artifacts.Exclude, "quietroom-run/report.unredacted.*") {
		t.Errorf("the job keeps what is not redacted: %+v", g.Quietroom.Artifacts)
	}
}

func between(s, before, after string) string {
	_, s, _ = strings.Cut(s, before)
	s, _, _ = strings.Cut(s, after)
	return s
}

func syntax(t *testing.T, shell, script string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), shell, "-n", "-c", script).CombinedOutput(); err != nil {
		t.Errorf("%v: %s\n%s", err, out, script)
	}
	if check, err := exec.LookPath("shellcheck"); err == nil {
		cmd := exec.CommandContext(t.Context(), check, "--shell="+shell, "--exclude=SC2016", "-")
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}

// runner is a stand-in for a machine of a build: a home, a stub of quietroom that
// writes down its arguments, and the files that steps talk through.
type buildMachine struct {
	dir    string
	env    []string
	status int
}

// stub plays quietroom: an audit leaves the reports behind, one that is cut short no
// baseline.
const stub = `#!/bin/sh
printf '%s\n' "$@" >> "$CALLS"; echo -- >> "$CALLS"
case "$1" in
audit)
	while [ "$1" != --out ]; do shift; done
	[ "$STATUS" = 2 ] && exit 2
	mkdir -p "$2"; echo "# summary" > "$2/report.md"; echo '{}' > "$2/report.sarif"; echo '{}' > "$2/run.json"
	exit "$STATUS" ;;
baseline) [ "$STATUS" = 3 ] && exit 2; echo '{"schema":"quietroom.baseline/1"}' ;;
esac
`

func newMachine(t *testing.T, status int) *buildMachine {
	t.Helper()
	m := &buildMachine{dir: t.TempDir(), status: status}
	if err := os.MkdirAll(filepath.Join(m.dir, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	m.write(t, "bin/quietroom", stub, 0o700)
	m.env = []string{
		"PATH=" + filepath.Join(m.dir, "bin") + ":" + os.Getenv("PATH"), "CALLS=" + filepath.Join(m.dir, "calls"), fmt.Sprintf("STATUS=%d", status), "HOME=" + m.dir,
		"GITHUB_OUTPUT=" + filepath.Join(m.dir, "output"), "GITHUB_STEP_SUMMARY=" + filepath.Join(m.dir, "summary"), "GITHUB_PATH=" + filepath.Join(m.dir, "path"),
		"RUNNER_TEMP=" + filepath.Join(m.dir, "temp dir"), "GITHUB_RUN_ID=7", "GITHUB_RUN_ATTEMPT=1",
	}
	return m
}

func (m *buildMachine) write(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(m.dir, name), []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// read gives a file of the machine, "" when it is not there.
func (m *buildMachine) read(name string) string {
	data, _ := os.ReadFile(filepath.Join(m.dir, name))
	return string(data)
}

// run runs a script as the build's runner would, and gives its exit status.
func (m *buildMachine) run(t *testing.T, shell []string, script string, env map[string]string) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), shell[0], append(shell[1:], script)...)
	cmd.Dir, cmd.Env = m.dir, m.env
	for _, k := range slices.Sorted(maps.Keys(env)) {
		cmd.Env = append(cmd.Env, k+"="+env[k])
	}
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatalf("%v: %s", err, out)
	}
	return cmd.ProcessState.ExitCode()
}

// TestActionSteps runs the scripts of the action with a stub of quietroom.
func TestActionSteps(t *testing.T) {
	t.Parallel()
	var a actionFile
	readStrictly(t, "action.yml", &a)
	step := func(name string) string {
		for _, s := range a.Runs.Steps {
			if s.Name == name {
				return s.Run
			}
		}
		t.Fatalf("the action has no step %q", name)
		return ""
	}
	bash := []string{"bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"}
	for status := range 4 {
		m := newMachine(t, status)
		env := map[string]string{"URL": "https://practice.example/$(touch pwned)", "SITE_FILE": "a b.yaml", "FAIL_ON": "C", "BASELINE": "last", "ARGS": "--pages\n5\n--header\nX-A: b c\n"}
		if got := m.run(t, bash, step("Audit"), env); got != 0 {
			t.Errorf("status %d: the audit's step ended with %d", status, got)
		}
		run := filepath.Join(m.dir, "temp dir/quietroom/run-7-1")
		want := strings.Join([]string{"audit", "--out", run, "--fail-on", "C", "--format", "text,html,sarif,markdown,junit", "--site-file", "a b.yaml", "--pages", "5", "--header", "X-A: b c", "--", "https://practice.example/$(touch pwned)", "--\n"}, "\n")
		if calls := m.read("calls"); !strings.HasPrefix(calls, want) {
			t.Errorf("status %d: called\n%s; want\n%s", status, calls, want)
		}
		output := fmt.Sprintf("status=%d\nrun=%s\n", status, run)
		if status != 2 {
			output += "sarif=" + run + "/report.sarif\n"
		}
		if got := m.read("output"); got != output {
			t.Errorf("status %d: outputs %q, want %q", status, got, output)
		}
		if kept := m.read(".quietroom/last.json") != ""; kept != (status < 2) {
			t.Errorf("status %d: a baseline was kept: %v", status, kept)
		}
		if summed := m.read("summary") != ""; summed != (status != 2) {
			t.Errorf("status %d: a summary was written: %v", status, summed)
		}
		if m.read("pwned") != "" {
			t.Error("the address was run as a command")
		}
		if got := m.run(t, bash, step("Say how it ended"), map[string]string{"STATUS": fmt.Sprint(status)}); got != status {
			t.Errorf("the action ends with %d, want %d", got, status)
		}
	}
	m := newMachine(t, 0)
	if err := os.Mkdir(filepath.Join(m.dir, ".quietroom"), 0o700); err != nil {
		t.Fatal(err)
	}
	m.write(t, ".quietroom/last.json", "{}", 0o600)
	m.run(t, bash, step("Audit"), map[string]string{"URL": "", "SITE_FILE": "", "FAIL_ON": "E", "BASELINE": "last", "ARGS": ""})
	if calls := m.read("calls"); !strings.Contains(calls, "--baseline\n.quietroom/last.json\n--\nbaseline") {
		t.Errorf("the last run is not the baseline: %s", calls)
	}
	if got := m.run(t, bash, step("Say how it ended"), map[string]string{"STATUS": ""}); got != 2 {
		t.Errorf("without an audit the action ends with %d, want 2", got)
	}
}

// TestGitlabJob runs the job's script with a stub of quietroom, in bash and in sh.
func TestGitlabJob(t *testing.T) {
	t.Parallel()
	var g gitlabFile
	readStrictly(t, "ci/gitlab.yml", &g)
	job := g.Quietroom
	if len(job.Script) != 1 || job.Cache.When != "always" || job.Artifacts.When != "always" {
		t.Fatalf("%+v", job)
	}
	for _, shell := range []string{"bash", "sh"} {
		syntax(t, shell, job.Script[0])
		for status := range 4 {
			m := newMachine(t, status)
			env := maps.Clone(job.Variables)
			maps.Copy(env, map[string]string{"QUIETROOM_URL": "https://practice.example/$(touch pwned)", "QUIETROOM_BASELINE": "last", "QUIETROOM_ARGS": "--pages\n5\n--header\nX-A: $(touch pwned)"})
			if got := m.run(t, []string{shell, "-e", "-c"}, job.Script[0], env); got != status {
				t.Errorf("%s: the job ends with %d, want %d", shell, got, status)
			}
			want := strings.Join([]string{"audit", "--out", "quietroom-run", "--fail-on", "E", "--format", "text,html,markdown,junit", "--pages", "5", "--header", "X-A: $(touch pwned)", "--", "https://practice.example/$(touch pwned)", "--\n"}, "\n")
			if calls := m.read("calls"); !strings.HasPrefix(calls, want) {
				t.Errorf("%s, status %d: called\n%s; want\n%s", shell, status, calls, want)
			}
			if kept := m.read(".quietroom/last.json") != ""; kept != (status < 2) {
				t.Errorf("%s, status %d: a baseline was kept: %v", shell, status, kept)
			}
			if _, err := os.Stat(filepath.Join(m.dir, "pwned")); err == nil {
				t.Error("what was given was run as a command")
			}
		}
	}
}

// TestBuildsDoc: what docs/builds.md and schedule github say to the action, it takes.
func TestBuildsDoc(t *testing.T) {
	t.Parallel()
	var a actionFile
	readStrictly(t, "action.yml", &a)
	var g gitlabFile
	readStrictly(t, "ci/gitlab.yml", &g)
	doc, err := os.ReadFile("../../docs/builds.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(doc), "```yaml\n")[1:]
	if len(blocks) != 2 {
		t.Fatalf("%d examples", len(blocks))
	}
	blocks = append(blocks, scheduled(t, "github", "weekly", ""), scheduled(t, "gitlab", "weekly", ""))
	said := 0
	for _, b := range blocks {
		b, _, _ = strings.Cut(b, "```")
		var workflow struct {
			Jobs map[string]struct {
				Steps []struct {
					Uses string
					With map[string]any
				}
			}
			Quietroom struct{ Variables map[string]string }
		}
		if err := yaml.Unmarshal([]byte(b), &workflow); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		for _, job := range workflow.Jobs {
			for _, s := range job.Steps {
				for name := range s.With {
					if _, ok := a.Inputs[name]; !ok && strings.HasPrefix(s.Uses, "quietroom/") {
						t.Errorf("the action has no input %q", name)
					}
					said++
				}
			}
		}
		for name := range workflow.Quietroom.Variables {
			if _, ok := g.Quietroom.Variables[name]; !ok {
				t.Errorf("the job has no variable %q", name)
			}
			said++
		}
	}
	if said < 12 {
		t.Errorf("only %d inputs were looked at", said)
	}
}
