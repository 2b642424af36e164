package gsheets_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// story is one random interleaving: a spreadsheet that a worker and people
// share, and a twin of it in which the same people do the same alone.
type story struct {
	server *sheetstest.Server
	random *rand.Rand
	shared *sheetstest.Human
	twin   *sheetstest.Human
	id     string
	open   func() (*gsheets.Book, error)

	units  []string          // the titles of the units' tabs, as they are now
	wanted map[string]int    // by Mã: the run whose verdict is to stand there
	codes  []string          // all that the worker has met
	copies map[string]string // copied tabs, as they were when they were copied
	number int               // makes every text of people its own
	locked bool              // the owner has taken the worker's access away
	quiet  bool              // the worker judges nothing anew
	rests  bool              // people do nothing any more
	alike  bool              // verdicts repeat themselves
	calm   int               // at how many calls people act once, some more

	// turn is held by the teller except while the worker is at its calls, and by
	// each call while it is applied: one that was given up may still be.
	turn sync.Mutex

	acts    []string
	refused int
	watch   watch
	tally
}

// tally is what one story, or many, came to.
type tally struct {
	stories, acts, runs, calls, faults int
	// hit are people's cells that a call of the worker changed; reported were
	// told to people, unseen were typed or moved in the very instant of a call,
	// so that nobody but their author has ever seen them there.
	hit, reported, unseen int
	// halted are runs that ended without a proof: refused, or without answers.
	halted int
}

func (t *tally) add(o tally) {
	t.stories, t.acts, t.runs, t.calls, t.faults = t.stories+o.stories, t.acts+o.acts, t.runs+o.runs, t.calls+o.calls, t.faults+o.faults
	t.hit, t.reported, t.unseen, t.halted = t.hit+o.hit, t.reported+o.reported, t.unseen+o.unseen, t.halted+o.halted
}

func (t tally) String() string {
	return fmt.Sprintf("%d stories: %d acts of people, %d runs of the worker, %d calls, %d faults; "+
		"%d cells of people hit in between, of them %d reported, %d written in the very instant; %d runs halted",
		t.stories, t.acts, t.runs, t.calls, t.faults, t.hit, t.reported, t.unseen, t.halted)
}

// The worker's columns in a unit's tab.
const keyHeader, readHeader = "Mã", "Đọc lúc"

var workerHeaders = []string{"Đánh giá", "Kiểm tra", readHeader}

var troublesOfStories = []sheetstest.Trouble{
	sheetstest.InternalPage, sheetstest.InternalJSON, sheetstest.BadGateway, sheetstest.UnavailableBefore, sheetstest.UnavailableAfter,
	sheetstest.TimeoutBefore, sheetstest.TimeoutAfter, sheetstest.CutBefore, sheetstest.CutAfter,
	sheetstest.SlowBody, sheetstest.TruncatedJSON, sheetstest.Quota429,
}

// firstTab is a unit's tab to begin with: a line on top, the header, rows of
// the plan, blank ones, and what people wrote below.
func firstTab(title string, plan int) sheetstest.Tab {
	values := [][]any{{"Kỳ báo cáo", "9/2023"}, {keyHeader, "Nhiệm vụ", "Thực hiện", "Kết quả", "Đánh giá", "Kiểm tra", "Ghi chú", readHeader}}
	for i := range 5 {
		code := fmt.Sprint(plan, ".", i+1)
		values = append(values, []any{code, "Nhiệm vụ " + code, float64(plan*1000+i) + 0.5, "Kết quả " + code, nil, nil, "Ghi chú " + code})
	}
	values = append(values, nil, nil, []any{nil, "Người lập biểu " + title})
	return sheetstest.Tab{Title: title, Rows: 14, Columns: 10, Values: values}
}

func (s *story) begin() {
	s.units = []string{"Trạm y tế", "Công an"}
	s.wanted, s.copies = map[string]int{}, map[string]string{}
	s.watch.excused = map[string]bool{}
	in := sheetstest.Spreadsheet{Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"}
	for i, title := range s.units {
		in.Tabs = append(in.Tabs, firstTab(title, i+1))
	}
	s.id = s.server.Create(in)
	s.shared, s.twin = s.server.Human(s.id), s.server.Human(s.server.Create(in))
}

// verdict is what the worker writes beside a Mã: like nothing that people
// write. In every other story many rows get the same verdict, as they do in
// life.
func (s *story) verdict(header, code string, run int) workbook.Cell {
	if header == readHeader {
		day := time.Date(1899, 12, 30+s.day(code, run), 0, 0, 0, 0, time.UTC)
		return workbook.Cell{Kind: workbook.Date, Value: day.Format(time.DateOnly)}
	}
	if s.alike && header == workerHeaders[0] {
		return workbook.TextCell(fmt.Sprint(header, " ", s.day(code, run)%2))
	}
	return workbook.TextCell(fmt.Sprint(header, " ", run, " ", code))
}

// firstDay is the number of a day that no number of people comes near to.
const firstDay = 110_000

func (s *story) day(code string, run int) int {
	if !slices.Contains(s.codes, code) {
		s.codes = append(s.codes, code)
	}
	return firstDay + 1000*run + slices.Index(s.codes, code)
}

// headerRow finds the row that has a Mã; -1 when people took it away.
func headerRow(rows [][]string) int {
	return slices.IndexFunc(rows[:min(20, len(rows))], func(row []string) bool { return slices.Contains(row, keyHeader) })
}

// run is one run of the worker: it reads, and writes what is wanted beside
// each Mã where it does not stand yet. A tab whose header is damaged stops
// itself only.
func (s *story) run(n int) error {
	s.runs++
	book, err := s.open()
	if err != nil {
		return err
	}
	s.turn.Unlock()
	base, err := book.Read(context.Background())
	s.turn.Lock()
	if err != nil {
		return err
	}
	edit := workbook.Edit{Base: base, Keys: map[string]int{}}
	for _, title := range s.units {
		if g := base.Grid(title); g != nil {
			s.judge(g, n, &edit)
		}
	}
	if n == 1 && !slices.Contains(base.Titles, compiled) {
		edit.Tabs = append(edit.Tabs, workbook.Layout{Title: compiled, Rows: []workbook.LayoutRow{
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell(compiled)}}},
		}})
	}
	s.turn.Unlock()
	defer s.turn.Lock()
	return book.Write(context.Background(), edit)
}

// compiled is a tab that the worker adds.
const compiled = "Biểu 02"

func (s *story) judge(g *workbook.Grid, n int, edit *workbook.Edit) {
	rows := make([][]string, g.Rows())
	for r := range rows {
		for c := range g.Cols() {
			rows[r] = append(rows[r], g.At(r, c).Value)
		}
	}
	header := headerRow(rows)
	if header < 0 {
		return
	}
	key := slices.Index(rows[header], keyHeader)
	edit.Keys[g.Tab] = key
	for r := header + 1; r < len(rows); r++ {
		code := rows[r][key]
		if count(rows, key, code) > 1 && code != "" {
			continue
		}
		if !s.quiet && (s.wanted[code] == 0 || s.random.IntN(5) < 3) {
			s.wanted[code] = n
		}
		for _, name := range workerHeaders {
			col := slices.Index(rows[header], name)
			value := workbook.Cell{}
			if code != "" {
				value = s.verdict(name, code, s.wanted[code])
			}
			if col < 0 || g.At(r, col).Same(value) {
				continue
			}
			edit.Cells = append(edit.Cells, workbook.CellEdit{Address: workbook.Address{Tab: g.Tab, Row: r, Col: col}, Value: value})
		}
	}
}

func count(rows [][]string, col int, text string) int {
	n := 0
	for _, row := range rows {
		if col < len(row) && row[col] == text {
			n++
		}
	}
	return n
}

// tell tells the story: runs while people act, before and during the calls, and
// calls go wrong; then a run when edits rest, and one that finds nothing to do.
func (s *story) tell() error {
	s.stories = 1
	s.turn.Lock()
	defer s.turn.Unlock()
	s.server.BeforeApply(s.before)
	s.server.AfterApply(s.after)
	for n := 1; n <= 3; n++ {
		s.act()
		if err := s.allowed(s.run(n)); err != nil {
			return fmt.Errorf("run %d: %w", n, err)
		}
		s.unlock()
	}
	s.rests = true
	counts := s.server.Counts()
	s.faults = counts.Broken
	s.server.ClearFaults()
	if err := s.run(9); err != nil {
		return fmt.Errorf("the run when edits rest: %w", err)
	}
	s.quiet = true
	before := s.server.Counts()
	if err := s.run(10); err != nil {
		return fmt.Errorf("the run that finds nothing to do: %w", err)
	}
	if after := s.server.Counts(); after.Writes != before.Writes || after.Reads != before.Reads+1 {
		return fmt.Errorf("a quiet run made %d reads and %d writes", after.Reads-before.Reads, after.Writes-before.Writes)
	}
	return s.settled()
}

// allowed keeps the errors with which a run may end, because the next one
// begins anew.
func (s *story) allowed(err error) error {
	var lost *gsheets.DisplacedError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &lost):
		s.watch.lost = append(s.watch.lost, lost.Cells...)
		s.reported += len(lost.Cells)
		return nil
	case errors.Is(err, workbook.ErrDenied) && s.locked,
		errors.Is(err, workbook.ErrChanged), errors.Is(err, gsheets.ErrBusy),
		errors.Is(err, gsheets.ErrQuota), errors.Is(err, gsheets.ErrUnproven):
		s.halted++
		return nil
	}
	return err
}

func (s *story) unlock() {
	if s.locked {
		s.locked = false
		s.note("share again", s.shared.Share(sheetstest.DefaultAccount, "writer"))
	}
}

// log tells everything when a single story is told again.
func (s *story) log(t *testing.T) *slog.Logger {
	if os.Getenv(oneSeed) == "" {
		return nil
	}
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (s *story) note(what string, err error) {
	if err != nil {
		what += " — refused: " + err.Error()
		s.refused++
	}
	s.acts = append(s.acts, what)
}

func (s *story) String() string { return strings.Join(s.acts, "\n") }
