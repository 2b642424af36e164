package gsheets

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"google.golang.org/api/googleapi"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// Outcome is what a trial showed.
type Outcome uint8

// The outcomes of a trial.
const (
	Untried Outcome = iota // it could not be carried out
	Holds
	Differs
)

// Finding is one thing that the driver takes for granted about the service,
// and what a trial in the real spreadsheet showed. Text says it to people.
type Finding struct {
	Code    string // one of the Try constants
	Outcome Outcome
	// Saw is what happened instead, or why the trial could not be made.
	Saw string
}

// LeftoverError names a scratch tab that could not be removed.
type LeftoverError struct {
	Title string
	Err   error
}

func (e *LeftoverError) Error() string {
	return fmt.Sprintf("the scratch tab %q could not be removed: %v", e.Title, e.Err)
}

// Unwrap returns the cause.
func (e *LeftoverError) Unwrap() error { return e.Err }

// The calls beside those of the trials: a look at the titles; making and
// removing the tab.
const (
	frameReads  = 1
	frameWrites = 2
)

// ProbeCalls is how many calls a probe makes when none has to be repeated.
func ProbeCalls() (reads, writes int) {
	reads, writes = frameReads, frameWrites
	for _, t := range trials {
		reads, writes = reads+t.reads, writes+t.writes
	}
	return reads, writes
}

// Probe tries in a scratch tab of the spreadsheet what the driver takes for
// granted about the service on less than recorded traffic, and tells each
// finding as it is made. No other tab is touched. The scratch tab is removed
// in the end, also after a failure or when ctx is done.
//
// Errors: those of Read and Write, and *LeftoverError.
func (b *Book) Probe(ctx context.Context, tell func(Finding)) error {
	s, err := b.newScratch(ctx)
	if err != nil {
		return opError("probe", b.ref, err)
	}
	err = s.make(ctx)
	if err == nil {
		err = s.tryAll(ctx, tell)
	}
	if !s.asked {
		return opError("probe", b.ref, err)
	}
	if left := s.remove(context.WithoutCancel(ctx)); left != nil {
		err = errors.Join(err, &LeftoverError{s.title, left})
	}
	if err != nil {
		return opError("probe", b.ref, err)
	}
	return nil
}

// The scratch tab gives each trial a band of rows of its own. The lowest band
// comes first, so that rows which one trial adds or takes away shift none that
// a later one works in.
const (
	bandRows    = 6
	scratchCols = 6
)

// scratch is the tab in which things are tried.
type scratch struct {
	book   *Book
	id     int64
	title  string
	locale string
	asked  bool    // the tab may exist
	marks  []int64 // the anchor of each band's first row, by trial
}

const titlesMask = "properties(locale),sheets(properties(sheetId,title))"

// newScratch finds a title and an id that are free.
func (b *Book) newScratch(ctx context.Context) (*scratch, error) {
	answer, err := b.titles(ctx)
	if err != nil {
		return nil, err
	}
	b.reached = true
	taken, titles := map[int64]bool{}, map[string]bool{}
	for _, t := range answer.Sheets {
		taken[t.Properties.SheetId], titles[strings.ToLower(t.Properties.Title)] = true, true
	}
	s := &scratch{book: b, locale: answer.Properties.Locale}
	stamp := b.account.clock.Now().Format("020106 150405")
	s.title = fmt.Sprintf(wordsScratch, stamp)
	for n := 2; titles[strings.ToLower(s.title)]; n++ {
		s.title = fmt.Sprintf(wordsScratch, fmt.Sprintf("%s-%d", stamp, n))
	}
	s.id = newTabID(s.title, taken)
	return s, nil
}

func (b *Book) titles(ctx context.Context) (*sheets.Spreadsheet, error) {
	var answer *sheets.Spreadsheet
	err := b.account.repeat(ctx, b.account.reads, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.Get(b.id).Fields(googleapi.Field(titlesMask)).Context(ctx).Do()
		return err
	}, transient)
	if err != nil {
		return nil, b.kindOf(err)
	}
	b.account.noteTime(answer.Header)
	return answer, nil
}

// base is the first row of a trial's band; row 0 stays blank.
func (s *scratch) base(trial int) int { return 1 + (len(trials)-1-trial)*bandRows }

// make adds the tab. Each band holds four rows, a to d, with an anchor on the
// first: a letter, a number that falls, a text, and room.
func (s *scratch) make(ctx context.Context) error {
	requests := []*sheets.Request{{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{
		SheetId: s.id, Title: s.title,
		GridProperties: &sheets.GridProperties{RowCount: int64(s.base(0) + 2*bandRows), ColumnCount: scratchCols},
	}}}}
	for i := range trials {
		var rows []*sheets.RowData
		for n, letter := range []string{"a", "b", "c", "d"} {
			number, text := float64(4-n), "chữ "+letter
			rows = append(rows, &sheets.RowData{Values: []*sheets.CellData{
				{UserEnteredValue: &sheets.ExtendedValue{StringValue: &letter}},
				{UserEnteredValue: &sheets.ExtendedValue{NumberValue: &number}},
				{UserEnteredValue: &sheets.ExtendedValue{StringValue: &text}},
			}})
		}
		requests = append(requests, &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
			Start:  &sheets.GridCoordinate{SheetId: s.id, RowIndex: int64(s.base(i))},
			Rows:   rows,
			Fields: "userEnteredValue",
		}})
	}
	for i := range trials {
		requests = append(requests, layAnchor(s.id, rowsDimension, s.base(i)))
	}
	s.asked = true
	answer, err := s.batch(ctx, requests...)
	if err != nil {
		return err
	}
	for _, r := range answer.Replies {
		if r.CreateDeveloperMetadata != nil && r.CreateDeveloperMetadata.DeveloperMetadata != nil {
			s.marks = append(s.marks, r.CreateDeveloperMetadata.DeveloperMetadata.MetadataId)
		}
	}
	if len(s.marks) != len(trials) {
		return fmt.Errorf("%d anchors came of %d: %w", len(s.marks), len(trials), workbook.ErrFormat)
	}
	return nil
}

// tryAll makes the trials. One that fails says nothing about the next, unless
// there is nobody left to ask.
func (s *scratch) tryAll(ctx context.Context, tell func(Finding)) error {
	for i, t := range trials {
		f := Finding{Code: t.code}
		var err error
		f.Outcome, f.Saw, err = t.run(ctx, s, band{s, i, s.base(i)})
		access := (*AccessError)(nil)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &access):
			return err
		case statusOf(err) == 400:
			f.Outcome, f.Saw = Differs, wordsRefused(err)
		default:
			f.Outcome, f.Saw = Untried, reasonOf(err)
			s.book.log.WarnContext(ctx, "trial not made", "trial", t.code, "error", err)
		}
		tell(f)
	}
	return nil
}

// removeTime is how long the removal may take, also after an interruption.
const removeTime = 2 * time.Minute

// remove takes the tab away. To be told that there is none is as good.
func (s *scratch) remove(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, removeTime)
	defer cancel()
	b := s.book
	request := &sheets.BatchUpdateSpreadsheetRequest{Requests: []*sheets.Request{{DeleteSheet: &sheets.DeleteSheetRequest{SheetId: s.id}}}}
	err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) error {
		_, err := b.service.Spreadsheets.BatchUpdate(b.id, request).Context(ctx).Do()
		return err
	}, transient)
	if err == nil {
		return nil
	}
	if answer, lookErr := b.titles(ctx); lookErr == nil {
		for _, t := range answer.Sheets {
			if t.Properties.SheetId == s.id {
				return b.kindOf(err)
			}
		}
		return nil
	}
	return b.kindOf(err)
}

// batch makes one call that changes the tab.
func (s *scratch) batch(ctx context.Context, requests ...*sheets.Request) (*sheets.BatchUpdateSpreadsheetResponse, error) {
	b := s.book
	var answer *sheets.BatchUpdateSpreadsheetResponse
	err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.BatchUpdate(b.id, &sheets.BatchUpdateSpreadsheetRequest{Requests: requests}).Context(ctx).Do()
		return err
	}, untouched)
	if err != nil {
		return nil, b.kindOf(err)
	}
	return answer, nil
}

// put writes one row of values and returns how many cells the service says it
// wrote.
func (s *scratch) put(ctx context.Context, option string, to *sheets.DataFilter, values ...any) (int64, error) {
	b := s.book
	request := &sheets.BatchUpdateValuesByDataFilterRequest{ValueInputOption: option, Data: []*sheets.DataFilterValueRange{
		{DataFilter: to, MajorDimension: rowsDimension, Values: [][]any{values}},
	}}
	var written int64
	err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) error {
		answer, err := b.service.Spreadsheets.Values.BatchUpdateByDataFilter(b.id, request).Context(ctx).Do()
		if err == nil {
			written = answer.TotalUpdatedCells
		}
		return err
	}, untouched)
	return written, b.kindOf(err)
}

// look reads the tab, and no other.
func (s *scratch) look(ctx context.Context) (*tab, error) {
	b := s.book
	request := &sheets.GetSpreadsheetByDataFilterRequest{
		DataFilters:     []*sheets.DataFilter{{GridRange: &sheets.GridRange{SheetId: s.id}}},
		IncludeGridData: true,
	}
	var answer *sheets.Spreadsheet
	err := b.account.repeat(ctx, b.account.reads, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.GetByDataFilter(b.id, request).Fields(googleapi.Field(fieldMask)).Context(ctx).Do()
		return err
	}, transient)
	if err != nil {
		return nil, b.kindOf(err)
	}
	for _, one := range answer.Sheets {
		if one.Properties != nil && one.Properties.SheetId == s.id {
			return newTab(one)
		}
	}
	return nil, fmt.Errorf("the scratch tab is gone: %w", workbook.ErrChanged)
}
