package gsheets

import (
	"flag"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bieu/sync/workbook"
)

// workerColumns are those that the worker writes in a model.
var workerColumns = map[string]bool{"Đánh giá": true, "Kiểm tra": true}

// rearrange lets a person do one thing to all the models alike.
func rearrange(t *rapid.T, what []string, models ...*model) {
	rows, cols := len(models[0].rows), len(models[0].colAnchors)
	row, other := rapid.IntRange(1, rows-3).Draw(t, "row"), rapid.IntRange(1, rows-3).Draw(t, "other row")
	col, otherCol := rapid.IntRange(0, cols-1).Draw(t, "col"), rapid.IntRange(0, cols-1).Draw(t, "other col")
	order := rapid.Permutation(indices(rows-3)).Draw(t, "order")
	part := rapid.IntRange(1, cols-1).Draw(t, "part")
	act := rapid.SampledFrom(what).Draw(t, "act")
	for _, m := range models {
		switch act {
		case "insert row":
			m.insertRow(row)
		case "delete row":
			if rows > 5 {
				m.deleteRow(row)
			}
		case "insert column":
			m.insertCol(col)
		case "delete column":
			// Without the column of keys nobody can tell the rows.
			if cols > 4 && m.rows[0][col] != "Mã" {
				m.deleteCol(col)
			}
		case "move row":
			m.moveRow(row, other)
		case "move column":
			m.moveCol(col, otherCol)
		case "sort":
			m.sort(order)
		case "sort part":
			m.sortPart(order, part)
		case "cut row":
			m.cutRow(row)
		case "type":
			if !workerColumns[m.rows[0][col]] && m.rows[0][col] != "Mã" {
				m.rows[row][col] = fmt.Sprintf("người ghi %d %d", row, col)
			}
		}
	}
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// statuses are the entries of a run: most rows, both columns, a blank among
// them.
func statuses(t *rapid.T, m *model) []entry {
	var entries []entry
	for r := 1; r < len(m.rows)-2; r++ {
		if rapid.IntRange(0, 3).Draw(t, "skip") == 0 {
			continue
		}
		for col, name := range m.rows[0] {
			if workerColumns[name] {
				value := workbook.TextCell(fmt.Sprintf("mới %s của %s", name, m.rows[r][0]))
				entries = append(entries, entry{tab: 1, row: r, col: col, value: value})
			}
		}
	}
	return entries
}

// run writes the entries while people rearrange, and mends until all stands.
// Ghost is the same tab without a worker.
func run(t *rapid.T, m, ghost *model, what []string, times int) {
	before := m.picture()
	entries := statuses(t, m)
	original := entries
	keys := map[int64]int{1: 0}
	lost := 0
	for round := 0; len(entries) > 0; round++ {
		if round == maxRounds {
			t.Fatalf("not settled after %d rounds: %+v", round, entries)
		}
		for range times {
			rearrange(t, what, m, ghost)
		}
		m.apply(before, entries)
		// Two sorts of parts can leave every key where it was and all else
		// elsewhere: that shows only to the next run.
		if round == 0 && what[0] != "sort part" && rapid.Bool().Draw(t, "also after") {
			rearrange(t, what, m, ghost)
		}
		times = 0
		after := m.picture()
		p := prove(before, after, entries, keys, true)
		lost += len(p.lost)
		before, entries, keys = after, p.todo, p.keys
	}
	compare(t, m, ghost, original, lost)
}

// compare tells whether people's cells are as they left them, and whether each
// status stands on its own row.
func compare(t *rapid.T, m, ghost *model, entries []entry, lost int) {
	wanted := map[string]string{}
	for _, e := range entries {
		wanted[e.value.Value] = e.value.Value
	}
	keyCol := slices.Index(m.rows[0], "Mã")
	for r, row := range m.rows {
		for c, got := range row {
			name, want := ghost.rows[0][c], ghost.rows[r][c]
			if r == 0 || !workerColumns[name] {
				// What a person typed in the instant before it was hit is
				// known to nobody.
				typed := strings.HasPrefix(want, "người ghi")
				if got != want && lost == 0 && (!typed || wanted[got] != "") {
					t.Fatalf("row %d, column %d (%s): a person's cell is %q, want %q\n%v\n%v", r, c, name, got, want, m.rows, ghost.rows)
				}
				continue
			}
			ours := fmt.Sprintf("mới %s của %s", name, row[keyCol])
			if wanted[ours] != "" && got != ours {
				t.Fatalf("row %d, %s: got %q, want %q\n%v", r, name, got, ours, m.rows)
			}
			if wanted[got] != "" && got != ours {
				t.Fatalf("row %d, %s: %q stands on the row of %q", r, name, got, row[keyCol])
			}
		}
	}
}

var (
	rowActs = []string{"insert row", "delete row", "move row", "sort", "cut row", "type"}
	allActs = append([]string{"insert column", "delete column", "move column", "sort part"}, rowActs...)
)

func TestOneActBetween(t *testing.T) {
	for _, act := range allActs {
		for _, anchored := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, anchored %v", act, anchored), rapid.MakeCheck(func(t *rapid.T) {
				m := newModel(6, anchored)
				run(t, m, m.clone(), []string{act}, 1)
			}))
		}
	}
}

// TestMain fixes the seed: several acts in one instant can leave a text behind
// that only the next run puts right, about once in thousands, and tests must
// not differ from day to day. A seed on the command line goes before.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.seed", "20230930"); err != nil {
		panic(err)
	}
	// The tests make much that is soon forgotten.
	debug.SetGCPercent(400)
	m.Run()
}

func TestSeveralActsBetween(t *testing.T) {
	// Sorting a part and moving columns at the same time leaves no trace of
	// what stood in a cell.
	acts := slices.DeleteFunc(slices.Clone(allActs), func(act string) bool { return act == "sort part" })
	for _, anchored := range []bool{true, false} {
		t.Run(fmt.Sprintf("anchored %v", anchored), rapid.MakeCheck(func(t *rapid.T) {
			m := newModel(6, anchored)
			run(t, m, m.clone(), acts, rapid.IntRange(1, 2).Draw(t, "times"))
		}))
	}
}

// TestNamedKeyCounts: a column of running numbers that people leave out when
// they sort would be taken for the key, were the Mã not named.
func TestNamedKeyCounts(t *testing.T) {
	m := newModel(4, true)
	m.insertCol(0)
	m.colAnchors[0] = m.anchor()
	for r := 1; r < 5; r++ {
		m.rows[r][0] = fmt.Sprint(r)
	}
	before := m.picture()
	entries := []entry{{tab: 1, row: 1, col: 4, value: workbook.TextCell("của K0")}}
	old := m.clone()
	for i, from := range []int{3, 2, 1, 0} {
		copy(m.rows[i+1][1:], old.rows[from+1][1:])
	}
	m.apply(before, entries)
	p := prove(before, m.picture(), entries, map[int64]int{1: 1}, true)
	want := []entry{
		{tab: 1, row: 4, col: 4, value: workbook.TextCell("của K0")},
		{tab: 1, row: 1, col: 4, value: workbook.TextCell("Đánh giá 3"), over: &entries[0].value},
	}
	if diff := cmp.Diff(want, p.todo, cmp.AllowUnexported(entry{})); diff != "" {
		t.Errorf("still to be written (-want +got):\n%s", diff)
	}
}
