package runner

import (
	"context"
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/browser"
)

// chromes are the browsers of one audit, and what becomes of their record.
type chromes struct {
	*pool[*browser.Browser]
	a *auditing

	trouble sync.Mutex
	sink    error  // the first error of writing down an exchange
	halt    func() // what that error ends; nil for nothing
}

// servesWalks is how many walks a Chrome serves before it is replaced. It grew by
// 3 MB over 200 small pages; a start every 200 costs nothing that shows, and ends
// what a site's own pages leave behind.
const servesWalks = 200

func newChromes(a *auditing) *chromes {
	c := &chromes{a: a}
	c.pool = &pool[*browser.Browser]{log: a.cfg.Log, size: a.cfg.Browsers, serve: servesWalks, start: func(ctx context.Context) (*browser.Browser, error) {
		return browser.Start(ctx, c.config())
	}}
	c.account = a.tally
	if a.cfg.Remote != "" {
		c.size, c.serve = 1, 0 // it is its owner's, and there is one
	}
	return c
}

// first starts the first Chrome and gives what it says of itself.
func (c *chromes) first(ctx context.Context) (browser.Info, error) {
	l, err := c.lease(ctx)
	if err != nil {
		return browser.Info{}, err
	}
	defer c.release(l)
	return l.browser.Info(), nil
}

func (c *chromes) config() browser.Config {
	a := c.a
	return browser.Config{
		Path: a.cfg.Chrome.Path, Env: a.cfg.Chrome.Env, Version: a.cfg.Chrome.Version, Remote: a.cfg.Remote,
		NoSandbox: a.cfg.NoSandbox, Mobile: a.cfg.Mobile, HonestUA: a.cfg.HonestUA, ToolVersion: a.cfg.Version, GPC: a.cfg.GPC,
		Access: a.cfg.Access, FirstParty: a.first, Commits: a.data.takesForms, Known: a.data.knows,
		MaxBody: a.cfg.MaxBody, IDs: &a.ids, Log: a.cfg.Log, Blind: a.cfg.blind,
		Secrets: a.secrets(),
		Policy:  a.cfg.policy(),
		Unheld:  a.cfg.unheld, KeepBack: a.keepBack(),
		Sink: func(ex *audit.Exchange, body []byte) {
			if err := a.store.AddExchange(ex, body); err != nil {
				c.fail(err)
			}
			a.sees(ex, body)
		},
	}
}

// fail keeps the first error of the record; an audit that cannot write down what
// it sees must stop.
func (c *chromes) fail(err error) {
	c.trouble.Lock()
	defer c.trouble.Unlock()
	if c.sink == nil {
		c.sink = err
	}
	if c.halt != nil {
		c.halt()
	}
}

func (c *chromes) onFail(halt func()) {
	c.trouble.Lock()
	defer c.trouble.Unlock()
	c.halt = halt
}

// stopped says why no walk under ctx can go on, nil while it can.
func (c *chromes) stopped(ctx context.Context) error {
	if err := c.err(); err != nil {
		return err
	}
	return ctx.Err()
}

func (c *chromes) err() error {
	c.trouble.Lock()
	defer c.trouble.Unlock()
	return c.sink
}
