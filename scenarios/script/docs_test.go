package script

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// TestDocs reads every example of docs/scenarios.md, which has one of each verb.
func TestDocs(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/scenarios.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllSubmatch(text, -1)
	if len(blocks) < 4 {
		t.Fatalf("%d examples", len(blocks))
	}
	used := map[Verb]bool{}
	for _, b := range blocks {
		in := string(b[1])
		if strings.HasPrefix(in, "- ") {
			in = "name: x\nstart: /\nsteps:\n" + in
		}
		s, err := Read("docs/scenarios.md", []byte(in))
		if err != nil {
			t.Errorf("%v\n%s", err, in)
			continue
		}
		s.each(func(st *Step) { used[st.Verb] = true })
	}
	for _, v := range Verbs {
		if !used[v.Verb] {
			t.Errorf("no example of %s", v.Verb)
		}
	}
}
