package crawler

import (
	"context"
	"strings"
)

// Allow says whether a link that only who is logged in can see may be followed,
// under the rules of the crawl: scope, robots.txt, nothing that logs out or
// destroys. It gives the address to visit; or the reason why it may not be; or
// neither, for what is no page of the site. Nothing of it is asked for here.
func (c *Crawler) Allow(ctx context.Context, l Link) (address, why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	u, err := resolve(nil, l.URL)
	if err != nil {
		return "", ""
	}
	u = clean(u)
	if !c.scope.holds(u) || asset(u) {
		return "", ""
	}
	for text := range strings.SplitSeq(l.Text+" | ", " | ") {
		if w := destructive(u, text); w != "" {
			return u.String(), damageReason(w)
		}
	}
	if why := tooDeep(u); why != "" {
		return u.String(), why
	}
	if err := c.permit(ctx, u); err != nil {
		return u.String(), sentence(err)
	}
	return u.String(), ""
}
