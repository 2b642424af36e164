package gsheets

import (
	"context"

	"bieu/sync/workbook"
)

// LayOut makes the tabs that the spreadsheet does not have yet, in one call,
// and returns their titles. A tab that exists is left as it is, so that laying
// out twice changes nothing. The one blank tab of a new spreadsheet becomes
// the first of them.
func (b *Book) LayOut(ctx context.Context, tabs []workbook.Layout) ([]string, error) {
	added, err := b.layOutTabs(ctx, tabs)
	if err != nil {
		return nil, opError("create", b.ref, err)
	}
	return added, nil
}

func (b *Book) layOutTabs(ctx context.Context, tabs []workbook.Layout) ([]string, error) {
	p, err := b.fetch(ctx)
	if err != nil {
		return nil, err
	}
	fresh := p.untouched()
	var edit workbook.Edit
	var added []string
	for _, l := range tabs {
		if fresh || p.byTitle(l.Title) == nil {
			edit.Tabs = append(edit.Tabs, l)
			added = append(added, l.Title)
		}
	}
	if len(added) == 0 {
		return nil, nil
	}
	j, err := newLayoutJob(edit, p, fresh)
	if err != nil {
		return nil, err
	}
	return added, b.carryOut(ctx, j, p)
}

func newLayoutJob(edit workbook.Edit, p *picture, fresh bool) (*job, error) {
	if !fresh || len(edit.Tabs[0].Rows) == 0 {
		return newJob(edit, p)
	}
	j, err := newJob(edit, &picture{})
	if err != nil {
		return nil, err
	}
	j.tabs[0].id, j.tabs[0].takeOver = p.tabs[0].id, true
	return j, nil
}
