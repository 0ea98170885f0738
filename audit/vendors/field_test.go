package vendors

import (
	"strings"
	"testing"
)

func TestField(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	for _, c := range []struct{ vendor, place, means string }{
		{"meta_pixel", "url.query.ud[em]", "hashed e-mail (Advanced Matching, given by the site)"},
		{"meta_pixel", "body.form.udff[ph]", "hashed phone number (Advanced Matching, automatic)"},
		{"meta_pixel", "body.multipart.udff[em].text", "hashed e-mail (Advanced Matching, automatic)"},
		{"meta_pixel", "url.query.cd[formFeatures].json[3].name", "the fields of the form (automatic events)"},
		{"meta_pixel", "url.query.cd[anything]", "data of an event, given by the site"},
		{"meta_pixel", "url.query.dl.url.query.email", "page address"},
		{"meta_pixel", "url.query.sw", ""},
		{"meta_pixel", "url.query.xdl", ""},
		{"meta_pixel", "header.referer", ""},
		{"google_ads", "url.query.em", "user-provided data (enhanced conversions)"},
		{"google_analytics", "url.query.em.fn0", "hashed first name (enhanced conversions)"},
		{"google_analytics", "body.lines[2].form.ep.user_data.email", "user-provided data"},
		{"google_analytics", "url.query.ep.search_term", "search words (site search)"},
		{"google_platform", "url.query.ep.anything", "event parameter"},
		{"tiktok_pixel", "url.query.analytics_message.json.context.user.email", "hashed e-mail (Advanced Matching, given by the site)"},
		{"tiktok_pixel", "body.json.batch[1].context.user.auto_email", "hashed e-mail (Advanced Matching, automatic)"},
		{"linkedin_insight", "body.json.hem", "hashed e-mail (enhanced conversion tracking)"},
		{"linkedin_insight", "body.json.url.url.query.name", "page address"},
		{"linkedin_insight", "body.json.domAttributes.innerText", "text of what was clicked"},
		{"linkedin_insight", "url.path[0]", ""},
		{"microsoft_ads", "url.query.pid.form.em", "hashed e-mail (enhanced conversions)"},
		{"pinterest_tag", "url.query.pd.json.em", "hashed e-mail (enhanced match)"},
		{"pinterest_tag", "url.query.ad.json.loc", "page address"},
		{"snap_pixel", "body.form.u_hem", "hashed e-mail"},
		{"x_pixel", "url.query.email_address", "hashed e-mail"},
		{"reddit_pixel", "url.query.auto_pn", "hashed phone number (advanced matching, automatic)"},
		{"hubspot", "body.json.contactFields.email", "contact data scraped from the form (collected forms)"},
		{"hubspot", "body.json.formValues.Reason for visit", "what was typed into the form (collected forms)"},
		{"rrweb_recorder", "body.json.events[9].data.text", "what was typed into a field (session recording)"},
		{"posthog", "body.json[0].properties.$snapshot_data[2].data.text", "what was typed into a field (session recording)"},
		{"ms_clarity", "body.json.p[4][7]", "what the page showed and what was done there (session recording)"},
		{"fullstory", "body.json.Evts[3].Args[1]", "what was shown, typed and clicked (session recording)"},
		{"segment", "body.json.batch[0].traits.email", "e-mail (identify)"},
		{"google_ads", "url.path[0].u12", "custom variable of a Floodlight tag, given by the site"},
		{"google_ads", "url.path[0].src", ""},
		{"datadog_rum", "body.multipart.segment.json.records[0].data.text", "what was typed into a field (session recording)"},
		{"datadog_rum", "body.lines[1].json.usr.email", "e-mail, given by the site"},
		{"datadog_rum", "body.json.action.target.name", "text of what was clicked"},
		{"sentry", "body.lines[2].json.user.email", "e-mail, given by the site"},
		{"sentry", "body.lines[2].json.breadcrumbs[3].message", "text of what was clicked or logged"},
		{"sentry", "body.lines[1].json[0].data.node.childNodes[2].textContent", "the whole page (session recording)"},
		{"mouseflow", "body.form.html", "a message of the session recorder (its form is not public)"},
		{"mouseflow", "body", "a message of the session recorder (its form is not public)"},
		{"mouseflow", "header.cookie.body.x", ""},
		{"logrocket", "url.query.body.x", ""},
		{"nobody", "url.query.em", ""},
		{"meta_pixel", "url." + strings.Repeat("ud[em].", 4000), ""},
	} {
		if got, ok := r.Field(c.vendor, c.place); got.Means != c.means || ok != (c.means != "") {
			t.Errorf("%s, %.80s: got %q; want %q", c.vendor, c.place, got.Means, c.means)
		}
	}
}

// TestFields: every field is found under its own name, wherever it stands.
func TestFields(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	tried := 0
	for _, v := range ownEntries(t) {
		for _, f := range v.Fields {
			tried++
			for _, before := range []string{"url.query.", "body.json.", "body.lines[3].json.a[0]."} {
				place := before + strings.ReplaceAll(f.Place, "*", "x")
				if f.Place == wholeBody {
					place = "body.json.x"
				}
				if strings.HasPrefix(f.Place, "json.") || strings.HasPrefix(f.Place, "query.") {
					place = "body." + f.Place
				}
				if got, ok := r.Field(v.ID, place); !ok {
					t.Errorf("%s: %s means nothing", v.ID, place)
				} else if got.Means != f.Means && !strings.Contains(f.Place, "*") {
					t.Errorf("%s: %s means %q; its entry says %q", v.ID, place, got.Means, f.Means)
				}
			}
		}
	}
	if tried < 150 {
		t.Errorf("%d fields; there were more", tried)
	}
}

func FuzzField(f *testing.F) {
	r, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"url.query.ud[em]", "..", "body.json[0", "a.pid.form.em.[", "\xff.em"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, place string) {
		for _, v := range []string{"meta_pixel", "google_ads", "posthog"} {
			if got, ok := r.Field(v, place); ok != (got.Means != "") {
				t.Fatalf("%q: %v, %q", place, ok, got.Means)
			}
		}
	})
}
