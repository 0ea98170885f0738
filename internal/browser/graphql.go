package browser

import (
	"encoding/json"
	"strings"
)

// graphQLCall is one operation of a GraphQL request over HTTP
// (https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters).
type graphQLCall struct {
	Query         string `json:"query"`
	OperationName string `json:"operationName"`
	Extensions    struct {
		PersistedQuery json.RawMessage `json:"persistedQuery"`
	} `json:"extensions"`
}

// graphQLCalls reads a body, alone or as a batch; nil for one that is no GraphQL.
func graphQLCalls(body string) []graphQLCall {
	var one graphQLCall
	var batch []graphQLCall
	trimmed := strings.TrimSpace(body)
	switch {
	case strings.HasPrefix(trimmed, "[") && json.Unmarshal([]byte(trimmed), &batch) == nil:
	case strings.HasPrefix(trimmed, "{") && json.Unmarshal([]byte(trimmed), &one) == nil:
		batch = []graphQLCall{one}
	}
	for i := range batch {
		if !batch[i].is() {
			return nil
		}
	}
	return batch
}

// is tells a GraphQL document from another thing that is called a query.
func (c *graphQLCall) is() bool {
	if c.Query == "" {
		return len(c.Extensions.PersistedQuery) > 0 && c.OperationName != ""
	}
	l := gqlLexer{rest: c.Query}
	switch l.next() {
	case "{", "query", "mutation", "subscription", "fragment":
		return strings.Contains(c.Query, "{")
	}
	return false
}

func isGraphQL(body string) bool { return len(graphQLCalls(body)) > 0 }

// onlyReads reports whether a body is GraphQL that changes nothing: every
// operation in it is a query. A document that is known by its hash alone could be
// anything.
func onlyReads(body string) bool {
	calls := graphQLCalls(body)
	for _, c := range calls {
		if c.Query == "" {
			return false
		}
		for l := (gqlLexer{rest: c.Query}); ; {
			t := l.next()
			if t == "" {
				break
			}
			if l.depth == 0 && (t == "mutation" || t == "subscription") {
				return false
			}
		}
	}
	return len(calls) > 0
}

// graphQL answers each mutation with the fields that it asks for, all of them
// saying that it went well.
func graphQL(s *submission) reply {
	calls := graphQLCalls(s.body)
	var out []string
	for _, c := range calls {
		data := any(map[string]any{"success": true})
		l := gqlLexer{rest: c.Query}
		for t := l.next(); t != ""; t = l.next() {
			if t == "{" {
				data = selection(&l, "", 0)
				break
			}
		}
		one, err := json.Marshal(map[string]any{"data": data})
		if err != nil {
			one = []byte(`{"data":{"success":true}}`)
		}
		out = append(out, string(one))
	}
	body := strings.Join(out, ",")
	if strings.HasPrefix(strings.TrimSpace(s.body), "[") {
		body = "[" + body + "]"
	}
	return reply{code: 200, kind: kindJSON, body: body}
}

// maxSelection bounds how deep a selection is followed.
const maxSelection = 16

// selection reads what follows an opening brace and makes a value of it.
func selection(l *gqlLexer, of string, depth int) any {
	out := map[string]any{}
	last := ""
	for {
		t := l.next()
		switch {
		case t == "" || t == "}":
			if strings.Contains(strings.ToLower(of), "errors") {
				return []any{} // lists of what went wrong
			}
			return out
		case t == "{":
			if depth >= maxSelection {
				return out
			}
			inner := selection(l, last, depth+1)
			if last == "" { // a fragment's fields are its parent's
				if fields, ok := inner.(map[string]any); ok {
					for k, v := range fields {
						out[k] = v
					}
				}
				continue
			}
			out[last] = inner
		case t == ":": // the name before was an alias; the answer carries it
			l.next()
		case t == "..." || t == "on" || t == "@":
			if t == "..." {
				last = ""
			}
			if name := l.peek(); name != "{" && name != "on" {
				l.next()
			}
		case t == "(":
			l.skip()
		default:
			last = t
			out[t] = goodValue(t)
		}
	}
}

// goodValue says by a field's name what it holds when all went well.
func goodValue(name string) any {
	low := strings.ToLower(name)
	switch {
	case strings.Contains(low, "error"):
		return nil
	case low == "code", low == "statuscode":
		return 200
	case low == "status", low == "result":
		return "success"
	case low == "message":
		return "Thank you."
	case low == "__typename":
		return "Result"
	case low == "id" || strings.HasSuffix(name, "Id") || strings.HasSuffix(low, "_id"):
		return "1"
	}
	return true
}

// gqlLexer gives the tokens of a GraphQL document that matter here; strings and
// comments are passed over.
type gqlLexer struct {
	rest  string
	depth int
}

// next gives the next token, "" at the end.
func (l *gqlLexer) next() string {
	l.space()
	if l.rest == "" {
		return ""
	}
	switch c := l.rest[0]; {
	case strings.HasPrefix(l.rest, "..."):
		return l.cut(3)
	case c == '"':
		l.str()
		return `"`
	case c == '{':
		l.depth++
		return l.cut(1)
	case c == '}':
		l.depth--
		return l.cut(1)
	case nameByte(c):
		n := 1
		for n < len(l.rest) && nameByte(l.rest[n]) {
			n++
		}
		return l.cut(n)
	}
	return l.cut(1)
}

func (l *gqlLexer) peek() string {
	ahead := *l
	return ahead.next()
}

// skip passes over arguments up to their closing parenthesis.
func (l *gqlLexer) skip() {
	for open := 1; open > 0; {
		switch l.next() {
		case "":
			return
		case "(":
			open++
		case ")":
			open--
		}
	}
}

func (l *gqlLexer) cut(n int) string {
	t := l.rest[:n]
	l.rest = l.rest[n:]
	return t
}

func (l *gqlLexer) space() {
	for {
		l.rest = strings.TrimLeft(l.rest, " \t\r\n,\ufeff")
		if !strings.HasPrefix(l.rest, "#") {
			return
		}
		_, l.rest, _ = strings.Cut(l.rest, "\n")
	}
}

// str passes over a string, quoted once or three times.
func (l *gqlLexer) str() {
	if strings.HasPrefix(l.rest, `"""`) {
		_, l.rest, _ = strings.Cut(l.rest[3:], `"""`)
		return
	}
	for i := 1; i < len(l.rest); i++ {
		switch l.rest[i] {
		case '\\':
			i++
		case '"':
			l.rest = l.rest[i+1:]
			return
		}
	}
	l.rest = ""
}

func nameByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
