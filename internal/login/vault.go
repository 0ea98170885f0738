package login

import (
	"strings"
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
)

// Owner is the id under which the account's values are found, where a patient has
// one of A, B, …
const Owner = "account"

// The masks that stand in a record for a secret. Each is a word of its own that
// no site writes, so that it is found like a value.
const (
	maskUser     = "quietroom-hidden-user-name"
	maskPassword = "quietroom-hidden-password"
	maskSession  = "quietroom-hidden-session"
)

// Canaries lists the masks as values to search a record for: a third party that
// was sent one was sent the secret that it stands for.
func Canaries() []audit.Canary {
	return []audit.Canary{
		{Patient: Owner, Kind: audit.KindUsername, Value: maskUser},
		{Patient: Owner, Kind: audit.KindPassword, Value: maskPassword},
		{Patient: Owner, Kind: audit.KindSessionToken, Value: maskSession},
	}
}

func maskOf(k audit.Kind) string {
	switch k {
	case audit.KindUsername:
		return maskUser
	case audit.KindPassword:
		return maskPassword
	}
	return maskSession
}

// Vault knows what must not be written down. Its methods are safe for concurrent
// use, and a nil one keeps nothing.
type Vault struct {
	account Account
	// search finds user name and password also under disguises that the vault
	// cannot put on again.
	search func() *detect.Detector

	mu      sync.RWMutex
	open    bool // the account was handed out
	known   map[string]audit.Kind
	cookies map[string]bool // names of cookies that hold a session
	index   *index
}

// pair is one spelling of a secret and that of its mask.
type pair struct {
	kind     audit.Kind
	from, to string // from in lower case
}

// maxKnown bounds the secrets: a site can hand out a new session with every answer.
const maxKnown = 4000

// NewVault makes a vault for an account.
func NewVault(a Account) *Vault {
	v := &Vault{account: a, known: map[string]audit.Kind{}, cookies: map[string]bool{}, index: newIndex()}
	v.search = sync.OnceValue(func() *detect.Detector {
		return detect.New(detect.Config{Canaries: []audit.Canary{
			{Patient: Owner, Kind: audit.KindUsername, Value: a.User},
			{Patient: Owner, Kind: audit.KindPassword, Value: a.Password},
		}})
	})
	return v
}

// Open gives the account, to be typed now: from here on the vault masks.
func (v *Vault) Open() Account {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.open {
		v.open = true
		v.add(audit.KindPassword, v.account.Password)
		v.add(audit.KindUsername, v.account.User)
	}
	return v.account
}

// Host gives the account's host and nothing else of it.
func (v *Vault) Host() string {
	if v == nil {
		return ""
	}
	return v.account.Host
}

// leastToken is the length from which on a session's value can be told from other
// text. A shorter one is masked in the cookies of the practice alone.
const leastToken = 8

// LearnCookie says that a cookie of the practice holds the session.
func (v *Vault) LearnCookie(name, value string) {
	if v == nil || name == "" {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.cookies) < maxKnown {
		v.cookies[strings.ToLower(name)] = true
	}
	v.learn(value)
}

// LearnToken says that a value opens the account's session.
func (v *Vault) LearnToken(value string) {
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.learn(value)
}

func (v *Vault) learn(value string) {
	value = strings.Trim(value, `" `)
	if len(value) >= leastToken && len(value) <= 8<<10 && !everyday(value) {
		v.add(audit.KindSessionToken, value)
	}
}

// everyday is true for a value that no secret is: a word, an address, a date.
func everyday(value string) bool {
	if strings.Contains(value, "://") || strings.HasPrefix(value, "/") {
		return true
	}
	digits, letters, other := 0, 0, 0
	for i := range len(value) {
		switch c := value[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		default:
			other++
		}
	}
	return digits == 0 && len(value) < 20 || letters == 0 && digits < 12
}

// add takes a secret; the caller holds the lock.
func (v *Vault) add(k audit.Kind, value string) {
	if _, ok := v.known[value]; ok || value == "" || len(v.known) >= maxKnown {
		return
	}
	v.known[value] = k
	for _, p := range spellings(k, value) {
		v.index.add(p)
	}
}

// masking reports whether there is anything to hide.
func (v *Vault) masking() bool {
	if v == nil {
		return false
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.open || len(v.known) > 0
}
