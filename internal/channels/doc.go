// Package channels holds the channel matrix: every way in which a page can make
// this Chrome send something, from every place (page, frames, workers, popup),
// at every moment (load, click, leaving, closing of the tab), walked with the
// real recorder (internal/browser) and compared with what servers on the
// loopback really got.
//
// The servers' log is the truth. A cell is one channel in one place at one
// moment; its address, its host or its port carries the cell's name, so that
// what a server got and what is on record are joined without guessing. A cell
// that no server heard of is "not fired" and never counts as passed; the test
// has a floor of cells that must fire.
//
//	make channels
//
// runs it and prints the table; make channels ARGS=-update also writes it to
// docs/channels.md.
//
// It is not part of quietroom, and nothing imports it. To add a channel, add one
// entry to the table (table_test.go): its name and a piece of HTML or script
// with the address {U} in it. To add a place, add an entry to places
// (places_test.go).
package channels
