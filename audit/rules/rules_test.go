package rules

import "testing"

func TestDefault(t *testing.T) {
	s, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(s.rules), len(s.groups), len(s.phrases), len(s.policy))
}
