package gsheets

import (
	"context"
	"errors"
	"math"

	"google.golang.org/api/googleapi"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// Protection is an area in which people are warned, or which is closed to all
// but its editors.
type Protection struct {
	Tab string
	// Area reaches to math.MaxInt where it has no end.
	Area        workbook.Area
	WarningOnly bool
	// Ours is true when the account may write there.
	Ours bool
}

const protectionMask = "sheets(properties(title),protectedRanges(range,warningOnly,requestingUserCanEdit))"

// Protections lists the protected areas, tab by tab, in one call.
//
// Errors: those of Read.
func (b *Book) Protections(ctx context.Context) ([]Protection, error) {
	var answer *sheets.Spreadsheet
	err := b.account.repeat(ctx, b.account.reads, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.Get(b.id).Fields(googleapi.Field(protectionMask)).Context(ctx).Do()
		return err
	}, transient)
	if err != nil {
		return nil, opError("read", b.ref, b.kindOf(err))
	}
	var list []Protection
	for _, s := range answer.Sheets {
		for _, p := range s.ProtectedRanges {
			list = append(list, Protection{
				Tab: s.Properties.Title, Area: areaOfRange(p.Range),
				WarningOnly: p.WarningOnly, Ours: p.WarningOnly || p.RequestingUserCanEdit,
			})
		}
	}
	return list, nil
}

// areaOfRange reads a range, in which the service leaves out what has no end.
func areaOfRange(r *sheets.GridRange) workbook.Area {
	a := workbook.Area{Bottom: math.MaxInt, Right: math.MaxInt}
	if r == nil {
		return a
	}
	a.Top, a.Left = int(r.StartRowIndex), int(r.StartColumnIndex)
	if r.EndRowIndex > 0 {
		a.Bottom = int(r.EndRowIndex)
	}
	if r.EndColumnIndex > 0 {
		a.Right = int(r.EndColumnIndex)
	}
	return a
}

// absentKey is an anchor that nobody lays.
const absentKey = "bieu-none"

// CheckWritable asks whether the account may change the spreadsheet, with a
// write to a row that does not exist: it is refused for the same reasons as
// any, and otherwise changes nothing.
//
// Errors: those of Write.
func (b *Book) CheckWritable(ctx context.Context) error {
	request := &sheets.BatchUpdateValuesByDataFilterRequest{ValueInputOption: "RAW", Data: []*sheets.DataFilterValueRange{{
		DataFilter: &sheets.DataFilter{DeveloperMetadataLookup: &sheets.DeveloperMetadataLookup{
			MetadataKey: absentKey, Visibility: anchorVisibility, LocationType: "ROW",
		}},
		MajorDimension: rowsDimension, Values: [][]any{{nil}},
	}}}
	err := b.account.repeat(ctx, b.account.writes, func(ctx context.Context) error {
		_, err := b.service.Spreadsheets.Values.BatchUpdateByDataFilter(b.id, request).Context(ctx).Do()
		return err
	}, transient)
	if err == nil || statusOf(err) == 400 {
		return nil // what is refused for its contents was not refused for the account
	}
	kind := b.kindOf(err)
	if access := (*AccessError)(nil); errors.As(kind, &access) && b.reached {
		access.Revoked, access.ReadOnly = false, true
	}
	return opError("write", b.ref, kind)
}
