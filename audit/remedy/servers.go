package remedy

import (
	"fmt"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Server is one way in which sites are told which headers to send.
type Server struct {
	// Name is what a user types, About what it is and where its lines go.
	Name, About string
	// before and after stand around the lines.
	before, after string
	line          func(name, value string) string
}

// Servers lists all that are known, in the order in which they are told.
var Servers = []Server{
	{"nginx", "nginx: in the server block", "", "", func(n, v string) string { return fmt.Sprintf(`add_header %s %s always;`, n, quoted(v, `"`)) }},
	{"apache", "Apache with mod_headers: in the site's configuration or .htaccess", "", "", func(n, v string) string { return fmt.Sprintf(`Header always set %s %s`, n, quoted(v, `"`)) }},
	{"caddy", "Caddy: in the site's block", "", "", func(n, v string) string { return fmt.Sprintf(`header %s %s`, n, quoted(v, `"`)) }},
	{"iis", "IIS: in web.config", "<configuration><system.webServer><httpProtocol><customHeaders>\n", "</customHeaders></httpProtocol></system.webServer></configuration>\n",
		func(n, v string) string { return fmt.Sprintf(`  <add name="%s" value="%s" />`, n, escaped(v)) }},
	{"php", "PHP: before anything is printed", "", "", func(n, v string) string { return fmt.Sprintf("header(%s);", quoted(n+": "+v, "'")) }},
	{"wordpress", "WordPress: in the theme's functions.php or a small plug-in", "add_action('send_headers', function () {\n", "});\n",
		func(n, v string) string { return fmt.Sprintf("  header(%s);", quoted(n+": "+v, "'")) }},
	{"netlify", "Netlify and Cloudflare Pages: in the file _headers", "/*\n", "", func(n, v string) string { return "  " + n + ": " + v }},
}

// Write gives the lines that make the server send the headers.
func (s Server) Write(headers []audit.Header) string {
	var b strings.Builder
	b.WriteString(s.before)
	for _, h := range headers {
		b.WriteString(s.line(h[0], h[1]) + "\n")
	}
	b.WriteString(s.after)
	return b.String()
}

// quoted puts a value between quotes, as these servers and PHP read them.
func quoted(v, quote string) string {
	return quote + strings.NewReplacer(`\`, `\\`, quote, `\`+quote).Replace(v) + quote
}

// escaped writes a value into an XML attribute.
func escaped(v string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(v)
}
