package judge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func TestOwn(t *testing.T) {
	t.Parallel()
	c := config(t)
	query := email
	query.Place, query.Chain = "url.query.email", nil
	body := query
	body.Place = "body.form.email"
	search := query
	search.Kind = audit.KindSearchQuery
	weak := query
	weak.Strength = audit.Field
	state := query
	state.Kind = audit.KindState
	for _, tc := range []struct {
		name, url string
		channel   audit.Channel
		outcome   string
		hit       audit.Hit
		want      string
	}{
		{"a form that is sent with GET", "https://practice.example/book?email=x", audit.ChannelDocument, "held", query, "A value_in_own_url medium"},
		{"in a frame", "https://practice.example/book?email=x", audit.ChannelFrame, "sent", query, "A value_in_own_url medium"},
		{"by a script", "https://practice.example/api?email=x", audit.ChannelFetch, "sent", query, ""},
		{"a form that is sent with POST", "https://practice.example/book", audit.ChannelDocument, "held", body, ""},
		{"the body beside a query", "https://practice.example/book?a=1", audit.ChannelDocument, "held", body, ""},
		{"search words", "https://practice.example/?s=x", audit.ChannelDocument, "sent", search, ""},
		{"a value that is no proof", "https://practice.example/?email=x", audit.ChannelDocument, "sent", weak, ""},
		{"a fact that is nobody's alone", "https://practice.example/?st=x", audit.ChannelDocument, "sent", state, ""},
		{"unencrypted", "http://practice.example/api", audit.ChannelFetch, "sent", body, "A value_unencrypted medium"},
		{"an unencrypted socket", "ws://practice.example:8080/s", audit.ChannelWebSocket, "sent", body, "A value_unencrypted medium"},
		{"on the machine itself", "http://127.0.0.1:8080/api", audit.ChannelFetch, "sent", body, ""},
		{"on the machine itself, by name", "http://localhost:8080/api", audit.ChannelFetch, "sent", body, ""},
		{"on the machine itself, IPv6", "http://[::1]:8080/api", audit.ChannelFetch, "sent", body, ""},
		{"from the cache", "http://practice.example/?email=x", audit.ChannelDocument, "cached", query, ""},
		{"an address that is none", "://", audit.ChannelDocument, "sent", query, ""},
	} {
		j := New(c)
		ex := exchange("x1")
		ex.URL, ex.Channel, ex.Outcome, ex.Held = tc.url, tc.channel, tc.outcome, tc.outcome == "held"
		j.Own(ex, pageOf(c, "booking"), to(c, practice), hits(tc.hit))
		var got []string
		for _, f := range j.Findings() {
			got = append(got, fmt.Sprintf("%s %s %s", f.Class, f.Rule, f.Severity))
			if f.Remedy == "" || f.Recipient.Party != audit.FirstParty || !strings.Contains(f.Why, "to the practice itself") || forbidden.MatchString(f.Why+f.Remedy) {
				t.Errorf("%s: %q, %q", tc.name, f.Why, f.Remedy)
			}
		}
		if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

func TestOwnUnknownPage(t *testing.T) {
	t.Parallel()
	c := config(t)
	j := New(c)
	ex := exchange("x1")
	ex.URL = "http://practice.example/"
	j.Own(ex, nil, to(c, practice), hits(email))
	if got := j.Findings(); len(got) != 1 || got[0].Why != "The patient's e-mail address was sent to the practice itself unencrypted: everyone on the way can read it." {
		t.Errorf("%+v", got)
	}
}
