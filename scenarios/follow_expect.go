package scenarios

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/scenarios/script"
)

// afterHeld is how long the page that should follow a held request may take.
const afterHeld = 5 * time.Second

// shortLook is how long something optional may take to show.
const shortLook = 2 * time.Second

// waitFor waits for a time, for something to be so, or until the page is quiet.
func waitFor(ctx context.Context, w *walker, st script.Step) error {
	switch {
	case st.For > 0:
		defer w.atLeast(st.For + 5*time.Second)()
		return w.act(ctx, PlannedStep{Verb: string(st.Verb), Target: st.For.String()}, func(ctx context.Context) error { return pause.For(ctx, st.For) })
	case st.Target.IsZero() && st.URL == "":
		return wait(ctx, w, PlannedStep{Verb: string(st.Verb), Target: "until the page is quiet"})
	}
	return expect(ctx, w, st)
}

// expect waits until what the step says is so.
func expect(ctx context.Context, w *walker, st script.Step) error {
	planned := PlannedStep{Verb: string(st.Verb), Target: expected(st)}
	return w.act(ctx, planned, func(ctx context.Context) error {
		if err := w.tab.Settle(ctx); err != nil {
			return err
		}
		w.inv = nil
		ctx, cancel := sooner(ctx)
		defer cancel()
		why, began := errors.New("the page does not answer"), time.Now()
		for {
			now := w.unmet(ctx, st)
			if now == nil {
				return nil
			}
			if ctx.Err() == nil {
				why = now
			}
			// The site itself would lead there; what a held request is answered with may not.
			if st.URL != "" && st.Target.IsZero() && w.tab.Held() > w.heldBefore && time.Since(began) > afterHeld {
				return skipError{reason(why) + ", since the request that leads there was held; thanks: in the scenario names the page that follows"}
			}
			if pause.For(ctx, polling) != nil {
				return why
			}
		}
	})
}

// expected says in words what is waited for.
func expected(st script.Step) string {
	var out []string
	if !st.Target.IsZero() {
		out = append(out, st.Target.String())
	}
	if st.Count != "" {
		out = append(out, "count "+st.Count)
	}
	if st.URL != "" {
		out = append(out, "address "+st.URL)
	}
	if st.Title != "" {
		out = append(out, "title “"+st.Title+"”")
	}
	if st.Hidden || st.Not {
		return "not " + strings.Join(out, ", ")
	}
	return strings.Join(out, ", ")
}

// unmet says what of an expectation is not so, nil for nothing.
func (w *walker) unmet(ctx context.Context, st script.Step) error {
	why, err := w.missing(ctx, st)
	switch {
	case err != nil:
		return err // which is neither so nor not
	case st.Not && why == "":
		return failf("it is so, and is expected not to be")
	case st.Not || why == "":
		return nil
	}
	return failf("%s", why)
}

// missing says what of a step's conditions does not hold, "" for none. The error
// is what keeps it from being told.
func (w *walker) missing(ctx context.Context, st script.Step) (string, error) {
	if st.URL != "" {
		if now := w.address(ctx); now == "" || !addressFits(st.URL, now) {
			return "the page's address is another", ctx.Err()
		}
	}
	if st.Title != "" && fitting(w.title(ctx), st.Title) == 0 {
		return "the page's title is another", ctx.Err()
	}
	if st.Target.IsZero() {
		return "", nil
	}
	seen, err := w.shown(ctx, st.Target)
	n := len(seen)
	switch {
	case err != nil:
		return "", err
	case st.Hidden && n > 0:
		return "it is still to be seen: " + seen[0].words(), nil
	case st.Hidden:
		return "", nil
	case st.Count != "" && !countFits(st.Count, n):
		return "there are " + strconv.Itoa(n), nil
	case st.Count == "" && n == 0:
		return absent(st.Target).Error(), nil
	case st.Value != "":
		return w.holds(ctx, st, seen)
	}
	return "", nil
}

// holds says whether a control holds what is expected; what it holds is not told.
func (w *walker) holds(ctx context.Context, st script.Step, seen []hit) (string, error) {
	said, err := w.say(st.Value)
	if err != nil {
		return "", err
	}
	at, err := seen[0].at.control(ctx, fillables)
	if err != nil {
		return "", err
	}
	now, err := at.content(ctx)
	if err == nil && !took(said.text, now.Value) {
		return "it holds something else", nil
	}
	return "", err
}

// shown lists what can be seen of all that fits a target, the first way to say it
// that gives any.
func (w *walker) shown(ctx context.Context, t script.Target) ([]hit, error) {
	ways := append([]script.Target{t}, t.Or...)
	unread := 0
	for _, t := range ways {
		l, err := w.sight(ctx, t)
		switch {
		case errors.As(err, new(stepError)):
			continue // what it is inside of is not there
		case err != nil:
			return nil, err
		case l.bad != "":
			if unread++; unread == len(ways) {
				return nil, failf("the browser cannot read the selector of %s", t)
			}
			continue
		}
		if seen := l.visible(want{}); len(seen) > 0 && t.Nth <= len(seen) {
			if t.Nth > 0 {
				seen = seen[t.Nth-1 : t.Nth]
			}
			return seen, nil
		}
	}
	return nil, nil
}

// title is that of the page now.
func (w *walker) title(ctx context.Context) string {
	cctx, cancel := join(ctx, w.tab.Context(), 3*time.Second)
	defer cancel()
	s, err := chromedp.Run(cctx, chromedp.Title())
	if err != nil {
		return ""
	}
	return s
}

// addressFits reports whether an address is what a pattern says: a path, or a whole
// address, with * for anything. A query or a fragment counts when the pattern has one.
func addressFits(pattern, now string) bool {
	u, err := url.Parse(now)
	if err != nil {
		return false
	}
	if !strings.Contains(pattern, "#") {
		u.Fragment = ""
	}
	if !strings.Contains(pattern, "?") && !strings.HasSuffix(pattern, "*") {
		u.RawQuery = ""
	}
	have := u.String()
	if !strings.Contains(pattern, "://") {
		u.Scheme, u.Host, u.User = "", "", nil
		have = u.String()
	}
	re := "^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*") + "$"
	ok, err := regexp.MatchString(re, have)
	return err == nil && ok
}

// countFits reports whether n is what a count says: 3, >=2, <=5.
func countFits(count string, n int) bool {
	op := strings.TrimRight(count, "0123456789 ")
	want, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(count, op)))
	switch {
	case err != nil:
		return false
	case op == ">=":
		return n >= want
	case op == "<=":
		return n <= want
	}
	return n == want
}

// ifPresent does its steps when an element is to be seen, or with hidden when it is
// not. It looks for a moment only, unless the step says how long.
func ifPresent(ctx context.Context, w *walker, st script.Step) error {
	within := st.Timeout
	if within == 0 {
		within = shortLook
	}
	defer w.atLeast(within + 5*time.Second)()
	met := false
	err := w.deed(ctx, st, func(ctx context.Context) error {
		if err := w.tab.Settle(ctx); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, within)
		defer cancel()
		for {
			seen, err := w.shown(ctx, st.Target)
			if met = err == nil && (len(seen) > 0) != st.Hidden; met {
				return nil
			}
			if pause.For(ctx, polling) != nil {
				break
			}
		}
		if st.Hidden {
			return skipError{"it is to be seen"}
		}
		return skipError{"it is not to be seen"}
	})
	if err != nil || !met {
		return err
	}
	return w.follow(ctx, st.Steps)
}
