package pages

import (
	"net/url"
	"strings"
)

// Steady gives the address of a page without what changes from visit to visit:
// scheme, fragment, and query parameters of campaigns and sessions. It is the same
// for one page in two runs, and no address that can be visited.
func Steady(page string) string {
	u, err := url.Parse(page)
	if err != nil {
		page, _, _ = strings.Cut(page, "?")
		return page
	}
	q := u.Query()
	for k := range q {
		if volatile(strings.ToLower(k)) {
			q.Del(k)
		}
	}
	out := u.Host + strings.TrimRight(u.Path, "/")
	if len(q) > 0 {
		out += "?" + q.Encode()
	}
	return out
}

func volatile(key string) bool {
	switch key {
	case "gclid", "fbclid", "msclkid", "ttclid", "gbraid", "wbraid", "sid", "session", "sessionid", "phpsessid", "jsessionid", "ts", "t", "nonce", "token", "_":
		return true
	}
	return strings.HasPrefix(key, "utm_") || strings.HasPrefix(key, "_ga") || strings.HasPrefix(key, "_hs")
}
