package report

import (
	"encoding/csv"
	"strings"
	"testing"
)

// table reads a CSV report as a spreadsheet would, strictly: as many cells in
// every row.
func table(t *testing.T, in Input) []map[string]string {
	t.Helper()
	text, ok := strings.CutPrefix(string(print(t, find(t, "csv"), in, Options{})), csvBOM)
	if !ok {
		t.Error("no byte order mark")
	}
	if n := strings.Count(strings.ReplaceAll(text, "\r\n", ""), "\n"); n > 0 {
		t.Errorf("%d lines end without CR LF", n)
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[0][i]] = c
		}
		rows = append(rows, row)
	}
	return rows
}

// TestCSVHoldsNoFormula reads every cell of every run; what each of them is
// first is put in front of a hostile title too.
func TestCSVHoldsNoFormula(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		for i := range in.Run.Pages {
			in.Run.Pages[i].Title = string([]rune("=+-@|%＝＋－＠\t\r\n")[i%13]) + "cmd|' /C calc'!A0"
		}
		for _, row := range table(t, in) {
			for column, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@|%＝＋－＠\t\r\n", []rune(cell)[0]) {
					t.Errorf("%s: column %s would be computed: %q", name, column, cell)
				}
			}
		}
	}
}

func TestCSVCell(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "a=1": "a=1", "=1+1": "'=1+1", "  =1+1": "'=1+1", "\t@SUM(A1)": "'@SUM(A1)", "\u200b+1": "'+1", "－1": "'－1",
		"\"=1": "\"=1", "a\r\n=b": "a =b",
	} {
		if got := csvCell(in); got != want {
			t.Errorf("csvCell(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCSVHasEverything counts the rows of each kind.
func TestCSVHasEverything(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		n := map[string]int{}
		for _, row := range table(t, in) {
			n[row["record"]]++
		}
		for record, want := range map[string]int{"run": 1, "finding": len(in.Run.Findings) + len(formerFindings(in.Comparison)), "page": len(in.Run.Pages), "journey": len(in.Run.Journeys)} {
			if n[record] != want {
				t.Errorf("%s: %d rows of %s, want %d", name, n[record], record, want)
			}
		}
		if n["coverage"] < 5 || n["not looked at"] < len(blindSpots) || n["made by"] < 3 {
			t.Errorf("%s: %v", name, n)
		}
	}
}
