// Package browser starts one Chrome for one site's audit, hands out tabs to
// walk in, and records every request that leaves them.
//
// How it is made:
//
//	chromedp ──▶ tee ──▶ pipe ──▶ Chrome        drives
//	             │ ▲
//	recorder ◀───┘ └──── own commands           records and holds back
//
// chromedp only drives. The tee on its transport gives the recorder its own
// protocol sessions on the same pipe: every page, frame and worker is attached
// before it runs, Network events tell what a request means, and one Fetch on
// the root session sees what Network never tells (what leaves at pagehide) and
// decides what is held back. What runs on the reader goroutine only decides,
// appends to a queue and never waits (reader.go); a second goroutine builds
// exchanges from the queue (builder.go, flow.go).
//
// Beside it runs the wire record: Chrome's own network log, read live from a
// named pipe (wire.go, package netlog). The builder pairs both (join.go,
// onwire.go): what both saw, what never left, what only the wire shows and why,
// and what nothing explains. A self-test at every start proves that all sources
// work with this Chrome (selftest.go).
//
// It does not know what a request means to a patient: it calls the Sink with
// exchanges and leaves judgement to others.
//
// To answer another kind of page behaviour (a dialog, a prompt, a download), add
// a case to sessionEvent in reader.go. To hold back another kind of request, add
// a rule to hold.go. To answer another kind of submission as its server would, add
// a line to shapes.go.
package browser
