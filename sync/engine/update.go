package engine

import (
	"context"
	"errors"

	"bieu/sync/form"
	"bieu/sync/workbook"
)

// Update is what a workbook lacks for its plan.
type Update struct {
	Changes []UpdateChange
	// Problems are the tabs that cannot be brought up to date.
	Problems []form.Problem

	state *state
	main  workbook.Edit
	files []workbook.Edit
}

// UpdateChange is one thing that is added or marked.
type UpdateChange struct {
	Tab string
	// NewTab says that the tab itself is added; else Code names a row, which
	// is added or, when Withdrawn, marked as no longer assigned.
	NewTab    bool
	Code      string
	Text      string
	Withdrawn bool
}

// Compare reads the workbooks and works out what they lack: tabs and rows that
// the plan wants, and rows that it no longer wants. Nothing is written.
//
// Errors: those of workbook.Workbook, and *PlanError.
func (e *Engine) Compare(ctx context.Context, opt Options) (*Update, error) {
	snapshot, err := e.Main.Read(ctx)
	if err != nil {
		return nil, err
	}
	st, err := e.judge(ctx, snapshot, opt)
	if err != nil {
		return nil, err
	}
	u := &Update{state: st, main: workbook.Edit{Base: st.main}, files: make([]workbook.Edit, len(st.files))}
	for i, f := range st.files {
		u.files[i].Base = f.snapshot
	}
	expected := form.Expected(st.plan, st.roster)
	for i, t := range st.tabs {
		u.compare(t, expected[i])
	}
	return u, nil
}

func (u *Update) compare(t form.UnitTab, expected []form.PlanRow) {
	edit := u.edit(t.Unit)
	if t.Refused {
		if edit == nil || edit.Base.Grid(t.Unit.Tab) != nil {
			u.Problems = append(u.Problems, t.Problems...)
			return
		}
		edit.Tabs = append(edit.Tabs, form.UnitLayout(t.Unit, expected, u.state.e.Form))
		u.Changes = append(u.Changes, UpdateChange{Tab: t.Unit.Tab, NewTab: true})
		return
	}
	missing := t.MissingRows(expected)
	for _, row := range missing {
		u.Changes = append(u.Changes, UpdateChange{Tab: t.Unit.Tab, Code: row.Code, Text: row.Text})
	}
	edit.Cells = append(edit.Cells, t.Append(missing)...)
	marks, codes := t.Withdrawn(expected)
	for _, code := range codes {
		u.Changes = append(u.Changes, UpdateChange{Tab: t.Unit.Tab, Code: code, Withdrawn: true})
	}
	edit.Cells = append(edit.Cells, marks...)
}

// edit is the edit of the workbook in which a unit's tab stands, nil when that
// workbook could not be read.
func (u *Update) edit(unit form.Unit) *workbook.Edit {
	if unit.File == "" {
		return &u.main
	}
	for i, f := range u.state.files {
		if f.name == unit.File && f.err == nil {
			return &u.files[i]
		}
	}
	return nil
}

// Apply carries the update out, one write per workbook.
//
// Errors: those of workbook.Workbook.
func (u *Update) Apply(ctx context.Context) error {
	var failed []error
	for i, f := range u.state.files {
		if f.err == nil {
			failed = append(failed, u.state.writeOne(ctx, f.book, u.files[i]))
		}
	}
	failed = append(failed, u.state.writeOne(ctx, u.state.e.Main, u.main))
	return errors.Join(failed...)
}

// Close closes the units' workbooks.
func (u *Update) Close() { u.state.close() }
