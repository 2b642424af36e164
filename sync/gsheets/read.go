package gsheets

import (
	"context"

	"google.golang.org/api/googleapi"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// Read returns the asked tabs. The service refuses a call that names an absent
// tab, so the whole spreadsheet comes in one call and is cut here. Only after a
// write that could not be looked at does it make more calls, to put back what
// that write may have hit.
func (b *Book) Read(ctx context.Context, ranges ...workbook.Range) (*workbook.Snapshot, error) {
	p, err := b.look(ctx)
	if err != nil {
		return nil, opError("read", b.ref, err)
	}
	asked := map[string][]workbook.Area{}
	for _, r := range ranges {
		asked[r.Tab] = append(asked[r.Tab], r.Area)
	}
	s := &workbook.Snapshot{Titles: p.titles(), Revision: p.revision}
	for _, t := range p.tabs {
		if areas, ok := asked[t.title]; ok || len(ranges) == 0 {
			s.Grids = append(s.Grids, t.grid(areas))
		}
	}
	return s, nil
}

// fetch takes a picture of the spreadsheet and keeps it.
func (b *Book) fetch(ctx context.Context) (*picture, error) {
	var answer *sheets.Spreadsheet
	err := b.account.repeat(ctx, b.account.reads, func(ctx context.Context) (err error) {
		answer, err = b.service.Spreadsheets.Get(b.id).IncludeGridData(true).
			Fields(googleapi.Field(fieldMask)).Context(ctx).Do()
		return err
	}, transient)
	if err != nil {
		return nil, b.kindOf(err)
	}
	return b.keep(answer, answer.ServerResponse)
}

// keep makes a picture of an answer and remembers it as the newest.
func (b *Book) keep(s *sheets.Spreadsheet, response googleapi.ServerResponse) (*picture, error) {
	b.account.noteTime(response.Header)
	p, err := newPicture(s)
	if err != nil {
		return nil, err
	}
	b.last, b.reached = p, true
	return p, nil
}
