package browser

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/pause"
)

const (
	// storedPatience bounds the questions about storage; a page that hangs does not
	// answer some of them.
	storedPatience = 3 * time.Second
	// maxStored and maxStoredName bound what a page can make us list.
	maxStored     = 500
	maxStoredName = 100
	maxOrigins    = 40
	maxSetters    = 2000
)

// Stored lists what the visit has left in its browser context so far: cookies,
// and the names in the storage of every origin that a frame of it has. Values are
// never kept. It is sorted. whole is false when Chrome did not answer everything
// in time, as when a page hangs; what came until then is listed. It is asked
// before Leave: afterwards the pages whose storage it is are gone.
func (t *Tab) Stored(ctx context.Context) (list []audit.Stored, whole bool) {
	ctx, cancel := context.WithTimeout(ctx, storedPatience)
	defer cancel()
	s := &storedList{v: t.visit, now: time.Now()}
	q := questions{r: t.b.rec, waiting: 1, done: make(chan struct{})}
	q.ask("", "Storage.getCookies", map[string]any{"browserContextId": t.visit.context}, s.cookies)
	for _, session := range t.visit.ofKind("page", "iframe") {
		q.ask(session.id, "Page.getFrameTree", nil, func(result []byte) {
			for _, origin := range origins(result) {
				s.ask(&q, session.id, origin)
			}
		})
	}
	q.answered() // of the one it began with
	select {
	case <-q.done:
		whole = t.drained(ctx)
	case <-ctx.Done():
	case <-t.b.gone:
	case <-t.ctx.Done():
	}
	return s.sorted(whole), whole
}

// drained waits until what Chrome told so far has been read, and with it who set
// which cookie.
func (t *Tab) drained(ctx context.Context) bool {
	for !t.b.rec.queue.idle() {
		if pause.For(ctx, 5*time.Millisecond) != nil {
			return false
		}
	}
	return true
}

// questions are asked without being awaited one by one; an answer may ask more.
type questions struct {
	r       *recorder
	mu      sync.Mutex
	waiting int
	done    chan struct{}
}

// ask runs take on the answer's result, on a goroutine of its own. A refusal of
// Chrome's (an origin without storage) is an answer that says nothing.
func (q *questions) ask(session, method string, params any, take func(result []byte)) {
	q.mu.Lock()
	q.waiting++
	q.mu.Unlock()
	q.r.ask(session, method, params, func(m *cdproto.Message) {
		failed, result := m.Error != nil, bytes.Clone(m.Result) // Chrome's next message overwrites it
		// Not on the reader: an answer that asks more takes the recorder's lock.
		go func() {
			defer q.answered()
			if !failed {
				take(result)
			}
		}()
	})
}

func (q *questions) answered() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting--; q.waiting == 0 {
		close(q.done)
	}
}

// storedList gathers what the answers say.
type storedList struct {
	v   *visit
	now time.Time

	mu    sync.Mutex
	asked map[string]bool
	list  []audit.Stored
}

// ask asks for the storage of an origin, once.
func (s *storedList) ask(q *questions, session, origin string) {
	s.mu.Lock()
	known := s.asked[origin] || len(s.asked) >= maxOrigins
	if s.asked == nil {
		s.asked = map[string]bool{}
	}
	s.asked[origin] = true
	s.mu.Unlock()
	if known {
		return
	}
	host := hostOf(origin)
	for kind, local := range map[audit.StoredKind]bool{audit.StoredLocal: true, audit.StoredSession: false} {
		id := map[string]any{"securityOrigin": origin, "isLocalStorage": local}
		q.ask(session, "DOMStorage.getDOMStorageItems", map[string]any{"storageId": id}, func(result []byte) { s.items(kind, host, result) })
	}
	q.ask(session, "IndexedDB.requestDatabaseNames", map[string]any{"securityOrigin": origin}, func(result []byte) { s.databases(host, result) })
}

// origins lists the origins with storage in a frame tree.
func origins(result []byte) []string {
	type tree struct {
		Frame struct {
			SecurityOrigin string `json:"securityOrigin"`
		} `json:"frame"`
		ChildFrames []json.RawMessage `json:"childFrames"`
	}
	var top struct {
		FrameTree json.RawMessage `json:"frameTree"`
	}
	if json.Unmarshal(result, &top) != nil {
		return nil
	}
	var out []string
	for todo := []json.RawMessage{top.FrameTree}; len(todo) > 0 && len(out) < maxOrigins; todo = todo[1:] {
		var t tree
		if json.Unmarshal(todo[0], &t) != nil {
			continue
		}
		if o := t.Frame.SecurityOrigin; strings.HasPrefix(o, "http") && !slices.Contains(out, o) {
			out = append(out, o)
		}
		todo = append(todo, t.ChildFrames...)
	}
	return out
}

// cookies reads Chrome's cookies without their values.
func (s *storedList) cookies(result []byte) {
	var answer struct {
		Cookies []struct {
			Name         string  `json:"name"`
			Domain       string  `json:"domain"`
			Expires      float64 `json:"expires"`
			Size         int64   `json:"size"`
			HTTPOnly     bool    `json:"httpOnly"`
			Secure       bool    `json:"secure"`
			Session      bool    `json:"session"`
			SameSite     string  `json:"sameSite"`
			PartitionKey *struct {
				TopLevelSite string `json:"topLevelSite"`
			} `json:"partitionKey"`
		} `json:"cookies"`
	}
	if json.Unmarshal(result, &answer) != nil {
		return
	}
	for _, c := range answer.Cookies {
		st := audit.Stored{
			Kind: audit.StoredCookie, Name: c.Name, Host: strings.TrimPrefix(c.Domain, "."), Size: c.Size,
			SameSite: c.SameSite, HTTPOnly: c.HTTPOnly, Secure: c.Secure,
		}
		if !c.Session {
			const day = 24 * 60 * 60
			st.Days = int(min(max(math.Round((c.Expires-float64(s.now.Unix()))/day), 1), 100_000))
		}
		if c.PartitionKey != nil {
			st.Partition = hostOf(c.PartitionKey.TopLevelSite)
		}
		s.add(st)
	}
}

// items reads the names in a storage area, and how long what they stand for is.
func (s *storedList) items(kind audit.StoredKind, host string, result []byte) {
	var answer struct {
		Entries [][]string `json:"entries"`
	}
	if json.Unmarshal(result, &answer) != nil {
		return
	}
	for _, e := range answer.Entries {
		if len(e) == 2 {
			s.add(audit.Stored{Kind: kind, Name: e[0], Host: host, Size: int64(len(e[0]) + len(e[1]))})
		}
	}
}

func (s *storedList) databases(host string, result []byte) {
	var answer struct {
		Names []string `json:"databaseNames"`
	}
	if json.Unmarshal(result, &answer) != nil {
		return
	}
	for _, n := range answer.Names {
		s.add(audit.Stored{Kind: audit.StoredIndexedDB, Name: n, Host: host})
	}
}

func (s *storedList) add(st audit.Stored) {
	if r := []rune(st.Name); len(r) > maxStoredName {
		st.Name = string(r[:maxStoredName]) + "…"
	}
	st.Name = strings.ToValidUTF8(st.Name, "�")
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.list) < maxStored {
		s.list = append(s.list, st)
	}
}

// sorted gives the list, with who set each cookie. That it was a script is said
// only when every answer has been looked at.
func (s *storedList) sorted(whole bool) []audit.Stored {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.list)
	for i := range out {
		c := &out[i]
		if c.Kind != audit.StoredCookie {
			continue
		}
		host, answered := s.v.setter(c.Name, c.Host)
		if c.SetBy = host; !answered && whole && !c.HTTPOnly {
			c.SetBy = "script"
		}
	}
	slices.SortFunc(out, func(a, b audit.Stored) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Partition, b.Partition))
	})
	return out
}

// unplaced stands for the host of an answer to a request that is on record already.
const unplaced = "?"

// setCookies notes which cookies an answer sets, by their names alone. rawURL is
// "" when it is no longer known whose answer it is.
func (v *visit) setCookies(rawURL string, headers headerList) {
	host := cmp.Or(hostOf(rawURL), unplaced)
	for _, h := range headers {
		if !strings.EqualFold(h[0], "set-cookie") {
			continue
		}
		name, domain := cookieNamed(h[1])
		switch {
		case host == unplaced:
			domain = unplaced
		case domain == "" || !strings.HasSuffix("."+host, "."+domain):
			domain = host // of a redirect's other hop, or refused by the browser
		}
		v.mu.Lock()
		if v.setters == nil {
			v.setters = map[string]string{}
		}
		if key := name + "@" + domain; v.setters[key] == "" && len(v.setters) < maxSetters {
			v.setters[key] = host
		}
		v.mu.Unlock()
	}
}

// cookieNamed gives the name and the domain in a Set-Cookie line (RFC 6265,
// section 5.2).
func cookieNamed(line string) (name, domain string) {
	pair, attributes, _ := strings.Cut(line, ";")
	name, _, _ = strings.Cut(pair, "=")
	for a := range strings.SplitSeq(attributes, ";") {
		if k, v, _ := strings.Cut(a, "="); strings.EqualFold(strings.TrimSpace(k), "domain") {
			domain = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(v), "."))
		}
	}
	return strings.TrimSpace(name), domain
}

// setter gives the host whose answer set a cookie, "" when it is not known, and
// whether an answer did at all.
func (v *visit) setter(name, domain string) (host string, answered bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if host = v.setters[name+"@"+domain]; host != "" {
		return host, true
	}
	return "", v.setters[name+"@"+unplaced] != ""
}
