package access

import (
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
)

const hidden = "‹hidden›"

// Header is one extra request header. Its value never prints.
type Header struct{ Name, Value string }

// Credentials are those of HTTP basic authentication (RFC 7617). They never print.
type Credentials struct{ User, Password string }

// refused lists headers that neither a browser nor the crawler lets a caller set
// without breaking the request, with what to use instead.
var refused = map[string]string{
	"Host":              "use --connect-to",
	"User-Agent":        "use --user-agent",
	"Connection":        "it belongs to the connection",
	"Content-Length":    "it belongs to the body",
	"Transfer-Encoding": "it belongs to the body",
	"Accept-Encoding":   "the client must know how to decode the answer",
	"Upgrade":           "it belongs to the connection",
	"Te":                "it belongs to the connection",
	"Trailer":           "it belongs to the body",
}

// ParseHeader reads "Name: value". An error names the header, never the value.
func ParseHeader(s string) (Header, error) {
	name, value, ok := strings.Cut(s, ":")
	name, value = strings.Trim(name, " \t"), strings.Trim(value, " \t")
	if !ok || name == "" {
		return Header{}, errors.New(`header without a name, want "Name: value"`)
	}
	for i := range len(name) {
		if !tokenByte(name[i]) {
			return Header{}, errors.New(`header name with a character that no header name has, want "Name: value"`)
		}
	}
	name = http.CanonicalHeaderKey(name)
	if why, bad := refused[name]; bad {
		return Header{}, fmt.Errorf("header %s cannot be set: %s", name, why)
	}
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return Header{}, fmt.Errorf("header %s: its value holds a control character", name)
		}
	}
	return Header{Name: name, Value: value}, nil
}

// tokenByte reports whether c may stand in a header's name (RFC 9110 §5.6.2).
func tokenByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// ParseBasicAuth reads "user:password"; the password may hold colons and be empty.
func ParseBasicAuth(s string) (Credentials, error) {
	user, password, ok := strings.Cut(s, ":")
	if !ok || user == "" {
		return Credentials{}, errors.New("basic-auth without a colon or a user, want user:password")
	}
	return Credentials{User: user, Password: password}, nil
}

// Header gives the Authorization header that the credentials make.
func (c Credentials) Header() Header {
	return Header{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(c.User+":"+c.Password))}
}

// SiteHeaders lists what goes with every request to the site's own hosts, the
// Authorization of BasicAuth last (an explicit Authorization header wins).
func (o Options) SiteHeaders() []Header {
	out := append([]Header(nil), o.Headers...)
	if o.BasicAuth == nil {
		return out
	}
	for _, h := range out {
		if http.CanonicalHeaderKey(h.Name) == "Authorization" {
			return out
		}
	}
	return append(out, o.BasicAuth.Header())
}

// ForHosts wraps next so that SiteHeaders go with requests to the hosts that
// match accepts, and with no other: a third party never sees them. match gets
// Authority of the request's address.
func (o Options) ForHosts(match func(host string) bool, next http.RoundTripper) http.RoundTripper {
	headers := o.SiteHeaders()
	if len(headers) == 0 {
		return next
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if match(Authority(req.URL)) {
			req = req.Clone(req.Context())
			for _, h := range headers {
				req.Header.Del(h.Name)
			}
			for _, h := range headers {
				req.Header.Add(h.Name, h.Value)
			}
		}
		return next.RoundTrip(req)
	})
}

// Authority gives the host of u as hosts are compared here and in the crawler:
// lower case, no trailing dot, ":port" only when it is not the scheme's own.
func Authority(u *url.URL) string {
	host := bracket(canonicalHost(u.Hostname()))
	port := u.Port()
	plain, secure := u.Scheme == "http" || u.Scheme == "ws", u.Scheme == "https" || u.Scheme == "wss"
	if port == "" || port == "80" && plain || port == "443" && secure {
		return host
	}
	return host + ":" + port
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// String gives the name, and hides the value.
func (h Header) String() string { return h.Name + ": " + hidden }

// Format hides the value from every verb of package fmt.
func (h Header) Format(f fmt.State, _ rune) { fmt.Fprint(f, h.String()) }

// LogValue hides the value from slog.
func (h Header) LogValue() slog.Value { return slog.StringValue(h.String()) }

// MarshalText hides the value from encoders.
func (h Header) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// String hides the credentials.
func (c Credentials) String() string { return "basic-auth " + hidden }

// Format hides the credentials from every verb of package fmt.
func (c Credentials) Format(f fmt.State, _ rune) { fmt.Fprint(f, c.String()) }

// LogValue hides the credentials from slog.
func (c Credentials) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText hides the credentials from encoders.
func (c Credentials) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
