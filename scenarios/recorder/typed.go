package recorder

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// answer is what stands for a typed value in the scenario.
type answer struct {
	kind audit.Kind
	may  bool // false: it is never made up
}

// learn looks the recording through before it is translated: what was typed, what
// it stands for, and which part of it is a login.
func (t *translation) learn() {
	t.kinds, t.logins = map[int]answer{}, map[int]span{}
	for i, s := range t.rec.steps {
		if s.kind != "change" {
			continue
		}
		t.remember(s.value, s.number)
		f := fieldOf(s.selectors)
		kind, may := kindOf(f, s.value, t.understand)
		t.kinds[i] = answer{kind, may}
	}
	t.rememberKeys()
	t.alike()
	for i := range t.rec.steps {
		if t.kinds[i].kind == audit.KindPassword {
			if l, ok := t.loginAround(i); ok {
				t.logins[l.first] = l
			}
		}
	}
}

// alike lets a field that says nothing take the kind of another into which the
// same was typed.
func (t *translation) alike() {
	known := map[string]audit.Kind{}
	for i, s := range t.rec.steps {
		a, v := t.kinds[i], foldText(s.value)
		if _, told := known[v]; !told && a.may && a.kind != audit.KindOther && a.kind != "" && utf8.RuneCountInString(v) >= shortest {
			known[v] = a.kind
		}
	}
	for i, s := range t.rec.steps {
		if k, told := known[foldText(s.value)]; told && t.kinds[i].may && t.kinds[i].kind == audit.KindOther {
			t.kinds[i] = answer{k, true}
		}
	}
}

// change types into a field, or chooses in it.
func (t *translation) change(s step) {
	f := fieldOf(s.selectors)
	a := t.kinds[s.number-1]
	out := script.Step{Verb: script.Fill}
	switch {
	case !a.may:
		t.note(s.number, "left out: what the field asks for is never made up (a one-time code, a CAPTCHA, a coupon)")
		t.expect(s)
		return
	case a.kind == audit.KindChatMessage:
		t.note(s.number, "left out: no chat message is sent to anybody")
		t.expect(s)
		return
	case strings.HasPrefix(strings.ToLower(s.value), `c:\fakepath\`) || f.Type == "file":
		out = script.Step{Verb: script.Upload, File: "pdf"}
		if picture(s.value) {
			out.File = "image"
		}
		t.note(s.number, "a file was chosen; the walk makes one up")
	case f.Tag == "select":
		out.Verb = script.Select
		t.note(s.number, "what was chosen is not kept; the walk chooses what fits the patient. Where it matters, say it with option:")
	case a.kind != audit.KindOther:
		out.Value = script.Field(a.kind)
	}
	switch {
	case out.Verb != script.Fill || out.Value != "":
	case s.value == "":
		t.note(s.number, "a field was emptied; the scenario fills it with what it asks for. Take the step out if it must stay empty")
	default:
		out.Note = "say here what a patient would answer; left as it is, the walk goes by what the field asks for"
		t.note(s.number, "nothing tells what %s asks for, and what was typed into it is not kept. The walk goes by what the page says; say it in the scenario, as in value: \"{patient.email}\"", t.nameField(f))
	}
	t.act(s, out)
}

// nameField names a field for a person.
func (t *translation) nameField(f Field) string {
	for _, s := range []string{f.Label, f.Placeholder, f.Name, f.ID} {
		if s = strings.TrimSpace(s); s != "" && !t.told(s) {
			return "the field “" + clip(s, 60) + "”"
		}
	}
	return "the field"
}

func picture(name string) bool {
	name = strings.ToLower(name)
	for _, ext := range []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".bmp"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

// typed is a text that was typed, folded, and the step that it was first typed in.
type typed struct {
	text string
	step int
}

// shortest is how many characters a typed text must have to be looked for: those
// of less are in every other word.
const shortest = 3

func (t *translation) remember(value string, n int) {
	v := typed{foldText(value), n}
	if utf8.RuneCountInString(v.text) >= shortest && !slices.ContainsFunc(t.typed, func(w typed) bool { return w.text == v.text }) {
		t.typed = append(t.typed, v)
	}
}

// rememberKeys keeps the texts that were typed key by key.
func (t *translation) rememberKeys() {
	var k keyboard
	text := ""
	for _, s := range t.rec.steps {
		if s.kind != "keyDown" && s.kind != "keyUp" {
			t.remember(text, s.number)
			text = ""
			continue
		}
		if stroke, ok := k.take(s); ok {
			if c, writes := stroke.types(); writes {
				text += c
			} else {
				t.remember(text, s.number)
				text = ""
			}
		}
	}
	t.remember(text, len(t.rec.steps))
}

// told reports whether a text holds, by itself or as words of it, something that
// was typed, or the beginning of it.
func (t *translation) told(s string) bool {
	s = foldText(s)
	if s == "" {
		return false
	}
	return slices.ContainsFunc(t.typed, func(v typed) bool { return v.in(s) })
}

// in reports whether s (folded) holds v as words of their own, or is the beginning
// of it: a selector by text is cut behind a word.
func (v typed) in(s string) bool {
	if utf8.RuneCountInString(s) >= 2*shortest && strings.HasPrefix(v.text, s) {
		return true
	}
	for from := 0; ; {
		i := strings.Index(s[from:], v.text)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(v.text)
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		after, _ := utf8.DecodeRuneInString(s[end:])
		if !wordRune(before, start == 0) && !wordRune(after, end == len(s)) {
			return true
		}
		_, size := utf8.DecodeRuneInString(s[start:])
		from = start + size
	}
}

func wordRune(r rune, edge bool) bool { return !edge && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// leaks reports whether a selector finds its element by what was typed.
func (t *translation) leaks(alt []string) bool {
	for _, s := range alt {
		p := partOf(s)
		switch p.kind {
		case aria, byText:
			if t.told(p.text) {
				return true
			}
		default:
			if t.toldWhole(p.text) {
				return true
			}
		}
	}
	return false
}

// toldWhole looks at what a selector quotes, and at values that can be no name of
// the page's: its own names may hold the word that was typed.
func (t *translation) toldWhole(s string) bool {
	s = foldText(s)
	return slices.ContainsFunc(t.typed, func(v typed) bool {
		name := !strings.ContainsFunc(v.text, func(r rune) bool { return r == '@' || r == ' ' || unicode.IsDigit(r) })
		if !name {
			return v.in(s)
		}
		return strings.Contains(s, `"`+v.text+`"`) || strings.Contains(s, `'`+v.text+`'`)
	})
}

// address writes an address that step n opens without what was typed in the
// recording; cut says that something is missing. A part of a path that was there
// before it was typed is the site's own word.
func (t *translation) address(u *url.URL, n int) (clean string, cut bool) {
	c := *u
	c.User = nil
	cut = u.User != nil
	segments := strings.Split(c.EscapedPath(), "/")
	if i := slices.IndexFunc(segments, func(s string) bool { return t.toldPath(s, n) }); i >= 0 {
		cut = true
		c.RawPath, c.RawQuery, c.Fragment, c.RawFragment = "", "", "", ""
		c.Path = "/"
		if path, err := url.PathUnescape(strings.Join(segments[:i], "/")); err == nil && path != "" {
			c.Path = path
		}
	}
	if c.RawQuery != "" {
		kept := strings.Split(c.RawQuery, "&")
		all := len(kept)
		kept = slices.DeleteFunc(kept, t.toldQuery)
		cut = cut || len(kept) < all
		c.RawQuery = strings.Join(kept, "&")
	}
	if t.told(c.Fragment) {
		c.Fragment, c.RawFragment, cut = "", "", true
	}
	return c.String(), cut
}

// pattern writes an address that is expected after step n. What was typed is left
// open, and so is what follows the path: it is another each time.
func (t *translation) pattern(u *url.URL, n int) string {
	segments := strings.Split(u.EscapedPath(), "/")
	for i, s := range segments {
		if t.toldPath(s, n) {
			segments[i] = "*"
		}
	}
	path := strings.Join(segments, "/")
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.Fragment != "" {
		path += "*"
	}
	return u.Scheme + "://" + u.Host + path
}

func (t *translation) toldPath(segment string, n int) bool {
	plain, err := url.PathUnescape(segment)
	if err != nil {
		return true
	}
	plain = foldText(plain)
	return slices.ContainsFunc(t.typed, func(v typed) bool { return v.step <= n && v.in(plain) })
}

func (t *translation) toldQuery(pair string) bool {
	plain, err := url.QueryUnescape(pair)
	_, value, _ := strings.Cut(plain, "=")
	return err != nil || t.told(value) || t.told(plain)
}

// foldText makes texts comparable: lower case, one space.
func foldText(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
