package report

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestContrast(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("html/style.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := 0
	for _, block := range regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(string(css), -1) {
		colors := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{3,6})`).FindAllStringSubmatch(block[1], -1) {
			colors[m[1]] = m[2]
		}
		schemes++
		for _, back := range []string{"paper", "card", "code"} {
			for _, ink := range []string{"ink", "soft", "accent", "critical", "high", "medium", "low", "leak", "clean", "inconclusive"} {
				if c := contrast(t, colors[ink], colors[back]); c < 4.5 {
					t.Errorf("scheme %d: %s on %s has contrast %.2f", schemes, ink, back, c)
				}
			}
		}
	}
	if schemes != 3 {
		t.Errorf("%d colour schemes read, want light, dark and paper", schemes)
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	h := strings.TrimPrefix(hex, "#")
	if len(h) == 3 {
		h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
	}
	if len(h) != 6 {
		t.Fatalf("colour %q", hex)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(h[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
