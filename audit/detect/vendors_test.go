package detect

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestGoldenVectors: the hashes that Meta and Snap publish for their own examples
// are found, as vendors send them. Sources:
// https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
// https://developers.snap.com/api/marketing-api/Conversions-API/Parameters (read 2026-11)
func TestGoldenVectors(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		kind   audit.Kind
		typed  string
		sha256 string
	}{
		{audit.KindEmail, "John_Smith@gmail.com", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"},
		{audit.KindPhone, "(650) 555-1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"},
		{audit.KindPhone, "+1 650 555 1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"},
		{audit.KindGivenName, "Mary", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec"},
		{audit.KindGivenName, "Vale\u0301ry", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"},
		{audit.KindFamilyName, "정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"},
		{audit.KindEmail, "person@example.com", "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345"},
	} {
		d := New(Config{Canaries: []audit.Canary{
			{Patient: "A", Kind: tc.kind, Value: tc.typed}, {Patient: "A", Kind: audit.KindMRN, Value: "MZQX1234567"},
		}})
		sum, err := hex.DecodeString(tc.sha256)
		if err != nil {
			t.Fatal(err)
		}
		// A name of one letter counts beside another value only.
		for how, u := range map[string]string{
			"Meta":   "https://www.facebook.test/tr?ud[x]=" + tc.sha256 + "&mrn=MZQX1234567",
			"Google": "https://google.test/pagead/form-data/1?em=" + url.QueryEscape("tv.1~em."+base64.RawURLEncoding.EncodeToString(sum)+"~pn.x") + "&mrn=MZQX1234567",
		} {
			if r := d.Search(post(u), nil, Subject{}); !hasHit(r.Hits, tc.kind) {
				t.Errorf("%s %q as %s sends it: got %q", tc.kind, tc.typed, how, show(r.Hits))
			}
		}
	}
}

// TestLinkedIn: base64(gzip(JSON)) with the hash of an address in it, as
// px.ads.linkedin.com/wa/ gets it.
func TestLinkedIn(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	sum := sha256.Sum256([]byte(value(t, audit.KindEmail)))
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(mustJSON(map[string]any{"pids": []int{1}, "hem": hex.EncodeToString(sum[:]), "url": "https://p.test/", "pageTitle": "P"}))
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	body := []byte(base64.StdEncoding.EncodeToString(out.Bytes()))
	if !bytes.HasPrefix(body, []byte("H4sI")) {
		t.Fatalf("the body begins with %q", body[:4])
	}
	r := d.Search(post("https://px.ads.linkedin.test/wa/"), body, Subject{})
	wantHits(t, r.Hits, []string{"email@body.json.hem base64>gzip>sha256"}, audit.HitCanary)
}
