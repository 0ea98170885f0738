package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/internal/runstore"
)

// written puts a text into a file and gives its name.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// keyByKey is a HAR file in which a WebSocket sends what is typed, a key at a time.
func keyByKey(typed string) string {
	var frames []string
	for _, c := range typed {
		frames = append(frames, fmt.Sprintf(`{"type":"send","opcode":1,"data":"{\"k\":\"%c\"}"}`, c))
	}
	return `{"log":{"entries":[{"_resourceType":"websocket","request":{"method":"GET","url":"wss://keys.example.org/s"},"_webSocketMessages":[` + strings.Join(frames, ",") + `]}]}}`
}

func gz(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

const testPatient = `{"email": "zolupravex.test@example.com", "family_name": "Zolupravex"}`

func TestDetect(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("zolupravex.test@example.com"))
	hash := hex.EncodeToString(sum[:])
	har := fmt.Sprintf(`{"log":{"entries":[
		{"request":{"method":"GET","url":"https://www.facebook.com/tr/?id=1&ev=Lead&udff[em]=%s"}},
		{"request":{"method":"GET","url":"https://cdn.example.org/app.js"}},
		{"request":{"method":"POST","url":"https://book.practice.example/x","postData":{"mimeType":"text/plain","text":"zolupravex.test@example.com"}}}
	]}}`, hash)
	for name, tc := range map[string]struct {
		file, args string
		stdin      string
		status     int
		want       []string
		not        string
	}{
		"a HAR file":   {file: har, status: exitFindings, want: []string{"e-mail address", "hashed with SHA-256", "at url.query.udff[em] = hashed e-mail (Advanced Matching, automatic)", "‹email›", "entry 1: sent to Meta Pixel (an advertising service), www.facebook.com", "Keep Meta Pixel off", "2 of class A", "read as har, 3 messages searched", "2 findings."}, not: "zolupravex.test@"},
		"of one's own": {file: har, args: "--page https://www.practice.example/book", status: exitFindings, want: []string{"Meta Pixel"}, not: "entry 3"},
		"what the practice does itself": {file: "{\"log\":{\"entries\":[{\"_resourceType\":\"document\",\"request\":{\"method\":\"GET\",\"url\":\"https://book.practice.example/done?mail=zolupravex.test%40example.com\"}}]}}", args: "--page https://www.practice.example/book",
			status: exitFindings, want: []string{"navigation to the practice itself, book.practice.example", "at url.query.mail", "Send this form with POST"}},
		"a key at a time": {file: keyByKey("zolupravex.test@example.com"), status: exitFindings, want: []string{"the patient's e-mail address", "put together", "websocket to"}},
		"compressed":      {file: gz(t, har), args: "--fail-on never", status: exitClean, want: []string{"read as har in gzip, 3 messages searched", "2 findings."}},
		"a page":          {file: har, args: "--page https://www.practice.example/book/anxiety", status: exitFindings, want: []string{"A critical  the patient's e-mail address, hashed with SHA-256"}},
		"never":           {file: har, args: "--fail-on never", status: exitClean, want: []string{"2 findings."}},
		"a payload":       {file: base64.StdEncoding.EncodeToString([]byte(`{"mail":"zolupravex.test@example.com"}`)), status: exitFindings, want: []string{"base64", "an unnamed recipient", "read as payload"}},
		"curl":            {file: "curl 'https://t.example.org/?em=zolupravex.test%40example.com'", status: exitFindings, want: []string{"read as curl", "example.org", "line 1"}},
		"a shape":         {file: "POST /m/g/collect?v=2&tid=G-ABC123&cid=1.2&en=x&ep.note=zolupravex.test%40example.com HTTP/1.1\nHost: data.clinic.example\n\n", status: exitFindings, want: []string{"Google Analytics 4", "event parameter"}},
		"nothing":         {file: "https://t.example.org/?a=1", status: exitClean, want: []string{"read as urls, 1 message searched", "0 findings."}},
		"standard input":  {stdin: "zolupravex.test@example.com", status: exitFindings, want: []string{"standard input: read as payload"}},
		"anybody's value": {file: `{"ssn":"219-09-9998"}`, status: exitFindings, want: []string{"what looks like a person's social security number"}},
		"a missing body":  {file: "curl https://t.example.org/ -d @x.txt", status: exitIncomplete, want: []string{"not searched: line 1: its body is not in the file"}},
		"a HAR file cut":  {file: har[:100], status: exitIncomplete, want: []string{"not searched: ", "0 findings"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := []string{"detect", "--patient", written(t, "p.json", testPatient)}
			if tc.args != "" {
				args = append(args, strings.Split(tc.args, " ")...)
			}
			c := command{}
			if tc.stdin != "" {
				c.stdin, args = strings.NewReader(tc.stdin), append(args, "-")
			} else {
				args = append(args, written(t, "x", tc.file))
			}
			r := c.run(t, args...)
			r.want(t, tc.status)
			for _, w := range tc.want {
				if !strings.Contains(r.stdout, w) {
					t.Errorf("it does not say %q:\n%s", w, r.stdout)
				}
			}
			if tc.not != "" && strings.Contains(r.stdout, tc.not) {
				t.Errorf("it says %q:\n%s", tc.not, r.stdout)
			}
		})
	}
}

func TestDetectJSON(t *testing.T) {
	t.Parallel()
	p := written(t, "p.json", testPatient)
	a, b := written(t, "a.txt", "https://px.ads.linkedin.com/wa/?hem=zolupravex.test%40example.com\x1b[31m"), written(t, "b", "nothing")
	r := command{}.run(t, "detect", "--json", "--patient", p, a, b)
	r.want(t, exitFindings)
	var got detection
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "quietroom.detect/1" || len(got.Files) != 2 || len(got.Findings) != 1 {
		t.Fatalf("%+v", got)
	}
	if f := got.Findings[0]; f.File != a || f.At != "line 1" || f.Class != "A" || f.Recipient.VendorID != "linkedin_insight" || f.Place != "url.query.hem" || f.Meaning == "" || strings.Contains(r.stdout, "zolupravex.test") {
		t.Errorf("%s", r.stdout)
	}
	if err := runstore.ValidateAs(runstore.DetectSchema, []byte(r.stdout)); err != nil {
		t.Error(err)
	}
	again := command{}.run(t, "detect", "--json", "--patient", p, a, b)
	if again.stdout != r.stdout {
		t.Error("the same files give another answer")
	}
}

// TestDetectSiteFile: what a form service gets under an agreement is noted and no finding.
func TestDetectSiteFile(t *testing.T) {
	t.Parallel()
	site := written(t, "site.yaml", `pages:
  - {path: /hello, context: intake, because: our form}
vendors:
  - vendor: jotform
    baa: {signed_by: A. Person, signed: 2026-01-15, reference: contracts/7}
    contexts: [intake]
`)
	p, file := written(t, "p.json", testPatient), written(t, "x", "https://form.jotform.com/s?q=zolupravex.test%40example.com")
	args := []string{"detect", "--patient", p, "--page", "https://practice.example/hello", file}
	command{}.run(t, args...).want(t, exitFindings)
	r := command{}.run(t, append(args, "--site-file", site)...)
	r.want(t, exitClean)
	if !strings.Contains(r.stdout, "an agreement with it is recorded: attested by A. Person") {
		t.Error(r.stdout)
	}
}

func TestDetectRules(t *testing.T) {
	t.Parallel()
	own := written(t, "own.yaml", `rules:
  - id: own_ticket
    kind: invoice
    pattern: 'TK-[0-9]{6}'
    weight: 3
    source: own
    date: 2026-11-22
    match: ["TK-123456"]
    pass: ["TK-12"]
`)
	file := written(t, "x", `{"note":"about TK-555555"}`)
	r := command{}.run(t, "detect", "--seed", "7", "--rules", own, file)
	r.want(t, exitFindings)
	if !strings.Contains(r.stdout, "what looks like a person's invoice") {
		t.Error(r.stdout)
	}
	command{}.run(t, "detect", "--seed", "7", file).want(t, exitClean)
	bad := written(t, "bad.yaml", "rules:\n  - id: x\n    kind: emial\n    pattern: 'a'\n    weight: 3\n    source: own\n    date: 2026-11-22\n    match: [a]\n    pass: [b]\n")
	command{}.run(t, "detect", "--seed", "7", "--rules", bad, file).want(t, exitUsage, "bad.yaml:2:5", `kind "emial"`)
}
