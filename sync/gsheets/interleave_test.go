package gsheets_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

var (
	interleavings = flag.Int("interleavings", 60, "how many random interleavings of people, worker and faults are tried")
	firstSeed     = flag.Uint64("interleaving", 1, "the seed of the first interleaving")
)

// story is one random interleaving: a spreadsheet that a worker and people
// share, and one in which the same people do the same without a worker.
type story struct {
	*sheetHarness
	random *rand.Rand
	both   []*sheetstest.Human
	acts   []string
	lost   []gsheets.Displaced
	typed  map[string]bool // what people typed while a call was under way
	calls  int
}

// act lets the people do one thing in both spreadsheets.
func (s *story) act() {
	values, err := s.both[1].Values("'" + unit + "'")
	if err != nil || len(values) < 4 {
		return
	}
	rows, cols := len(values), len(values[0])
	row, other := 2+s.random.IntN(rows-1), 2+s.random.IntN(rows-1)
	col, otherCol := s.random.IntN(cols), s.random.IntN(cols)
	letter, otherLetter := workbook.ColumnName(col), workbook.ColumnName(otherCol)
	var do func(*sheetstest.Human) error
	name := ""
	switch header := values[0][col]; s.random.IntN(9) {
	case 0:
		name, do = fmt.Sprint("insert row ", row), func(h *sheetstest.Human) error { return h.InsertRows(unit, row, 1) }
	case 1:
		if rows > 5 {
			name, do = fmt.Sprint("delete row ", row), func(h *sheetstest.Human) error { return h.DeleteRows(unit, row, 1) }
		}
	case 2:
		name, do = fmt.Sprint("move row ", row, other), func(h *sheetstest.Human) error { return h.MoveRows(unit, row, 1, other) }
	case 3:
		name, do = "insert column "+letter, func(h *sheetstest.Human) error { return h.InsertColumns(unit, letter, 1) }
	case 4:
		if header == "" && cols > 6 {
			name, do = "delete column "+letter, func(h *sheetstest.Human) error { return h.DeleteColumns(unit, letter, 1) }
		}
	case 5:
		name, do = "move column "+letter+otherLetter, func(h *sheetstest.Human) error { return h.MoveColumns(unit, letter, 1, otherLetter) }
	case 6:
		name, do = "sort by "+letter, func(h *sheetstest.Human) error { return h.SortSheet(unit, 2, letter, row%2 == 0) }
	default:
		if header != "Mã" && header != "Đánh giá" && header != "Kiểm tra" {
			text := fmt.Sprint("người ghi ", s.random.IntN(1_000_000))
			s.typed[text] = true
			at := fmt.Sprintf("'%s'!%s%d", unit, letter, row)
			name, do = "type into "+at, func(h *sheetstest.Human) error { return h.Type(at, text) }
		}
	}
	// Where the worker's values stand, the two would be sorted differently.
	if do == nil || name == "sort by "+letter && !s.sameColumn(letter) {
		return
	}
	s.acts = append(s.acts, name)
	if err := errors.Join(do(s.both[0]), do(s.both[1])); err != nil {
		s.acts = append(s.acts, "  refused: "+err.Error())
	}
}

func (s *story) sameColumn(letter string) bool {
	reference := fmt.Sprintf("'%s'!%s:%s", unit, letter, letter)
	shared, errShared := s.both[0].Values(reference)
	alone, errAlone := s.both[1].Values(reference)
	return errors.Join(errShared, errAlone) == nil && cmp.Equal(shared, alone)
}

// cycle is one run of the worker: it reads, and writes a status beside each Mã
// that does not have it yet.
func (s *story) cycle(book *gsheets.Book, n int) error {
	base, err := book.Read(s.t.Context())
	if err != nil {
		return err
	}
	g := base.Grid(unit)
	columns := map[string]int{}
	for c := range g.Cols() {
		columns[g.At(0, c).Value] = c
	}
	edit := workbook.Edit{Base: base, Keys: map[string]int{unit: columns["Mã"]}}
	for r := 1; r < g.Rows(); r++ {
		code := g.At(r, columns["Mã"]).Value
		for _, header := range []string{"Đánh giá", "Kiểm tra"} {
			value := workbook.TextCell(fmt.Sprint(header, " ", n, " ", code))
			if code == "" {
				value = workbook.Cell{}
			}
			if !g.At(r, columns[header]).Same(value) {
				edit.Cells = append(edit.Cells, workbook.CellEdit{Address: workbook.Address{Tab: unit, Row: r, Col: columns[header]}, Value: value})
			}
		}
	}
	return book.Write(s.t.Context(), edit)
}

// run tells the story: three cycles in which people act before and during the
// calls and calls go wrong, and a quiet one.
func (s *story) run() {
	s.server.BeforeApply(func(c sheetstest.Call) {
		if c.User != sheetstest.DefaultAccount {
			return
		}
		s.calls++
		if s.random.IntN(3) == 0 {
			s.act()
		}
	})
	for n := range 3 {
		s.act()
		err := s.cycle(open(s.t, s.account, s.id), n)
		if lost := (*gsheets.DisplacedError)(nil); errors.As(err, &lost) {
			s.lost = append(s.lost, lost.Cells...)
		} else if err != nil && !errors.Is(err, workbook.ErrChanged) && !errors.Is(err, gsheets.ErrBusy) && !errors.Is(err, gsheets.ErrUnproven) {
			s.t.Errorf("cycle %d: %v", n, err)
		}
	}
	s.server.BeforeApply(nil)
	s.server.ClearFaults()
	if err := s.cycle(open(s.t, s.account, s.id), 9); err != nil {
		s.t.Errorf("the quiet cycle: %v", err)
	}
}

// differing compares the two spreadsheets. Counted apart are cells that were
// reported, and texts typed in the very instant between which and the write
// nobody could look.
func (s *story) differing() (wrong []string, unseen int) {
	got, err := s.both[0].Values("'" + unit + "'")
	if err != nil {
		s.t.Fatal(err)
	}
	want, err := s.both[1].Values("'" + unit + "'")
	if err != nil {
		s.t.Fatal(err)
	}
	key, width := slices.Index(want[0], "Mã"), 0
	for _, row := range slices.Concat(got, want) {
		width = max(width, len(row))
	}
	at := func(rows [][]string, r, c int) string {
		if r < len(rows) && c < len(rows[r]) {
			return rows[r][c]
		}
		return ""
	}
	for r := range max(len(got), len(want)) {
		for c := range width {
			is, should := at(got, r, c), at(want, r, c)
			if header := at(want, 0, c); r > 0 && (header == "Đánh giá" || header == "Kiểm tra") {
				if should = ""; at(want, r, key) != "" {
					should = fmt.Sprint(header, " 9 ", at(want, r, key))
				}
			}
			switch {
			case is == should:
			case s.typed[should] && !s.typed[is]:
				unseen++
			case slices.ContainsFunc(s.lost, func(d gsheets.Displaced) bool { return d.Was.Value == should || d.Now.Value == should }):
				unseen++
			default:
				wrong = append(wrong, fmt.Sprintf("%s: %q, want %q", workbook.Address{Tab: unit, Row: r, Col: c}, is, should))
			}
		}
	}
	return wrong, unseen
}

// TestPeopleWorkerAndFaultsAtRandom promises: when all is quiet, each status
// stands on its row and people's cells are as they left them.
func TestPeopleWorkerAndFaultsAtRandom(t *testing.T) {
	if testing.Short() {
		t.Skip("the other tests act at chosen moments")
	}
	server := newServer(t)
	account := signIn(t, server, nil)
	var acts, reported, unseen, calls int
	for i := range *interleavings {
		seed := *firstSeed + uint64(i)
		h := laidOutOn(t, server, account)
		alone := laidOutOn(t, server, account)
		s := &story{
			sheetHarness: h, random: rand.New(rand.NewPCG(seed, 7)), typed: map[string]bool{},
			both: []*sheetstest.Human{server.Human(h.id), server.Human(alone.id)},
		}
		server.InjectAtRandom(seed, 0.1,
			sheetstest.InternalPage, sheetstest.UnavailableBefore, sheetstest.UnavailableAfter,
			sheetstest.CutBefore, sheetstest.CutAfter, sheetstest.TruncatedJSON, sheetstest.Quota429)
		s.run()
		wrong, n := s.differing()
		if len(wrong) > 0 {
			t.Errorf("seed %d (-run %s -interleavings 1 -interleaving %d):\n%s\nacts %q", seed, t.Name(), seed, cmp.Diff([]string(nil), wrong), s.acts)
		}
		acts, reported, unseen, calls = acts+len(s.acts), reported+len(s.lost), unseen+n, calls+s.calls
	}
	t.Logf("%d interleavings, %d acts of people, %d calls, %d cells reported, %d typed in the instant of a write",
		*interleavings, acts, calls, reported, unseen)
}
