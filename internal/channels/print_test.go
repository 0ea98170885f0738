package channels

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// print gives docs/channels.md.
func (r *results) print(m *matrix) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Channels\n\nWritten by `make channels`; do not edit.\n\n")
	fmt.Fprintf(&b, "Chrome %s, %s/%s, new headless. %d cells tried, %d fired, %d of these whole on record, %d without their bytes or missed.\n\n",
		m.found.Version, runtime.GOOS, runtime.GOARCH, len(r.cells), r.fired, r.count[whole], r.count[missed]+r.count[wrongBody])
	fmt.Fprintf(&b, "The four signs of a cell are the moments load, click, leave and close:\n\n")
	fmt.Fprintf(&b, "- `Y` a server got it, and it is on record with the same address, method, bytes and headers\n- `h` the same, with headers that are not all as sent\n- `b` on record, its bytes are not\n- `X` not on record\n- `-` no server got it: it does not fire on this machine, and proves nothing\n- `·` not tried: it has no meaning there\n\n")
	fmt.Fprint(&b, "| channel |")
	for _, p := range places {
		fmt.Fprintf(&b, " %s |", p.name)
	}
	fmt.Fprint(&b, "\n| --- |"+strings.Repeat(" --- |", len(places))+"\n")
	for i := range table {
		fmt.Fprintf(&b, "| %s |", table[i].name)
		for _, p := range places {
			signs := ""
			for _, moment := range strings.Fields(everyMoment) {
				k, ok := r.cells[cell{table[i].name, p.name, moment}]
				if !ok {
					signs += "·"
					continue
				}
				signs += string(rune(k))
			}
			fmt.Fprintf(&b, " `%s` |", signs)
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprint(&b, "\n| place | is | fired | whole | h | b | X |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, p := range places {
		n := map[mark]int{}
		for c, k := range r.cells {
			if c.Place == p.name {
				n[k]++
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d | %d |\n", p.name, p.about, n[whole]+n[wrongHead]+n[wrongBody]+n[missed], n[whole], n[wrongHead], n[wrongBody], n[missed])
	}
	fmt.Fprintf(&b, "\nBeside the cells, %d requests for pages, scripts and icons were joined.\n", r.outside)
	if len(r.heads) > 0 {
		names := make([]string, 0, len(r.heads))
		for k := range r.heads {
			names = append(names, k)
		}
		slices.Sort(names)
		fmt.Fprint(&b, "\nHeaders that the record lacks or has otherwise:\n\n")
		for _, k := range names {
			fmt.Fprintf(&b, "- `%s`, %d times\n", k, r.heads[k])
		}
	}
	if all := slices.Concat(r.gaps, r.known); len(all) > 0 {
		fmt.Fprint(&b, "\n## Not on record, or without their bytes\n\n")
		for _, g := range all {
			fmt.Fprintf(&b, "- %s\n", g)
		}
	}
	if len(r.orphan) > 0 {
		fmt.Fprint(&b, "\n## On record as sent, and no server got them\n\n")
		for _, g := range r.orphan {
			fmt.Fprintf(&b, "- `%s`\n", g)
		}
	}
	return b.String()
}
