package remedy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// sent is an exchange of a page of the site.
func sent(id, url string, channel audit.Channel) audit.Exchange {
	return audit.Exchange{ID: id, Method: "GET", URL: url, Channel: channel, Frame: site + "/p", Outcome: "sent"}
}

// TestPolicyOfSeveralHosts: the headers are those of all pages, and what is 'self' on the
// start page is another host on the portal's.
func TestPolicyOfSeveralHosts(t *testing.T) {
	t.Parallel()
	const portal = "https://portal.practice.example"
	run := &audit.Run{Site: site + "/", Scope: []string{site, portal}, Pages: []audit.Page{{URL: site + "/"}, {URL: portal + "/in"}}}
	logo := sent("1", site+"/logo.png", audit.ChannelImage)
	logo.Frame = portal + "/in"
	policy, err := PolicyFor(run, recorded(logo, sent("2", portal+"/in", audit.ChannelFrame)), data(t))
	if err != nil || !strings.Contains(policy.Headers[0][1], "img-src 'self' "+portal+" "+site+" ") {
		t.Errorf("%v %v", err, policy.Headers)
	}
}

func TestPolicyFor(t *testing.T) {
	t.Parallel()
	d := data(t)
	in := func(frame string) func(audit.Exchange) audit.Exchange {
		return func(ex audit.Exchange) audit.Exchange { ex.Frame = frame; return ex }
	}
	held := func(ex audit.Exchange) audit.Exchange {
		ex.Method, ex.Held, ex.Outcome = "POST", true, "held"
		return ex
	}
	on := func(print, host string, c audit.Channel, change func(*audit.Finding)) audit.Finding {
		return finding(d, print, host, "/p", "booking", func(f *audit.Finding) {
			f.Channel = c
			if change != nil {
				change(f)
			}
		})
	}
	for name, c := range map[string]struct {
		findings []audit.Finding
		record   []audit.Exchange
		// has and lacks are what the Content-Security-Policy must and must not hold.
		has, lacks []string
		stops      []string
		cannot     map[string]string // fingerprint → what its reason must say
		kept       []string
	}{
		"what got nothing stays, by directive": {
			record: []audit.Exchange{
				sent("1", "https://fonts.gstatic.com/a.woff2", audit.ChannelFont), sent("2", "https://player.vimeo.com/video/1", audit.ChannelFrame),
				in("https://player.vimeo.com/video/1")(sent("3", "https://i.vimeocdn.com/x.png", audit.ChannelImage)), sent("4", "wss://chat.example.org:8443/s", audit.ChannelWebSocket),
				sent("5", site+"/app.js", audit.ChannelScript), sent("6", "https://portal.practice.example/x.js", audit.ChannelScript),
			},
			has:   []string{"font-src 'self' https://portal.practice.example data: blob: https://fonts.gstatic.com;", "frame-src 'self' https://portal.practice.example data: blob: https://player.vimeo.com", "wss://chat.example.org:8443;"},
			lacks: []string{"vimeocdn", "form-action", "'self' https://www.practice.example"},
			kept:  []string{"chat.example.org", "fonts.gstatic.com", "player.vimeo.com", "portal.practice.example"},
		},
		"what leaked goes, with all hosts of its vendor": {
			findings: []audit.Finding{on("a", "www.facebook.com", audit.ChannelImage, nil)},
			record:   []audit.Exchange{sent("x-a", "https://www.facebook.com/tr/", audit.ChannelImage), sent("2", "https://connect.facebook.net/fbevents.js", audit.ChannelScript)},
			lacks:    []string{"facebook"}, stops: []string{"a"},
		},
		"a form service stays, and its own frame is out of reach": {
			findings: []audit.Finding{on("a", "submit.jotform.com", audit.ChannelDocument, nil)},
			record:   []audit.Exchange{sent("1", "https://form.jotform.com/1", audit.ChannelFrame), held(in("https://form.jotform.com/1")(sent("x-a", "https://submit.jotform.com/submit", audit.ChannelDocument)))},
			has:      []string{"frame-src 'self' data: blob: https://form.jotform.com https://submit.jotform.com"}, lacks: []string{"form-action"},
			cannot: map[string]string{"a": "A frame of form.jotform.com sends it"}, kept: []string{"form.jotform.com", "submit.jotform.com"},
		},
		"a frame of somebody unknown goes": {
			findings: []audit.Finding{on("a", "api.unheard.example", audit.ChannelFetch, nil)},
			record:   []audit.Exchange{sent("1", "https://widget.unheard.example/w", audit.ChannelFrame), in("https://widget.unheard.example/w")(sent("x-a", "https://api.unheard.example/m?x=1", audit.ChannelFetch))},
			lacks:    []string{"unheard"}, stops: []string{"a"},
		},
		"a form that is sent to a marketing service stays": {
			findings: []audit.Finding{on("a", "x.list-manage.com", audit.ChannelDocument, nil)},
			record:   []audit.Exchange{held(sent("x-a", "https://x.list-manage.com/subscribe/post", audit.ChannelDocument))},
			cannot:   map[string]string{"a": "a form of the site is sent to it"}, kept: []string{"x.list-manage.com"},
		},
		"the address that goes along": {
			findings: []audit.Finding{on("a", "fonts.googleapis.com", audit.ChannelStyle, func(f *audit.Finding) { f.Class, f.Place = audit.ClassD, "header.referer" })},
			record:   []audit.Exchange{sent("x-a", "https://fonts.googleapis.com/css2", audit.ChannelStyle)},
			has:      []string{"style-src 'self' 'unsafe-inline' data: blob: https://fonts.googleapis.com"}, stops: []string{"a"}, kept: []string{"fonts.googleapis.com"},
		},
		"behind the practice's own names": {
			findings: []audit.Finding{
				on("alias", "data.practice.example", audit.ChannelImage, func(f *audit.Finding) {
					f.Recipient.Party, f.Recipient.Behind, f.Recipient.Vendor = audit.ThirdParty, audit.CloakAlias, "Eulerian"
				}),
				on("relay", "www.practice.example", audit.ChannelFetch, func(f *audit.Finding) {
					f.Recipient.Party, f.Recipient.Behind, f.Recipient.Vendor = audit.ThirdParty, audit.CloakShape, "PostHog"
				}),
				on("own", "www.practice.example", audit.ChannelDocument, func(f *audit.Finding) { f.Rule, f.Place = "value_in_own_url", "url.query.email" }),
			},
			record: []audit.Exchange{sent("x-alias", "https://data.practice.example/i.gif", audit.ChannelImage), sent("x-relay", site+"/ingest/e", audit.ChannelFetch), sent("x-own", site+"/p?email=1", audit.ChannelDocument)},
			lacks:  []string{"data.practice"}, stops: []string{"alias"},
			cannot: map[string]string{"relay": "PostHog stands behind it", "own": "only the page or its form"},
		},
		"what no policy governs, unless its script is not loaded": {
			findings: []audit.Finding{
				on("link", "elsewhere.example.org", audit.ChannelDocument, nil), on("dns", "elsewhere.example.org", audit.ChannelDNS, nil),
				on("rtc", "stun.elsewhere.example.org", audit.ChannelWebRTC, func(f *audit.Finding) {
					f.Initiator = audit.Initiator{Type: "script", URL: "https://elsewhere.example.org/t.js"}
				}),
			},
			record: []audit.Exchange{sent("x-link", "https://elsewhere.example.org/?a", audit.ChannelDocument), sent("x-dns", "https://elsewhere.example.org/", audit.ChannelDNS), sent("x-rtc", "https://stun.elsewhere.example.org/", audit.ChannelWebRTC)},
			stops:  []string{"rtc"}, cannot: map[string]string{"link": "a link, a redirect", "dns": "look-up"},
		},
		"one host that serves several purposes": {
			findings: []audit.Finding{on("a", "www.google.com", audit.ChannelFetch, nil)},
			record:   []audit.Exchange{sent("x-a", "https://www.google.com/pagead/form-data/1", audit.ChannelFetch), sent("2", "https://www.google.com/recaptcha/api.js", audit.ChannelScript)},
			has:      []string{"https://www.google.com/recaptcha/;"}, lacks: []string{"https://www.google.com;", "pagead"}, stops: []string{"a"}, kept: []string{"www.google.com"},
		},
		"nothing of a page's making breaks out of the header": {
			record: []audit.Exchange{sent("1", "https://a.example.org/x; script-src *", audit.ChannelImage), {ID: "2", Method: "GET", URL: "https://b;c.example.org/", Channel: audit.ChannelImage}, {ID: "3", URL: "https://www.google.com/a,b;/c", Channel: audit.ChannelImage}},
			lacks:  []string{"script-src *", "b;c", "a,b"}, kept: []string{"a.example.org", "www.google.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := &audit.Run{Site: site + "/", Scope: []string{site}, Findings: c.findings, Pages: []audit.Page{{URL: site + "/p", Context: "booking"}}}
			got, err := PolicyFor(run, recorded(c.record...), d)
			if err != nil {
				t.Fatal(err)
			}
			csp := got.Headers[0][1] + ";"
			for _, s := range c.has {
				if !strings.Contains(csp, s) {
					t.Errorf("no %q in %s", s, csp)
				}
			}
			for _, s := range c.lacks {
				if strings.Contains(csp, s) {
					t.Errorf("%q is in %s", s, csp)
				}
			}
			if diff := cmp.Diff(append([]string{}, c.stops...), got.Stops); diff != "" {
				t.Error(diff)
			}
			if len(got.Cannot) != len(c.cannot) {
				t.Errorf("cannot stop %v, want %v", got.Cannot, c.cannot)
			}
			for _, no := range got.Cannot {
				if why := c.cannot[no.Fingerprint]; why == "" || !strings.Contains(no.Why, why) {
					t.Errorf("%s: %s", no.Fingerprint, no.Why)
				}
			}
			kept := []string{}
			for _, k := range got.Kept {
				kept = append(kept, k.Host)
			}
			if diff := cmp.Diff(append([]string{}, c.kept...), kept); diff != "" {
				t.Error(diff)
			}
			if got.Verified {
				t.Error("it counts as verified")
			}
		})
	}
}

// TestPermissions: a frame gets the camera only where patients meet their clinician.
func TestPermissions(t *testing.T) {
	t.Parallel()
	run := &audit.Run{Site: site + "/", Scope: []string{site}}
	got, err := PolicyFor(run, recorded(sent("1", "https://doxy.me/room", audit.ChannelFrame), sent("2", "https://www.youtube.com/embed/1", audit.ChannelFrame)), data(t))
	if err != nil {
		t.Fatal(err)
	}
	want := `camera=(self "https://doxy.me"), geolocation=(self), microphone=(self "https://doxy.me"), payment=(self)`
	if got.Headers[2][1] != want {
		t.Errorf("%s, want %s", got.Headers[2][1], want)
	}
}

// TestNoRecord: without the record there are no headers, and no finding counts as stopped.
func TestNoRecord(t *testing.T) {
	t.Parallel()
	d := data(t)
	run := &audit.Run{Site: site + "/", Scope: []string{site}, Findings: []audit.Finding{finding(d, "a", "www.facebook.com", "/p", "booking", nil)}}
	got, err := PolicyFor(run, nil, d)
	if err != nil || len(got.Headers) != 0 || len(got.Stops) != 0 || len(got.Cannot) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
