package library

import (
	"slices"
	"testing"

	"github.com/quietroom/quietroom/scenarios/script"
)

// TestEveryGoal: there is one scenario for each thing that a patient looks for, and
// none of them sends a chat message.
func TestEveryGoal(t *testing.T) {
	t.Parallel()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		if e.Script.Description == "" {
			t.Errorf("%s says not what it does", e.File)
		}
		if e.Script.Steps[0].Verb != script.Reach || e.Script.Steps[0].Goal != e.Name {
			t.Errorf("%s begins with %v, want a way to %s", e.File, e.Script.Steps[0], e.Name)
		}
		if e.Name == "chat" && slices.ContainsFunc(e.Script.Steps, func(s script.Step) bool {
			return s.Verb == script.Plan || s.Verb == script.Submit || s.Verb == script.Fill
		}) {
			t.Error("the chat is written into")
		}
		got = append(got, e.Name)
	}
	want := slices.Sorted(slices.Values(script.Goals))
	if !slices.Equal(got, want) {
		t.Errorf("the library has %v, want %v", got, want)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	if list, ok, err := Find("booking"); err != nil || !ok || len(list) != 1 || list[0].Script.Name != "library-booking" {
		t.Errorf("booking: %v, %v, %v", list, ok, err)
	}
	if list, ok, _ := Find("library"); !ok || len(list) != len(script.Goals) {
		t.Errorf("library: %d, want all %d", len(list), len(script.Goals))
	}
	if _, ok, _ := Find("boking"); ok {
		t.Error("boking is found")
	}
}
