package pages

import (
	"net/url"
	"regexp"
	"strings"
)

// Steady gives the address of a page without what changes from visit to visit:
// scheme, any fragment but a script router's, and query parameters of campaigns and
// sessions. It is the same for one page in two runs, and no address that can be visited.
func Steady(page string) string {
	u, err := url.Parse(page)
	if err != nil {
		page, _, _ = strings.Cut(page, "?")
		return page
	}
	q := u.Query()
	for k, v := range q {
		if volatile(strings.ToLower(k), strings.Join(v, "")) {
			q.Del(k)
		}
	}
	out := u.Host + strings.TrimRight(u.Path, "/")
	if len(q) > 0 {
		out += "?" + q.Encode()
	}
	return out + strings.TrimRight(route(u), "/")
}

// route gives the page of a script router, #/book or #!/book; "" for any other fragment.
func route(u *url.URL) string {
	if f, ok := strings.CutPrefix(strings.TrimPrefix(u.Fragment, "!"), "/"); !ok || f == "" {
		return ""
	}
	return "#" + u.Fragment
}

func volatile(key, value string) bool {
	switch key {
	case "gclid", "fbclid", "msclkid", "ttclid", "gbraid", "wbraid", "phpsessid", "jsessionid", "nonce", "token", "_":
		return true
	case "sid", "session", "sessionid", "ts", "t": // sites say with these, too, which page it is
		return drawn.MatchString(value)
	}
	return strings.HasPrefix(key, "utm_") || strings.HasPrefix(key, "_ga") || strings.HasPrefix(key, "_hs")
}

// drawn is a time, or as long as an id.
var drawn = regexp.MustCompile(`^[0-9.]{9,}$|^[0-9A-Za-z_.\-]{16,}$`)
