package demosite

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/internal/resolve"
)

func TestDNS(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	r, err := resolve.New(s.Resolver(), 20*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string][]string{aliasHost: {aliasOf}, Host: nil, "www.facebook.com": nil} {
		got, err := r.Chain(t.Context(), host)
		if err != nil {
			t.Errorf("%s: %v", host, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", host, diff)
		}
	}
	if _, err := answerDNS([]byte("no question")); err == nil {
		t.Error("an answer to no question")
	}
}
