package scenarios

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func TestFileFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		accept, question, want string
	}{
		{"", "Upload your referral letter", filePDF},
		{"", "Photo of your insurance card", filePNG},
		{"image/*", "Referral", filePNG},
		{".jpg,.jpeg", "Insurance card", fileJPEG},
		{"application/pdf", "Insurance card", filePDF},
		{"image/png, application/pdf", "Records", filePDF},
		{"image/png, application/pdf", "Front of card", filePNG},
		{".doc,.docx", "Letter", ""},
		{"text/plain", "Notes", fileText},
		{"*/*", "Anything", filePDF},
	} {
		got, ok := fileFor(c.accept, c.question)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("accept %q, %q: %q, %v; want %q", c.accept, c.question, got, ok, c.want)
		}
	}
}

// TestCanaryPDF: what it says can be read, and its table says where its objects are.
func TestCanaryPDF(t *testing.T) {
	t.Parallel()
	data := canaryPDF("Annika (Quorvex)")
	if !bytes.Contains(data, []byte("(Annika -Quorvex-)")) {
		t.Errorf("it does not say who it is of, with the parentheses replaced:\n%s", data)
	}
	entries := regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(data, -1)
	if len(entries) != 5 {
		t.Fatalf("%d objects in its table", len(entries))
	}
	for i, e := range entries {
		at, err := strconv.Atoi(string(e[1]))
		if err != nil || !bytes.HasPrefix(data[at:], []byte(strconv.Itoa(i+1)+" 0 obj")) {
			t.Errorf("object %d is not at %d", i+1, at)
		}
	}
	start := regexp.MustCompile(`startxref\n(\d+)\n`).FindSubmatch(data)
	if at, err := strconv.Atoi(string(start[1])); err != nil || !bytes.HasPrefix(data[at:], []byte("xref\n0 6\n")) {
		t.Error("its table is not where it says")
	}
}

// TestUpload: a field gets a file of a kind that it takes, also one out of sight
// behind a place to drop files on, and what it sends at once is held.
func TestUpload(t *testing.T) {
	t.Parallel()
	out, tab, s := walkOnly(t, `<h1>Referral</h1><form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label>
		<label>Referral letter <input type="file" name="a" accept=".pdf,image/*"></label>
		<div class="zone">Drag your insurance card here or browse <input type="file" id="b" accept="image/*" style="display:none"></div>
		<input type="hidden" name="said"><button>Send</button></form>
		<script>f.onchange = async (e) => { if (e.target.files) { f.said.value += e.target.files[0].name + ' ' + (await e.target.files[0].text()).includes('Annika Quorvex') + ';'; fetch('/store', { method: 'POST', body: e.target.files[0] }); } }</script>`)
	wantWalked(t, out)
	if last := tab.held[len(tab.held)-1]; !strings.Contains(last, "said=zelvar-notes.pdf+true%3Bzelvar-notes.png+false%3B") {
		t.Errorf("the form was sent as %q", last)
	}
	if len(tab.held) != 3 || len(s.posted()) != 0 {
		t.Errorf("%d held, and the server was sent %q; want both files and the form held", len(tab.held), s.posted())
	}
	if got := typedAs(out, audit.KindFullName); !slices.Contains(got, "Annika Quorvex") {
		t.Error("what the PDF says was not remembered")
	}
}
