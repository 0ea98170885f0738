package judge

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"testing"
)

func TestSteadyPlace(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{
		"body.json.users.12345.67.email[3][4]":                                  "body.json.users.#.#.email[*][*]",
		"body.json.events[53].field-385da1c4-29bf-49fd-a970-224f66cffd7b.value": "body.json.events[*].field-#.value",
		"body.json.sent.1763800000000":                                          "body.json.sent.#",
		"body.form.entry_1763800000000":                                         "body.form.entry_#",
		"body.json.385da1c429bf49fda970224f66cffd7b.x":                          "body.json.#.x",
		"body.json.V1StGXR8Z5jdHi6B.email":                                      "body.json.#.email",
		// What a person named stays, or two leaks would be one.
		"url.query.udff[em]": "url.query.udff[em]", "url.query.ep.emailAddressSha256Value": "url.query.ep.emailAddressSha256Value",
		"body.form.input_3_2": "body.form.input_3_2", "body.form.field-99123": "body.form.field-99123", "header.x-amzn-trace-id": "header.x-amzn-trace-id",
		"body.json.userDataSha256": "body.json.userDataSha256", "body.json.utm_source_2_b_1": "body.json.utm_source_2_b_1", "url.path[3]": "url.path[*]",
		"body.json.address_line_1_street2": "body.json.address_line_1_street2", "body.json.properties.$current_url": "body.json.properties.$current_url", "": "",
	} {
		if got := steadyPlace(place); got != want {
			t.Errorf("%s is %s; want %s", place, got, want)
		}
	}
	for host, want := range map[string]string{
		"ws84.hotjar.com": "ws#.hotjar.com", "385da1c4-29bf-49fd-a970-224f66cffd7b.test.example": "#.test.example", "::1": "::1", "www.facebook.com": "www.facebook.com",
	} {
		if got := steadyHost(host); got != want {
			t.Errorf("%s is %s; want %s", host, got, want)
		}
	}
}

// TestIDsAreNoNames: of keys as trackers draw them, few are left in a fingerprint.
func TestIDsAreNoNames(t *testing.T) {
	t.Parallel()
	const tries = 2000
	for name, encode := range map[string]func([]byte) string{
		"hex": hex.EncodeToString, "base64": base64.RawURLEncoding.EncodeToString, "a UUID": func(b []byte) string {
			return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
		},
	} {
		left := 0
		for range tries {
			b := make([]byte, 16)
			if _, err := rand.Read(b); err != nil {
				t.Fatal(err)
			}
			if steadyPlace("body.json."+encode(b)+".email") != "body.json.#.email" {
				left++
			}
		}
		if left > tries/10 {
			t.Errorf("%s: %d of %d are taken for names", name, left, tries)
		}
	}
}
