// Package onscreen holds the HTML report against a real Chrome: that it asks for
// nothing, that nothing of a hostile site executes in it, that nothing overflows or
// overlaps on a phone, a tablet, a desk and on paper, in light and dark, that
// axe-core finds nothing serious, and that a large one opens and scrolls. It also
// takes the pictures in docs/screenshots.
//
// It has tests only. What a report says is tested in package report.
//
// To look at another run, put it into report/testdata: every test takes all of them.
package onscreen
