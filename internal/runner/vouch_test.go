package runner

import (
	"strings"
	"testing"
)

// TestVouch: nothing of the user's goes where a run folder alone says.
func TestVouch(t *testing.T) {
	t.Parallel()
	then := Settings{
		Site: "https://practice.example/", Scope: []string{"a.example", "b.example"}, ConnectTo: []string{"::127.0.0.1:9"}, CACert: []byte("pem"), Insecure: true,
		SiteFile: DataFile{Name: "quietroom.yaml", Data: []byte("login")},
	}
	whole := func(change func(*Vouched)) Vouched {
		v := Vouched{Site: "practice.example", Scope: []string{"b.example", "a.example"}, ConnectTo: then.ConnectTo, CACert: then.CACert, Insecure: true, SiteFile: then.SiteFile.Data}
		if change != nil {
			change(&v)
		}
		return v
	}
	account, secrets := Needs{Account: true}, Needs{Secrets: true}
	for name, c := range map[string]struct {
		says  Vouched
		needs Needs
		want  []string // "" wants no error
	}{
		"nothing of theirs":                                {says: Vouched{}},
		"all said":                                         {says: whole(nil), needs: Needs{Account: true, Secrets: true, Earnest: true}},
		"an account, and nothing said":                     {needs: account, want: []string{"--site-file FILE", "--connect-to ::127.0.0.1:9", "--cacert FILE", "--insecure", "anybody's work"}},
		"an account, by another file":                      {says: whole(func(v *Vouched) { v.SiteFile = []byte("another") }), needs: account, want: []string{"logs in with an account of yours"}},
		"an account needs no site":                         {says: whole(func(v *Vouched) { v.Site, v.Scope = "", nil }), needs: account},
		"a header, and nothing said":                       {needs: secrets, want: []string{"goes to https://practice.example/", "--scope a.example --scope b.example", "--connect-to", "--cacert", "--insecure"}},
		"a header needs no site's file":                    {says: whole(func(v *Vouched) { v.SiteFile = nil }), needs: secrets},
		"a header, in the clear":                           {says: whole(func(v *Vouched) { v.Site = "http://practice.example/" }), needs: secrets, want: []string{"goes to https://practice.example/"}},
		"a header, on another port":                        {says: whole(func(v *Vouched) { v.Site = "https://practice.example:8443/" }), needs: secrets, want: []string{"name the site again"}},
		"a scope less":                                     {says: whole(func(v *Vouched) { v.Scope = v.Scope[1:] }), needs: secrets, want: []string{"--scope a.example --scope b.example"}},
		"a rule that the run has not":                      {says: whole(func(v *Vouched) { v.ConnectTo = append([]string{"x:1:y:2"}, v.ConnectTo...) }), needs: account, want: []string{"--connect-to"}},
		"another certificate":                              {says: whole(func(v *Vouched) { v.CACert = nil }), needs: account, want: []string{"--cacert FILE"}},
		"a submit in earnest":                              {needs: Needs{Earnest: true}, want: []string{"submits a form in earnest"}},
		"a submit in earnest, as the user's own file says": {says: Vouched{SiteFile: then.SiteFile.Data}, needs: Needs{Earnest: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := then.Vouch(c.says, c.needs)
			if (err != nil) != (len(c.want) > 0) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%v\ndoes not say %q", err, w)
				}
			}
		})
	}
}
