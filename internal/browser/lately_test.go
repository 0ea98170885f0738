package browser

import (
	"strconv"
	"testing"
)

func TestLately(t *testing.T) {
	t.Parallel()
	var l lately
	if l.has("0") {
		t.Error("the empty set has something")
	}
	const n = 10 * maxLately
	for i := range n {
		l.add(strconv.Itoa(i))
		if size := len(l.young) + len(l.old); size > 2*maxLately {
			t.Fatalf("%d are remembered", size)
		}
	}
	if l.has("0") || !l.has(strconv.Itoa(n-1)) || !l.has(strconv.Itoa(n-maxLately)) {
		t.Error("the oldest are remembered, or the youngest are not")
	}
}
