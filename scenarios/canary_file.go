package scenarios

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// The kinds of files that are made up.
const (
	filePNG  = "image"
	fileJPEG = "jpeg"
	filePDF  = "pdf"
	fileText = "text"
)

var (
	pictureWords = regexp.MustCompile(`\b(photo|picture|image|card|id|license|licence|passport|selfie|headshot|foto|bild|ausweis|karte|tarjeta|imagen|carte)\b`)
	paperWords   = regexp.MustCompile(`\b(document|documents|referral|record|records|form|letter|report|pdf|resume|plan|statement|unterlagen|uberweisung|documento|ordonnance)\b`)
)

// fileFor says which kind of file a field takes: by its accept attribute
// (https://html.spec.whatwg.org/multipage/input.html#attr-input-accept), and where that
// leaves a choice by what it asks for. ok is false when none that can be made fits.
func fileFor(accept, question string) (kind string, ok bool) {
	takes := map[string]bool{}
	any := strings.TrimSpace(accept) == ""
	for t := range strings.SplitSeq(strings.ToLower(accept), ",") {
		switch t = strings.TrimSpace(t); {
		case t == "*/*" || t == "*":
			any = true
		case t == "image/*", t == ".png", t == "image/png":
			takes[filePNG] = true
		case t == ".jpg", t == ".jpeg", t == "image/jpeg", t == "image/jpg":
			takes[fileJPEG] = true
		case t == ".pdf", strings.HasSuffix(t, "/pdf"):
			takes[filePDF] = true
		case t == ".txt", strings.HasPrefix(t, "text/"):
			takes[fileText] = true
		}
	}
	order := []string{filePDF, filePNG, fileJPEG, fileText}
	if q := fold(question); pictureWords.MatchString(q) && !paperWords.MatchString(q) {
		order = []string{filePNG, fileJPEG, filePDF, fileText}
	}
	for _, k := range order {
		if any || takes[k] {
			return k, true
		}
	}
	return "", false
}

// canaryFile makes a small file whose name is the patient's value, and which says
// who they are where its kind has text. The name is cleaned: it becomes a path.
func canaryFile(kind, value, says string) (name string, data []byte) {
	base := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.TrimSuffix(clip(value, 60), filepath.Ext(value)))
	if strings.Trim(base, "-") == "" {
		base = "insurance-card"
	}
	switch kind {
	case filePDF:
		return base + ".pdf", canaryPDF(says)
	case fileText:
		return base + ".txt", []byte(says + "\n")
	case fileJPEG:
		return base + ".jpg", picture(base, func(b *bytes.Buffer, img image.Image) error { return jpeg.Encode(b, img, nil) })
	}
	return base + ".png", picture(base, func(b *bytes.Buffer, img image.Image) error { return png.Encode(b, img) })
}

func picture(base string, encode func(*bytes.Buffer, image.Image) error) []byte {
	img := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range img.Pix {
		img.Pix[i] = byte(len(base)*i) ^ byte(i)
	}
	img.SetGray(0, 0, color.Gray{Y: 255})
	var b bytes.Buffer
	if err := encode(&b, img); err != nil {
		return nil
	}
	return slices.Clip(b.Bytes())
}

// canaryPDF makes the smallest PDF of one page that says a text (ISO 32000-1, annex H).
func canaryPDF(says string) []byte {
	text := fmt.Sprintf("BT /F1 12 Tf 20 100 Td (%s) Tj ET", strings.Map(func(r rune) rune {
		if strings.ContainsRune(`()\`, r) || r > 126 || r < 32 {
			return '-'
		}
		return r
	}, says))
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(text), text), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return slices.Clip(b.Bytes())
}
