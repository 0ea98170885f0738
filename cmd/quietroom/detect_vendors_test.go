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
	for _, tc := range []struct{ in, vendor, chain, means string }{
		{"https://www.facebook.com/tr/?id=1&ev=Lead&ud[em]=" + hash, "meta_pixel", "sha256", "hashed e-mail (Advanced Matching, given by the site)"},
		{"https://www.facebook.com/tr/?id=1&ev=Lead&udff[em]=" + hash, "meta_pixel", "sha256", "hashed e-mail (Advanced Matching, automatic)"},
		{"https://www.googleadservices.com/pagead/1p-conversion/1/?em=tv.1~em." + raw + "~pn.x", "google_ads", "base64url sha256", "user-provided data (enhanced conversions)"},
		{"https://www.google.com/ccm/form-data/1?em=tv.1~em." + raw, "google_platform", "base64url sha256", "user-provided data (enhanced conversions)"},
		{"https://analytics.tiktok.com/api/v2/pixel?analytics_message=" + query(base64.StdEncoding.EncodeToString([]byte(`{"context":{"user":{"auto_email":"`+hash+`"}}}`))), "tiktok_pixel", "base64 sha256", "hashed e-mail (Advanced Matching, automatic)"},
		{"POST /wa/ HTTP/1.1\nHost: px.ads.linkedin.com\n\n" + base64.StdEncoding.EncodeToString(zipped.Bytes()), "linkedin_insight", "base64 gzip sha256", "hashed e-mail (enhanced conversion tracking)"},
		{"https://bat.bing.com/action/0?pid=" + query("em="+hash+"&ph="), "microsoft_ads", "sha256", "hashed e-mail (enhanced conversions)"},
		{"https://ct.pinterest.com/v3/?pd=" + query(`{"em":"`+hash+`"}`), "pinterest_tag", "sha256", "hashed e-mail (enhanced match)"},
		{"https://tr.snapchat.com/p?u_hem=" + strings.ToUpper(hash), "snap_pixel", "sha256", "hashed e-mail"},
		{"https://t.co/1/i/adsct?email_address=" + hash, "x_pixel", "sha256", "hashed e-mail"},
		{"https://alb.reddit.com/rp.gif?auto_em=" + hash, "reddit_pixel", "sha256", "hashed e-mail (advanced matching, automatic)"},
		{"curl https://forms.hscollectedforms.net/collected-forms/submit/form --json '{\"contactFields\":{\"email\":\"zolupravex.test@example.com\"}}'", "hubspot", "", "contact data scraped from the form (collected forms)"},
		{"curl https://us.i.posthog.com/s/ --json '[{\"event\":\"$snapshot\",\"properties\":{\"$snapshot_data\":[{\"type\":3,\"data\":{\"source\":5,\"text\":\"zolupravex.test@example.com\"}}]}}]'", "posthog", "", "what was typed into a field (session recording)"},
		{"curl https://b.clarity.ms/collect --data-raw '{\"e\":[1],\"a\":[],\"p\":[[4,\"zolupravex.test@example.com\"]]}'", "ms_clarity", "", "what the page showed and what was done there (session recording)"},
	} {
		r := command{}.run(t, "detect", "--json", "--patient", written(t, "p.json", testPatient), written(t, "x", tc.in))
		var got detection
		if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || len(got.Found) == 0 {
			t.Errorf("%.80s: nothing found, %v", tc.in, err)
			continue
		}
		f := got.Found[0]
		if f.Recipient.VendorID != tc.vendor || strings.Join(f.Chain, " ") != tc.chain || f.Meaning != tc.means || !strings.Contains(f.Why, "“"+tc.means+"”") {
			t.Errorf("%.80s: to %s, %q at %s, means %q; want %s, %q, %q", tc.in, f.Recipient.VendorID, f.Chain, f.Place, f.Meaning, tc.vendor, tc.chain, tc.means)
		}
	}
}
