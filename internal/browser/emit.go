package browser

import (
	"crypto/sha256"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// emit gives out, for each visit in the order first seen, what is complete or
// waited long enough; all of it when the browser has ended.
func (b *builder) emit(now time.Time, all bool) {
	for _, rec := range b.join.overdue(now, all) {
		if f := b.join.flowFor(rec, true); f != nil {
			b.pair(f, rec, now)
			continue
		}
		b.wireAlone(rec)
	}
	b.settleNames(now, all)
	const hurry = 200 * time.Millisecond // the log's last lines wait for more of them
	lagging := false
	blocked := map[*visit]bool{}
	kept := b.order[:0]
	for _, f := range b.order {
		ready := all || f.ready(now, b.join.caughtUp)
		if !ready && !f.wired && !f.unwired {
			over := f.over(now)
			lagging = lagging || !over.IsZero() && now.Sub(over) > hurry || over.IsZero() && now.Sub(f.born) > 5*hurry
		}
		if !ready || !all && f.visit.waits() || blocked[f.visit] {
			blocked[f.visit] = true
			kept = append(kept, f)
			continue
		}
		b.give(f)
	}
	clear(b.order[len(kept):])
	b.order = kept
	if lagging && !all {
		b.r.beat(now)
	}
	b.join.sweep(now)
}

func (b *builder) give(f *flow) {
	if f.id != "" && f.ex.Channel != audit.ChannelWebSocket {
		hops := b.byID[f.id]
		for k := range hops {
			if hops[k] == f {
				hops = append(hops[:k:k], hops[k+1:]...)
				break
			}
		}
		if b.byID[f.id] = hops; len(hops) == 0 {
			delete(b.byID, f.id)
		}
	}
	if f.ex.Held && f.left && !f.bare {
		b.gap(f, "a submission to "+hostOf(f.ex.URL)+" that was held back left all the same")
	}
	f.finish(b.r.cfg.MaxBody)
	b.mask(&f.ex)
	body := f.body
	if b.r.cfg.Secrets != nil {
		if f.visit.isSealed() {
			b.r.cfg.Secrets.Withhold(&f.ex)
			body = nil
		}
		body = b.r.cfg.Secrets.Redact(&f.ex, body)
	}
	b.r.mu.Lock()
	b.counts.add(f)
	if b.wire {
		b.counts.place(f)
	}
	counts := b.counts
	b.r.counts = counts
	b.r.mu.Unlock()
	b.r.cfg.Sink(&f.ex, body)
	if f.key != "" && !f.wired {
		f.bodySize, f.bodySum = int64(len(f.body)), sha256.Sum256(f.body)
	}
	f.given, f.body = true, nil
	if b.wire && f.ex.Channel != audit.ChannelDNS && f.ex.Channel != audit.ChannelPreconnect {
		host := hostOf(f.ex.URL)
		b.asked[f.ex.Journey+" "+host], b.asked[" "+host] = true, true
	}
}

// mask takes the user's own secrets out of the record: what --header and
// --basic-auth send is known to the user and nobody else's business.
func (b *builder) mask(ex *audit.Exchange) {
	for _, secret := range b.r.cfg.Access.SiteHeaders() {
		for i, h := range ex.Headers {
			if strings.EqualFold(h[0], secret.Name) && h[1] == secret.Value {
				ex.Headers[i][1] = "[not recorded]"
			}
		}
	}
}
