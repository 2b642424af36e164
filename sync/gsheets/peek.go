package gsheets

import (
	"context"
	"net/http"
	"strings"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// Peek returns what one tab says and nothing of how it looks: the cheapest
// answer that the service gives. Nothing can be written by it. Numbers that
// are shown as dates come as numbers. A tab that is not there is a blank one.
//
// Errors: those of Read.
func (b *Book) Peek(ctx context.Context, title string) (*workbook.Grid, error) {
	var answer *sheets.ValueRange
	err := b.account.repeat(ctx, b.account.reads, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.Values.Get(b.id, quoted(title)).
			ValueRenderOption("UNFORMATTED_VALUE").Fields("values").Context(ctx).Do()
		return err
	}, transient)
	if statusOf(err) == http.StatusBadRequest {
		return workbook.NewGrid(title, nil), nil
	}
	if err != nil {
		return nil, opError("read", b.ref, b.kindOf(err))
	}
	rows := make([][]workbook.Cell, len(answer.Values))
	for i, row := range answer.Values {
		rows[i] = make([]workbook.Cell, len(row))
		for j, value := range row {
			rows[i][j] = peeked(value)
		}
	}
	return workbook.NewGrid(title, rows), nil
}

// quoted is a tab's title as ranges name it.
func quoted(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

func peeked(value any) workbook.Cell {
	switch v := value.(type) {
	case string:
		return workbook.TextCell(v)
	case bool:
		return workbook.BoolCell(v)
	case float64:
		return workbook.NumberCell(decimal(v))
	}
	return workbook.Cell{}
}
