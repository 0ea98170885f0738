package crawler

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/quietroom/quietroom/internal/access"
)

// scope knows which hosts are the site: those named, and where the start page
// led. A host is in scope with http and https alike.
type scope struct {
	mu    sync.RWMutex
	list  []origin // the start page's first
	hosts map[string]bool
}

type origin struct{ scheme, authority string }

func newScope(start *url.URL, extra []string) (*scope, error) {
	s := &scope{hosts: map[string]bool{}}
	s.add(start, false)
	for _, h := range extra {
		host := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(h, "https://"), "http://"), "/")
		u, err := resolve(nil, start.Scheme+"://"+host+"/")
		if err != nil || u.Path != "/" || u.RawQuery != "" || u.User != nil || strings.ContainsAny(host, "/?#*") {
			return nil, fmt.Errorf("scope %q is no host, want one such as portal.practice.example or host:port", h)
		}
		s.add(u, false)
	}
	return s, nil
}

// add takes the host of u into scope; as the first when it is the start page's.
func (s *scope) add(u *url.URL, first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := origin{u.Scheme, access.Authority(u)}
	if first {
		list := []origin{o}
		for _, old := range s.list {
			if old.authority != o.authority {
				list = append(list, old)
			}
		}
		s.list = list
	} else if !s.hosts[o.authority] {
		s.list = append(s.list, o)
	}
	s.hosts[o.authority] = true
}

func (s *scope) holds(u *url.URL) bool { return s.holdsHost(access.Authority(u)) }

func (s *scope) holdsHost(authority string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.hosts[authority]
}

func (s *scope) origins() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []string
	for _, o := range s.list {
		out = append(out, o.scheme+"://"+o.authority)
	}
	return out
}

// sameSite reports whether a redirect of the start page from one address to the
// other stays with the practice: only "www." or the scheme may differ.
func sameSite(from, to *url.URL) bool {
	return apex(access.Authority(from)) == apex(access.Authority(to))
}

func apex(authority string) string { return strings.TrimPrefix(authority, "www.") }

// related reports whether a host looks like another one of the start page's
// domain: its www twin, or a name below it.
func related(start, u *url.URL) bool {
	host, base := apex(access.Authority(u)), apex(access.Authority(start))
	return host == base || strings.HasSuffix(host, "."+base)
}

// hostnames gives the names of the hosts in scope, without ports: what colly
// compares.
func (s *scope) hostnames() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []string
	for _, o := range s.list {
		if u, err := url.Parse(o.scheme + "://" + o.authority); err == nil {
			out = append(out, u.Hostname())
		}
	}
	return out
}
