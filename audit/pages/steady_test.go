package pages

import "testing"

// TestSteady: an address is the same in two visits of a page, and two pages have two.
func TestSteady(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"https://p.example/book/?utm_source=x&gclid=1":           "p.example/book",
		"http://p.example/book#top":                              "p.example/book",
		"https://p.example/":                                     "p.example",
		"https://p.example/?b=2&a=1":                             "p.example?a=1&b=2",
		"https://p.example/?t=1763800000000":                     "p.example",
		"https://p.example/?sid=4f3a9c77d10b4f3a&_=1":            "p.example",
		"https://p.example/topics?t=anxiety":                     "p.example/topics?t=anxiety",
		"https://p.example/topics?t=depression":                  "p.example/topics?t=depression",
		"https://p.example/group?session=3":                      "p.example/group?session=3",
		"https://p.example/#/book":                               "p.example#/book",
		"https://p.example/#!/conditions/anxiety/":               "p.example#!/conditions/anxiety",
		"https://p.example/#/":                                   "p.example",
		"https://p.example/#/?":                                  "p.example#/?",
		"https://p.example/%zz?q=1":                              "https://p.example/%zz",
		"https://p.example/app?utm_campaign=spring#/book?step=2": "p.example/app#/book?step=2",
	} {
		if got := Steady(page); got != want {
			t.Errorf("%s is %s; want %s", page, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	t.Parallel()
	const site = "https://practice.example"
	for page, want := range map[string]string{
		site: "/", site + "/book?email=a": "/book", site + "/#/book": "/#/book", site + "/app#!/book?email=a": "/app#!/book", site + "/#top": "/", site + "/%zz": "/",
	} {
		if got := Path(page); got != want {
			t.Errorf("%s is %s, want %s", page, got, want)
		}
	}
}
