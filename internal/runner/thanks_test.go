package runner

import "testing"

func TestNamedThanks(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"name=a&_next=%2Fthanks":    "/thanks",
		"retURL=https://p.example/": "https://p.example/",
		"name=a":                    "",
		"--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"redirect_to\"\r\n\r\n/ok\r\n--B--\r\n": "/ok",
		"--B\r\nContent-Disposition: form-data; name=\"next\"; filename=\"x\"\r\n\r\n/ok\r\n--B--\r\n":                                                      "",
		"--\r\n":           "",
		"_next=%0d%0aX: y": "",
	} {
		if got := namedThanks([]byte(body)); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}
