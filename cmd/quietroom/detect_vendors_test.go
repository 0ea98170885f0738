package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// TestDetectVendors: what the vendors' own tags send is found by its plainest
// chain, and said in the vendor's own words.
func TestDetectVendors(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("zolupravex.test@example.com"))
	hash, raw := hex.EncodeToString(sum[:]), base64.RawURLEncoding.EncodeToString(sum[:])
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprintf(z, `{"pids":[1],"pageTitle":"Book","hem":%q}`, hash)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	query := url.QueryEscape
	sum = sha256.Sum256([]byte("+14155550132"))
	phone := base64.RawURLEncoding.EncodeToString(sum[:])
	hexPhone := hex.EncodeToString(sum[:])
	for _, tc := range []struct{ in, vendor, chain, means string }{
		{"https://www.facebook.com/tr/?id=1&ev=Lead&ud[em]=" + hash, "meta_pixel", "sha256", "hashed e-mail (Advanced Matching, given by the site)"},
		{"https://www.facebook.com/tr/?id=1&ev=Lead&udff[em]=" + hash, "meta_pixel", "sha256", "hashed e-mail (Advanced Matching, automatic)"},
		{"https://www.googleadservices.com/pagead/1p-conversion/1/?em=tv.1~em." + raw + "~pn.x", "google_ads", "base64url sha256", "hashed e-mail (enhanced conversions)"},
		{"https://www.google.com/ccm/form-data/1?em=tv.1~em." + raw, "google_platform", "base64url sha256", "hashed e-mail (enhanced conversions)"},
		{"https://analytics.tiktok.com/api/v2/pixel?analytics_message=" + query(base64.StdEncoding.EncodeToString([]byte(`{"context":{"user":{"auto_email":"`+hash+`"}}}`))), "tiktok_pixel", "base64 sha256", "hashed e-mail (Advanced Matching, automatic)"},
		{"POST /wa/ HTTP/1.1\nHost: px.ads.linkedin.com\n\n" + base64.StdEncoding.EncodeToString(zipped.Bytes()), "linkedin_insight", "base64 gzip sha256", "hashed e-mail (enhanced conversion tracking)"},
		{"https://bat.bing.com/action/0?pid=" + query("em="+hash+"&ph="), "microsoft_ads", "sha256", "hashed e-mail (enhanced conversions)"},
		{"https://ct.pinterest.com/v3/?pd=" + query(`{"em":"`+hash+`"}`), "pinterest_tag", "sha256", "hashed e-mail (enhanced match)"},
		{"https://tr.snapchat.com/p?u_hem=" + strings.ToUpper(hash), "snap_pixel", "sha256", "hashed e-mail"},
		{"https://t.co/1/i/adsct?email_address=" + hash, "x_pixel", "sha256", "hashed e-mail"},
		{"https://alb.reddit.com/rp.gif?auto_em=" + hash, "reddit_pixel", "sha256", "hashed e-mail (advanced matching, automatic)"},
		{"curl https://forms.hscollectedforms.net/collected-forms/submit/form --json '{\"contactFields\":{\"email\":\"zolupravex.test@example.com\"}}'", "hubspot", "", "contact data scraped from the form (collected forms)"},
		{"curl https://us.i.posthog.com/s/ --json '[{\"event\":\"$snapshot\",\"properties\":{\"$snapshot_data\":[{\"type\":3,\"data\":{\"source\":5,\"text\":\"zolupravex.test@example.com\"}}]}}]'", "posthog", "", "what was typed into a field (session recording)"},
		{"https://region1.google-analytics.com/g/collect?v=2&tid=G-A&cid=1&en=x&em=tv.1~em.AAAA~pn." + phone, "google_analytics", "base64url sha256", "hashed phone number (enhanced conversions)"},
		{"https://ad.doubleclick.net/activity;src=1;u1=Zolupravex", "google_ads", "", "custom variable of a Floodlight tag, given by the site"},
		{"curl https://analytics.tiktok.com/api/v2/pixel/act --json '{\"batch\":[{\"context\":{\"user\":{\"phone_number\":\"" + hexPhone + "\"}}}]}'", "tiktok_pixel", "sha256", "hashed phone number (Advanced Matching, given by the site)"},
		{"curl https://rs.fullstory.com/rec/bundle --json '{\"Seq\":1,\"Evts\":[{\"Kind\":16,\"Args\":[5,\"Zolupravex\"]}]}'", "fullstory", "", "what was shown, typed and clicked (session recording)"},
		{"curl https://in.hotjar.com/api/v2/x --json '{\"identify_user\":{\"attributes\":{\"name\":\"Zolupravex\"}}}'", "hotjar", "", "facts about the person, given by the site"},
		{"curl https://c.contentsquare.net/events --json '{\"events\":[{\"value\":\"Zolupravex\"}]}'", "contentsquare", "", "a message of the session recorder (its form is not public)"},
		{"curl https://o2.mouseflow.com/dom --data-raw 'html=%3Cp%3EZolupravex'", "mouseflow", "", "a message of the session recorder (its form is not public)"},
		{"curl https://settings.luckyorange.net/e --json '{\"d\":\"Zolupravex\"}'", "lucky_orange", "", "a message of the session recorder (its form is not public)"},
		{"curl https://r.lr-in.com/i --json '{\"a\":\"Zolupravex\"}'", "logrocket", "", "a message of the session recorder (its form is not public)"},
		{"curl https://rec.smartlook.com/events --json '{\"events\":[{\"text\":\"Zolupravex\"}]}'", "smartlook", "", "a message of the session recorder (its form is not public)"},
		{"curl https://browser-intake-datadoghq.com/api/v2/replay --json '{\"records\":[{\"type\":11,\"data\":{\"source\":5,\"text\":\"Zolupravex\"}}]}'", "datadog_rum", "", "what was typed into a field (session recording)"},
		{"curl 'https://o1.ingest.sentry.io/api/1/envelope/' --json '[{\"type\":3,\"data\":{\"source\":5,\"text\":\"Zolupravex\"}}]'", "sentry", "", "what was typed into a field (session recording)"},
		{"curl https://b.clarity.ms/collect --data-raw '{\"e\":[1],\"a\":[],\"p\":[[4,\"zolupravex.test@example.com\"]]}'", "ms_clarity", "", "what the page showed and what was done there (session recording)"},
	} {
		r := command{}.run(t, "detect", "--json", "--patient", written(t, "p.json", `{"email": "zolupravex.test@example.com", "family_name": "Zolupravex", "phone": "(415) 555-0132"}`), written(t, "x", tc.in))
		var got detection
		if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || len(got.Findings) == 0 {
			t.Errorf("%.80s: nothing found, %v", tc.in, err)
			continue
		}
		f := got.Findings[0]
		if f.Recipient.VendorID != tc.vendor || strings.Join(f.Chain, " ") != tc.chain || f.Meaning != tc.means || !strings.Contains(f.Why, "“"+tc.means+"”") {
			t.Errorf("%.80s: to %s, %q at %s, means %q; want %s, %q, %q", tc.in, f.Recipient.VendorID, f.Chain, f.Place, f.Meaning, tc.vendor, tc.chain, tc.means)
		}
	}
}
