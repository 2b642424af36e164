package gsheets

import (
	"context"

	"google.golang.org/api/googleapi"
	sheets "google.golang.org/api/sheets/v4"
)

// change makes one call that lays things out, and returns the picture that the
// service takes right after it, in the same answer.
func (b *Book) change(ctx context.Context, requests []*sheets.Request) (*picture, error) {
	var answer *sheets.BatchUpdateSpreadsheetResponse
	err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.BatchUpdate(b.id, &sheets.BatchUpdateSpreadsheetRequest{
			Requests: requests, IncludeSpreadsheetInResponse: true, ResponseIncludeGridData: true,
		}).Fields(googleapi.Field("updatedSpreadsheet(" + fieldMask + ")")).Context(ctx).Do()
		return err
	}, untouched)
	if err != nil {
		return nil, b.kindOf(err)
	}
	return b.keep(answer.UpdatedSpreadsheet, answer.ServerResponse)
}

// send writes values, all in one call: each row by its anchor, which the
// service resolves when it applies the call, or by its position when it has
// none. Cells between the written ones are sent as null and stay as they are.
// Formulas are only ever put back, and need a call of another kind.
func (b *Book) send(ctx context.Context, p *picture, entries []entry) error {
	request := &sheets.BatchUpdateValuesByDataFilterRequest{ValueInputOption: "RAW"}
	var formulas []*sheets.Request
	for _, row := range byRow(entries) {
		values, err := rowValues(row)
		if err != nil {
			return err
		}
		if values != nil {
			request.Data = append(request.Data, &sheets.DataFilterValueRange{
				DataFilter: p.filter(row[0]), MajorDimension: rowsDimension, Values: [][]any{values},
			})
		}
		for _, e := range row {
			if e.formula != "" {
				formulas = append(formulas, putFormula(e))
			}
		}
	}
	if len(request.Data) > 0 {
		err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) error {
			answer, err := b.service.Spreadsheets.Values.BatchUpdateByDataFilter(b.id, request).Context(ctx).Do()
			if err == nil {
				b.account.noteTime(answer.Header)
				b.reached = true
			}
			return err
		}, untouched)
		if err != nil {
			return b.kindOf(err)
		}
	}
	if len(formulas) > 0 {
		_, err := b.change(ctx, formulas)
		return err
	}
	return nil
}

// filter selects the row of an entry.
func (p *picture) filter(e entry) *sheets.DataFilter {
	if t := p.byID(e.tab); t != nil {
		if id, ok := t.rowAnchors[e.row]; ok {
			return throughAnchor(id)
		}
	}
	return byPosition(e.tab, e.row)
}

// byRow groups entries by row, in the order in which the rows first come.
func byRow(entries []entry) [][]entry {
	var groups [][]entry
	at := map[place]int{}
	for _, e := range entries {
		row := place{tab: e.tab, row: e.row}
		i, ok := at[row]
		if !ok {
			i = len(groups)
			at[row] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], e)
	}
	return groups
}

// rowValues are the values of a row from its first column on; nil when the
// row's entries are all formulas.
func rowValues(row []entry) ([]any, error) {
	var values []any
	for _, e := range row {
		if e.formula != "" {
			continue
		}
		value, err := raw(e.value)
		if err != nil {
			return nil, err
		}
		for len(values) <= e.col {
			values = append(values, nil)
		}
		values[e.col] = value
	}
	return values, nil
}

func putFormula(e entry) *sheets.Request {
	return &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
		Start: &sheets.GridCoordinate{
			SheetId: e.tab, RowIndex: int64(e.row), ColumnIndex: int64(e.col),
			ForceSendFields: []string{"SheetId", "RowIndex", "ColumnIndex"},
		},
		Rows: []*sheets.RowData{{Values: []*sheets.CellData{{
			UserEnteredValue: &sheets.ExtendedValue{FormulaValue: &e.formula},
		}}}},
		Fields: "userEnteredValue",
	}}
}
