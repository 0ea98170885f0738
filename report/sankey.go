package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The size of the picture, in its own units, and how much of it there is.
const (
	sankeyWide  = 960.0
	sankeyBar   = 12.0  // width of a node
	sankeySlot  = 24.0  // least height that a node and its label take
	sankeyTall  = 460.0 // height that the widest column's findings share
	sankeySides = 204.0 // room for the labels of the outer columns, in a wide font (DejaVu Sans)
	mostNodes   = 12    // in a column, the last standing for the others
	mostRows    = 200   // of the table
)

// sankey is the picture of who learns what: contexts of pages, vendors, kinds of
// data. It is laid out here, so that the report needs no script to draw it.
type sankey struct {
	Width, Height float64
	Nodes         []sankeyNode
	Links         []sankeyLink
	Rows          []sankeyRow
	MoreRows      int
	Summary       string
}

type sankeyNode struct {
	X, Y, W, H     float64
	LabelX, LabelY float64
	Anchor         string // start or end
	Label, Count   string
	Title          string
	column, weight int
	order          float64
	in, out        float64 // how much of either side is taken by links already
	height         float64
}

type sankeyLink struct {
	Path  string
	Class string // strong, weak: a value of the patient, or the context of the page
	Title string
	from  int
	to    int
	n     int
}

// sankeyRow is one line of the same as a table.
type sankeyRow struct {
	Context, Vendor, Kinds string
	Findings               int
}

// newSankey draws the findings; nil when there are none.
func newSankey(findings []audit.Finding) *sankey {
	if len(findings) == 0 {
		return nil
	}
	cols := [3]names{}
	triples := make([][3]string, len(findings))
	for i := range findings {
		f := &findings[i]
		triples[i] = [3]string{contextLabel(f.Context), recipientName(f.Recipient), sentence(shown(f.Kind.Info().Label))}
		for c := range cols {
			cols[c].add(triples[i][c])
		}
	}
	s := &sankey{Width: sankeyWide}
	index := [3]map[string]int{}
	for c := range cols {
		index[c] = s.addColumn(c, cols[c].most([]string{"other contexts", "other recipients", "other kinds"}[c]))
	}
	s.addLinks(findings, triples, index)
	s.arrange()
	s.Rows, s.MoreRows = sankeyRows(triples)
	s.Summary = fmt.Sprintf("%s from %s of page to %s, of %s of data.", count(len(findings), "finding", "findings"),
		count(len(cols[0].order), "kind", "kinds"), count(len(cols[1].order), "recipient", "recipients"), count(len(cols[2].order), "kind", "kinds"))
	return s
}

// names counts names and keeps the order in which they came.
type names struct {
	n     map[string]int
	order []string
}

func (c *names) add(name string) {
	if c.n == nil {
		c.n = map[string]int{}
	}
	if c.n[name]++; c.n[name] == 1 {
		c.order = append(c.order, name)
	}
}

// named is a node before it has a place. parts are the names that it stands for.
type named struct {
	label string
	n     int
	parts []string
}

// most gives the names, the most frequent first, the surplus as one.
func (c *names) most(others string) []named {
	sorted := slices.Clone(c.order)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Or(cmp.Compare(c.n[b], c.n[a]), cmp.Compare(a, b)) })
	var out []named
	for i, name := range sorted {
		if i >= mostNodes-1 && len(sorted) > mostNodes {
			rest := named{label: number(len(sorted)-i) + " " + others, parts: sorted[i:]}
			for _, r := range sorted[i:] {
				rest.n += c.n[r]
			}
			return append(out, rest)
		}
		out = append(out, named{name, c.n[name], []string{name}})
	}
	return out
}

// addColumn gives the node of every name.
func (s *sankey) addColumn(column int, list []named) map[string]int {
	index := map[string]int{}
	for i, n := range list {
		for _, p := range n.parts {
			index[p] = len(s.Nodes)
		}
		s.Nodes = append(s.Nodes, sankeyNode{
			Label: clipWide(n.label, []int{22, 22, 20}[column]), Count: number(n.n), column: column, weight: n.n, order: float64(i),
			Title: n.label + ": " + count(n.n, "finding", "findings"),
		})
	}
	return index
}

// clipWide cuts s to n columns of text.
func clipWide(s string, n int) string {
	for i, r := range s {
		if n -= width(string(r)); n < 0 {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}

func (s *sankey) addLinks(findings []audit.Finding, triples [][3]string, index [3]map[string]int) {
	at := map[[3]int]int{}
	for i, t := range triples {
		weak := 0
		if findings[i].Class > audit.ClassB {
			weak = 1
		}
		for c := range 2 {
			key := [3]int{index[c][t[c]], index[c+1][t[c+1]], weak}
			n, ok := at[key]
			if !ok {
				n = len(s.Links)
				at[key] = n
				s.Links = append(s.Links, sankeyLink{from: key[0], to: key[1], Class: []string{"strong", "weak"}[weak]})
			}
			s.Links[n].n++
		}
	}
}

// arrange places nodes and links.
func (s *sankey) arrange() {
	s.uncross()
	total := 0
	for _, n := range s.Nodes {
		if n.column == 0 {
			total += n.weight
		}
	}
	scale := sankeyTall / float64(max(total, 1))
	columns := s.columns()
	for _, col := range columns {
		s.Height = max(s.Height, s.columnHeight(col, scale))
	}
	s.Height += 8
	for _, col := range columns {
		// What a column does not need goes between its nodes, evenly.
		gap := (s.Height - 8 - s.columnHeight(col, scale)) / float64(len(col)+1)
		y := 4 + gap
		for _, i := range col {
			n := &s.Nodes[i]
			n.height = float64(n.weight) * scale
			slot := max(n.height, sankeySlot-6)
			n.W, n.H = sankeyBar, max(n.height, 1.5)
			n.Y = y + (slot-n.H)/2
			s.label(n)
			y += slot + 6 + gap
		}
	}
	s.route()
}

// columns gives the nodes of each column, from the top.
func (s *sankey) columns() [3][]int {
	var out [3][]int
	for i, n := range s.Nodes {
		out[n.column] = append(out[n.column], i)
	}
	for c := range out {
		slices.SortStableFunc(out[c], func(a, b int) int { return cmp.Compare(s.Nodes[a].order, s.Nodes[b].order) })
	}
	return out
}

func (s *sankey) columnHeight(col []int, scale float64) float64 {
	h := 0.0
	for _, i := range col {
		h += max(float64(s.Nodes[i].weight)*scale, sankeySlot-6) + 6
	}
	return h
}

// label puts the outer columns' labels outside, the middle one's on the right.
func (s *sankey) label(n *sankeyNode) {
	inner := sankeyWide - 2*sankeySides - sankeyBar
	n.X = sankeySides + inner*float64(n.column)/2
	n.Anchor, n.LabelX = "start", n.X+sankeyBar+8
	if n.column == 0 {
		n.Anchor, n.LabelX = "end", n.X-8
	}
	n.LabelY = n.Y + n.H/2 + 4.5
}

// uncross orders the middle and right columns by where their links come from: a
// few rounds of barycentres, which is what Sankey layouts do.
func (s *sankey) uncross() {
	for round := range 6 {
		forward := round%2 == 0
		sum, weight := make([]float64, len(s.Nodes)), make([]float64, len(s.Nodes))
		for _, l := range s.Links {
			at, by := l.to, l.from
			if !forward {
				at, by = l.from, l.to
			}
			sum[at] += s.rank(by) * float64(l.n)
			weight[at] += float64(l.n)
		}
		for i := range s.Nodes {
			n := &s.Nodes[i]
			// The left column keeps its order: the most findings first.
			if weight[i] > 0 && n.column > 0 {
				n.order = sum[i] / weight[i]
			}
		}
		for _, col := range s.columns() {
			for rank, i := range col {
				s.Nodes[i].order = float64(rank)
			}
		}
	}
}

// rank is where a node stands in its column, from 0 to 1.
func (s *sankey) rank(i int) float64 {
	n := 0
	for _, other := range s.Nodes {
		if other.column == s.Nodes[i].column {
			n++
		}
	}
	return (s.Nodes[i].order + .5) / float64(n)
}

// route draws the links as ribbons between the nodes, in the order in which their
// ends stand.
func (s *sankey) route() {
	slices.SortStableFunc(s.Links, func(a, b sankeyLink) int {
		return cmp.Or(cmp.Compare(s.Nodes[a.from].column, s.Nodes[b.from].column),
			cmp.Compare(s.Nodes[a.from].Y, s.Nodes[b.from].Y), cmp.Compare(s.Nodes[a.to].Y, s.Nodes[b.to].Y), cmp.Compare(a.Class, b.Class))
	})
	starts := make([]float64, len(s.Links))
	for i, l := range s.Links {
		n := &s.Nodes[l.from]
		starts[i] = n.Y + n.out
		n.out += n.H * float64(l.n) / float64(n.weight)
	}
	byEnd := make([]int, len(s.Links))
	for i := range byEnd {
		byEnd[i] = i
	}
	slices.SortStableFunc(byEnd, func(a, b int) int { return cmp.Compare(starts[a], starts[b]) })
	for _, i := range byEnd {
		l := &s.Links[i]
		from, to := &s.Nodes[l.from], &s.Nodes[l.to]
		h0, h1 := from.H*float64(l.n)/float64(from.weight), to.H*float64(l.n)/float64(to.weight)
		y0, y1 := starts[i], to.Y+to.in
		to.in += h1
		x0, x1 := from.X+sankeyBar, to.X
		mid := (x0 + x1) / 2
		l.Path = fmt.Sprintf("M%s %sC%s %s %s %s %s %sV%sC%s %s %s %s %s %sZ", px(x0), px(y0), px(mid), px(y0), px(mid), px(y1), px(x1), px(y1),
			px(y1+h1), px(mid), px(y1+h1), px(mid), px(y0+h0), px(x0), px(y0+h0))
		l.Title = fmt.Sprintf("%s to %s: %s", nodeName(from), nodeName(to), count(l.n, "finding", "findings"))
	}
}

func nodeName(n *sankeyNode) string {
	name, _, _ := strings.Cut(n.Title, ": ")
	return name
}

// px writes a length with one decimal at most.
func px(v float64) string {
	if v = math.Round(v*10) / 10; v == math.Trunc(v) {
		return fmt.Sprintf("%d", int(v))
	}
	return fmt.Sprintf("%.1f", v)
}

// sankeyRows gives the same as a table: one row for each context and recipient.
func sankeyRows(triples [][3]string) ([]sankeyRow, int) {
	type pair struct{ context, vendor string }
	kinds, n := map[pair][]string{}, map[pair]int{}
	var order []pair
	for _, t := range triples {
		p := pair{t[0], t[1]}
		if n[p]++; n[p] == 1 {
			order = append(order, p)
		}
		kinds[p] = appendNew(kinds[p], lowerFirst(t[2]))
	}
	slices.SortStableFunc(order, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.context, b.context), cmp.Compare(n[b], n[a]), cmp.Compare(a.vendor, b.vendor))
	})
	var out []sankeyRow
	for _, p := range order[:min(len(order), mostRows)] {
		out = append(out, sankeyRow{p.context, p.vendor, sentence(series(kinds[p], 8, "more kinds")), n[p]})
	}
	return out, len(order) - len(out)
}
