package report

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/quietroom/quietroom/audit"
)

//go:embed html/*.tmpl html/style.css
var assets embed.FS

var htmlTemplate = template.Must(template.New("").Funcs(template.FuncMap{"px": px}).ParseFS(assets, "html/*.tmpl"))

// maxImages and leastImages bound, in bytes, the screenshots inside one HTML report:
// the more its findings take, the fewer. A file that can be mailed is below 15 MB.
const (
	maxImages   = 5 << 19
	leastImages = 1 << 20
	mailed      = 14_000_000
	ofFinding   = 2_800 // what one takes of the file, about
)

func roomForImages(findings int) int {
	return min(maxImages, max(leastImages, mailed-ofFinding*findings))
}

// htmlView is what the template sees.
type htmlView struct {
	*view
	Leaks   []htmlPage // in place of view.Leaks: with their images
	Style   template.CSS
	Picture *sankey // nil without findings
	Cards   []vendorCard
	Proof   *proof
	policy  *policyView
}

// htmlPage is a page with those of its screenshots that are there.
type htmlPage struct {
	pageView
	Images []htmlShot
}

// htmlShot is a screenshot with its image.
type htmlShot struct {
	shot
	Image template.URL
}

// Open reports whether something is marked on a page's screenshots.
func (p htmlPage) Open() bool {
	return slices.ContainsFunc(p.Images, func(s htmlShot) bool { return len(s.Marks) > 0 })
}

// writeHTML prints one file that loads nothing: style and images are inside,
// and its own policy forbids the rest. It has no script.
func writeHTML(w io.Writer, in Input, _ Options) error {
	style, err := assets.ReadFile("html/style.css")
	if err != nil {
		return fmt.Errorf("reading the report's style: %w", err)
	}
	v := newView(in)
	// The style is our own, from the binary.
	hv := htmlView{view: v, Style: template.CSS(style), Picture: newSankey(in.Run.Findings), Cards: vendorCards(in.Run, v.Vendors, v.told.names), policy: newPolicy(in.Policy)}
	hv.Proof = newProof(in, v.told.rec, hv.Cards)
	budget := roomForImages(len(in.Run.Findings))
	for _, p := range v.Leaks {
		hp := htmlPage{pageView: p}
		for _, s := range p.Shots {
			if image := embedImage(in, s.Name, budget); image != "" {
				budget -= len(image)
				hp.Images = append(hp.Images, htmlShot{s, image})
			}
		}
		hv.Leaks = append(hv.Leaks, hp)
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if err := htmlTemplate.ExecuteTemplate(out, "report", hv); err != nil {
		return fmt.Errorf("printing the report: %w", err)
	}
	return out.Flush()
}

// embedImage gives a data URL of the screenshot, or nothing: an image that is
// missing, of another kind, or too large takes nothing from the evidence.
func embedImage(in Input, name string, budget int) template.URL {
	if in.Screenshot == nil || name == "" {
		return ""
	}
	data, err := in.Screenshot(name)
	if err != nil || base64.StdEncoding.EncodedLen(len(data)) > budget-40 {
		return ""
	}
	var kind string
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		kind = "png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		kind = "jpeg"
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		kind = "webp"
	default:
		return ""
	}
	// Base64 of our own making: nothing in it can end the attribute.
	return template.URL("data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(data))
}

// IncompleteNote, AgreementNote and Glossary give the template our own sentences.
func (htmlView) IncompleteNote() string { return incompleteNote }

// ResumeNote stands before the command that goes on with such a run.
func (htmlView) ResumeNote() string    { return resumeNote }
func (htmlView) AgreementNote() string { return agreementNote }
func (htmlView) Glossary() []term      { return glossary }

// maxStrip bounds the picture of all pages; above it single pages cannot be told apart.
const maxStrip = 250

// Strip gives the verdict of every page, findings first, for a picture of the
// whole site; nothing when there are too many pages for one.
func (h htmlView) Strip() []string {
	if n := len(h.Leaks) + len(h.Unsure) + len(h.Clean); n > maxStrip || n < 2 {
		return nil
	}
	var out []string
	for range h.Leaks {
		out = append(out, audit.Leak.String())
	}
	for range h.Unsure {
		out = append(out, audit.Inconclusive.String())
	}
	for range h.Clean {
		out = append(out, audit.Clean.String())
	}
	return out
}
