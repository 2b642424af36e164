package gsheets

import (
	"context"
	"fmt"
	"strings"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// What is tried. All of it rests on pages, on what others measured or on
// inference: nobody has recorded it.
const (
	TrySort       = "anchor_follows_sort"
	TryPartSort   = "anchor_stays_in_partial_sort"
	TryInsert     = "anchor_follows_insert"
	TryMove       = "anchor_follows_move"
	TryCut        = "anchor_stays_when_cells_are_cut"
	TryDelete     = "deleted_anchor_takes_nothing"
	TryLate       = "anchor_found_when_write_is_applied"
	TryNull       = "null_skips"
	TryRaw        = "raw_text_stays_text"
	TryTypedDate  = "typed_day_and_month"
	TryTypedComma = "typed_decimal_comma"
	TryTypedDots  = "typed_dots_group"
	TryPlainText  = "plain_text_stays_text"
	TryWarned     = "warning_lets_sort"
	TryStrict     = "strict_lets_account"
	TryValidation = "strict_list_takes_other_values"
	TryTick       = "tick_can_be_cleared"
	TryFilterView = "filter_view_moves_nothing"
	TryFilter     = "hidden_rows_are_written"
)

// trial is one thing to try, with the calls that it takes.
type trial struct {
	code          string
	reads, writes int
	run           func(ctx context.Context, s *scratch, at band) (Outcome, string, error)
}

var trials []trial

func init() { // the trials count themselves
	trials = []trial{
		{TrySort, 1, 2, afterwards("a", func(at band) []*sheets.Request { return at.sort(scratchCols) })},
		{TryPartSort, 1, 2, afterwards("d", func(at band) []*sheets.Request { return at.sort(3) })},
		{TryInsert, 1, 1, tryInsert},
		{TryMove, 1, 2, afterwards("a", band.move)},
		{TryCut, 1, 2, afterwards("", band.cut)},
		{TryDelete, 1, 2, tryDelete},
		{TryLate, 1, 2, afterwards("a", func(at band) []*sheets.Request { return at.insert(2) })},
		{TryNull, 1, 1, tryNull},
		{TryRaw, 1, 1, tryRaw},
		{TryTypedDate, 1, 1, typed("9/10", func(c cell) bool { return c.Kind == workbook.Date && strings.HasSuffix(c.Value, "-10-09") })},
		{TryTypedComma, 1, 1, typed("1,5", func(c cell) bool { return c.Kind == workbook.Number && c.Value == "1.5" })},
		{TryTypedDots, 1, 1, typed("1.500", func(c cell) bool { return c.Kind == workbook.Number && c.Value == "1500" })},
		{TryPlainText, 1, 2, tryPlainText},
		{TryWarned, 1, 2, afterwards("a", func(at band) []*sheets.Request { return append(at.protect(false), at.sort(scratchCols)...) })},
		{TryStrict, 1, 2, afterwards("a", func(at band) []*sheets.Request { return append(at.protect(true), at.sort(scratchCols)...) })},
		{TryValidation, 1, 2, afterwards("a", band.list)},
		{TryTick, 1, 2, tryTick},
		{TryFilterView, 1, 2, afterwards("a", band.filterView)},
		{TryFilter, 1, 2, afterwards("a", band.filter)},
	}
}

// band is a trial's own rows.
type band struct {
	s     *scratch
	trial int
	top   int
}

// mark is what a trial writes beside an anchor, to see where it comes down.
func (at band) mark() string { return "đã ghi " + trials[at.trial].code }

// markCol is the column of the mark, behind letter, number and text.
const markCol = 3

func (at band) anchor() *sheets.DataFilter { return throughAnchor(at.s.marks[at.trial]) }

// row selects one of the band's rows by its position.
func (at band) row(n int) *sheets.DataFilter { return byPosition(at.s.id, at.top+n) }

func (at band) area(cols int) *sheets.GridRange {
	return gridRange(at.s.id, workbook.Area{Top: at.top, Bottom: at.top + 4, Right: cols})
}

// column is one column of the band's rows.
func (at band) column(col int) *sheets.GridRange {
	return gridRange(at.s.id, workbook.Area{Top: at.top, Bottom: at.top + 4, Left: col, Right: col + 1})
}

// letterAt is the letter of a row.
func letterAt(t *tab, row int) string { return t.at(row, 0).Value }

// afterwards does something to the rows, writes a mark through the anchor and
// wants it in the row with that letter.
func afterwards(want string, do func(at band) []*sheets.Request) func(context.Context, *scratch, band) (Outcome, string, error) {
	return func(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
		if _, err := s.batch(ctx, do(at)...); err != nil {
			return Untried, "", err
		}
		if _, err := s.put(ctx, "RAW", at.anchor(), nil, nil, nil, at.mark()); err != nil {
			return Untried, "", err
		}
		t, err := s.look(ctx)
		if err != nil {
			return Untried, "", err
		}
		row, found := at.marked(t)
		switch {
		case !found:
			return Differs, wordsNowhere, nil
		case letterAt(t, row) != want:
			return Differs, wordsBeside(letterAt(t, row)), nil
		}
		return Holds, "", nil
	}
}

// marked finds the mark, wherever it came down.
func (at band) marked(t *tab) (row int, found bool) {
	for row := range t.cells {
		if t.at(row, markCol).Value == at.mark() {
			return row, true
		}
	}
	return 0, false
}

func (at band) sort(cols int) []*sheets.Request {
	return []*sheets.Request{{SortRange: &sheets.SortRangeRequest{
		Range: at.area(cols), SortSpecs: []*sheets.SortSpec{{DimensionIndex: 1, SortOrder: "ASCENDING"}},
	}}}
}

func (at band) insert(rows int) []*sheets.Request {
	return []*sheets.Request{{InsertDimension: &sheets.InsertDimensionRequest{
		Range: dimensionRange(at.s.id, rowsDimension, at.top, at.top+rows),
	}}}
}

func (at band) move() []*sheets.Request {
	return []*sheets.Request{{MoveDimension: &sheets.MoveDimensionRequest{
		Source: dimensionRange(at.s.id, rowsDimension, at.top, at.top+1), DestinationIndex: int64(at.top + 4),
	}}}
}

func (at band) cut() []*sheets.Request {
	return []*sheets.Request{{CutPaste: &sheets.CutPasteRequest{
		Source:      gridRange(at.s.id, workbook.Area{Top: at.top, Bottom: at.top + 1, Right: markCol}),
		Destination: &sheets.GridCoordinate{SheetId: at.s.id, RowIndex: int64(at.top + 4)},
		PasteType:   "PASTE_NORMAL",
	}}}
}

func (at band) protect(strict bool) []*sheets.Request {
	p := &sheets.ProtectedRange{Range: at.column(markCol), Description: wordsStrict, WarningOnly: !strict}
	if strict {
		p.Editors = &sheets.Editors{Users: []string{at.s.book.account.Email()}}
	}
	return []*sheets.Request{{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: p}}}
}

func (at band) list() []*sheets.Request { return at.rule("ONE_OF_LIST") }

func (at band) rule(kind string) []*sheets.Request {
	return []*sheets.Request{{SetDataValidation: &sheets.SetDataValidationRequest{
		Range: at.column(markCol),
		Rule: &sheets.DataValidationRule{Strict: true, ShowCustomUi: true, Condition: &sheets.BooleanCondition{
			Type: kind, Values: []*sheets.ConditionValue{{UserEnteredValue: "x"}},
		}},
	}}}
}

func (at band) filterView() []*sheets.Request {
	return []*sheets.Request{{AddFilterView: &sheets.AddFilterViewRequest{Filter: &sheets.FilterView{
		Title: at.s.title, Range: at.headed(),
		SortSpecs: []*sheets.SortSpec{{DimensionIndex: 1, SortOrder: "ASCENDING"}},
	}}}}
}

// filter hides the row of the anchor.
func (at band) filter() []*sheets.Request {
	return []*sheets.Request{{SetBasicFilter: &sheets.SetBasicFilterRequest{Filter: &sheets.BasicFilter{
		Range: at.headed(),
		FilterSpecs: []*sheets.FilterSpec{{
			FilterCriteria: &sheets.FilterCriteria{HiddenValues: []string{"a"}}, ForceSendFields: []string{"ColumnIndex"},
		}},
	}}}}
}

// headed is the band with the blank row above it as header.
func (at band) headed() *sheets.GridRange {
	return gridRange(at.s.id, workbook.Area{Top: at.top - 1, Bottom: at.top + 4, Right: scratchCols})
}

// tryInsert looks where a reading shows the anchor; the others look where a
// write comes down.
func tryInsert(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	if _, err := s.batch(ctx, at.insert(1)...); err != nil {
		return Untried, "", err
	}
	t, err := s.look(ctx)
	if err != nil {
		return Untried, "", err
	}
	for row, id := range t.rowAnchors {
		if id != s.marks[at.trial] {
			continue
		}
		if letterAt(t, row) == "a" {
			return Holds, "", nil
		}
		return Differs, wordsBeside(letterAt(t, row)), nil
	}
	return Differs, wordsNoAnchor, nil
}

func tryDelete(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	_, err := s.batch(ctx, &sheets.Request{DeleteDimension: &sheets.DeleteDimensionRequest{
		Range: dimensionRange(s.id, rowsDimension, at.top, at.top+1),
	}})
	if err != nil {
		return Untried, "", err
	}
	written, err := s.put(ctx, "RAW", at.anchor(), nil, nil, nil, at.mark())
	if err != nil {
		return Untried, "", err
	}
	t, err := s.look(ctx)
	if err != nil {
		return Untried, "", err
	}
	if row, found := at.marked(t); found {
		return Differs, wordsBeside(letterAt(t, row)), nil
	}
	if written != 0 {
		return Differs, fmt.Sprintf(wordsCounted, written), nil
	}
	return Holds, "", nil
}

// tryNull skips the letter, sets the number, clears the text.
func tryNull(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	if _, err := s.put(ctx, "RAW", at.row(0), nil, 9, ""); err != nil {
		return Untried, "", err
	}
	return s.compare(ctx, at.top, workbook.TextCell("a"), workbook.NumberCell("9"), workbook.Cell{})
}

// compare wants these cells in a row, from its first.
func (s *scratch) compare(ctx context.Context, row int, want ...workbook.Cell) (Outcome, string, error) {
	t, err := s.look(ctx)
	if err != nil {
		return Untried, "", err
	}
	for col, w := range want {
		if got := t.at(row, col); got.Formula || !got.Same(w) {
			return Differs, wordsBecame(w, got), nil
		}
	}
	return Holds, "", nil
}

func tryRaw(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	var values []any
	var want []workbook.Cell
	for _, text := range []string{"=1+1", "9/10", "1,5", "TRUE", "'0123"} {
		values, want = append(values, text), append(want, workbook.TextCell(text))
	}
	if _, err := s.put(ctx, "RAW", at.row(0), values...); err != nil {
		return Untried, "", err
	}
	return s.compare(ctx, at.top, want...)
}

// typed enters a text as people do. What it becomes is known of Vietnam's
// locale alone.
func typed(text string, good func(cell) bool) func(context.Context, *scratch, band) (Outcome, string, error) {
	return func(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
		if !strings.HasPrefix(s.locale, "vi") {
			return Untried, wordsOtherLocale(s.locale), nil
		}
		if _, err := s.put(ctx, "USER_ENTERED", at.row(0), nil, nil, nil, nil, text); err != nil {
			return Untried, "", err
		}
		t, err := s.look(ctx)
		if err != nil {
			return Untried, "", err
		}
		if got := t.at(at.top, 4); !good(got) {
			return Differs, wordsBecame(workbook.TextCell(text), got), nil
		}
		return Holds, "", nil
	}
}

func tryPlainText(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	_, err := s.batch(ctx, &sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
		Range:  at.area(markCol),
		Cell:   &sheets.CellData{UserEnteredFormat: &sheets.CellFormat{NumberFormat: numberFormat("@")}},
		Fields: "userEnteredFormat.numberFormat",
	}})
	if err != nil {
		return Untried, "", err
	}
	if _, err := s.put(ctx, "USER_ENTERED", at.row(0), "9/10", "1,5", "13.1"); err != nil {
		return Untried, "", err
	}
	return s.compare(ctx, at.top, workbook.TextCell("9/10"), workbook.TextCell("1,5"), workbook.TextCell("13.1"))
}

// tryTick clears a ticked box, as the worker does when it has seen the tick.
func tryTick(ctx context.Context, s *scratch, at band) (Outcome, string, error) {
	ticked := "x"
	_, err := s.batch(ctx, append([]*sheets.Request{{UpdateCells: &sheets.UpdateCellsRequest{
		Start:  &sheets.GridCoordinate{SheetId: s.id, RowIndex: int64(at.top), ColumnIndex: markCol},
		Rows:   []*sheets.RowData{{Values: []*sheets.CellData{{UserEnteredValue: &sheets.ExtendedValue{StringValue: &ticked}}}}},
		Fields: "userEnteredValue",
	}}}, at.rule("BOOLEAN")...)...)
	if err != nil {
		return Untried, "", err
	}
	if _, err := s.put(ctx, "RAW", at.anchor(), nil, nil, nil, ""); err != nil {
		return Untried, "", err
	}
	return s.compare(ctx, at.top, workbook.TextCell("a"), workbook.NumberCell("4"), workbook.TextCell("chữ a"), workbook.Cell{})
}
