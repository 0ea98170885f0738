package recorder

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/scenarios/script"
)

// FuzzSteps imports recordings whose shape is right and whose texts are not: what
// Import takes can be written and reads back as the same scenario.
func FuzzSteps(f *testing.F) {
	f.Add(uint8(0), "aria/E-mail[role=\"textbox\"]", "#mail", "a@example.org", "https://practice.example/book?x=1#y", "Enter", 3.5, 1)
	f.Add(uint8(6), "xpath///*[@id=\"x\"]", "pierce/\\31 x", "two words and more", "http://[::1]/%zz", "{", -1.0, -2)
	f.Add(uint8(9), "text/{patient.email}", "css/a:b", "yes", "//x", "Shift", 1e18, 99)
	names := typeNames()
	f.Fuzz(func(t *testing.T, kind uint8, selector, second, value, address, key string, x float64, frame int) {
		step := map[string]any{
			"type": names[int(kind)%len(names)], "selectors": []any{selector, []string{second, selector}}, "value": value, "url": address, "key": key,
			"offsetX": x, "offsetY": x, "x": x, "y": x, "count": x, "frame": []int{frame}, "target": address, "name": value, "expression": value,
			"width": x, "height": x, "deviceScaleFactor": x, "isMobile": true, "hasTouch": true, "isLandscape": false, "download": x, "upload": x, "latency": x,
			"attributes": map[string]string{key: value}, "assertedEvents": []any{map[string]any{"type": "navigation", "url": address, "title": value}},
		}
		data, err := json.Marshal(map[string]any{"title": value, "steps": []any{
			map[string]any{"type": "navigate", "url": "https://practice.example/"},
			map[string]any{"type": "change", "value": value, "selectors": []any{second}}, step, step,
		}})
		if err != nil {
			t.Skip("no JSON") // x is no number
		}
		s, _, err := Import(data, understand)
		if err != nil {
			return
		}
		yaml, err := script.Marshal(s)
		if err != nil {
			t.Fatalf("it cannot be written: %v", err)
		}
		back, err := script.Read("x.yaml", yaml)
		if err != nil {
			t.Fatalf("it cannot be read: %v\n%s", err, yaml)
		}
		if diff := cmp.Diff(s, back, same); diff != "" {
			t.Errorf("it reads back as another (-want +got)\n%s\n%s", diff, yaml)
		}
	})
}
