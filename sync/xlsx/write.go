package xlsx

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"bieu/sync/workbook"
)

// Write patches the file in place and puts the result in its stead at once.
func (b *Book) Write(ctx context.Context, edit workbook.Edit) error {
	if edit.Empty() {
		return nil
	}
	if err := b.write(ctx, edit); err != nil {
		return &workbook.OpError{Op: "write", Ref: b.path, Err: kindOf(err)}
	}
	return nil
}

func (b *Book) write(ctx context.Context, edit workbook.Edit) error {
	// A link stays a link: what it leads to is written.
	path, err := filepath.EvalSymlinks(b.path)
	if err != nil {
		return err
	}
	if err := errors.Join(checkClosed(b.path), checkClosed(path)); err != nil {
		return err
	}
	seen, data, err := b.load(path, os.O_RDWR)
	if err != nil {
		return err
	}
	if edit.Base != nil && edit.Base.Revision != digest(data) {
		return workbook.ErrChanged
	}
	bk, err := b.openBook(data)
	if err != nil {
		return err
	}
	changed, err := bk.apply(ctx, edit)
	if err != nil || changed == nil {
		return err
	}
	return publish(path, seen, changed)
}

// CheckWritable looks whether a program has the file open and whether it may be
// written; what the folder allows only a write tells.
//
// Errors: ErrOpen, ErrDenied, ErrNotFound.
func (b *Book) CheckWritable(context.Context) error {
	path, err := filepath.EvalSymlinks(b.path)
	if err == nil {
		err = errors.Join(checkClosed(b.path), checkClosed(path))
	}
	if err == nil {
		var f *os.File
		if f, err = os.OpenFile(path, os.O_RDWR, 0); err == nil {
			err = f.Close()
		} else if heldByOther(err) {
			err = errors.Join(workbook.ErrOpen, err)
		}
	}
	if err != nil {
		return &workbook.OpError{Op: "write", Ref: b.path, Err: kindOf(err)}
	}
	return nil
}

// editing is one edit on its way into a workbook.
type editing struct {
	*book
	edit    workbook.Edit
	formats *formats
	looks   *looks // nil when the edit asks for no look
	changes
	tabs []addedTab
	lost map[int][]workbook.Address // replaced formulas, by sheetId
}

// apply returns the file with the edit, or nil when nothing comes out changed.
func (b *book) apply(ctx context.Context, edit workbook.Edit) ([]byte, error) {
	e := editing{
		book: b, edit: edit, lost: map[int][]workbook.Address{},
		changes: changes{patched: map[string]*patch{}, dropped: map[string]bool{}},
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	var err error
	if e.formats, err = b.readFormats(); err != nil {
		return nil, err
	}
	if asksForLooks(edit) {
		if e.looks, err = b.readLooks(); err != nil {
			return nil, err
		}
	}
	sets := setsByTab(edit.Cells)
	for _, ref := range b.sheets {
		if len(sets[ref.title]) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := e.patchSheet(ref, sets[ref.title]); err != nil {
			return nil, fmt.Errorf("tab %q: %w", ref.title, err)
		}
	}
	if len(edit.Tabs) > 0 {
		if err := e.addTabs(sets); err != nil {
			return nil, err
		}
	}
	if len(e.patched) == 0 && len(e.added) == 0 {
		return nil, nil
	}
	if err := errors.Join(e.patchCalcChain(), e.patchWorkbook()); err != nil {
		return nil, err
	}
	return b.repack(e.changes)
}

// check refuses what the file format or Excel would not take.
func (e *editing) check() error {
	if err := e.edit.Check(e.titles()); err != nil {
		return err
	}
	if err := checkTitles(e.titles(), e.edit.Tabs); err != nil {
		return err
	}
	for _, c := range e.edit.Cells {
		if c.Value.Kind == workbook.Text {
			if err := checkLength(c.Value.Value); err != nil {
				return fmt.Errorf("set %s: %w", c.Address, err)
			}
		}
	}
	return nil
}

func asksForLooks(edit workbook.Edit) bool {
	return len(edit.Tabs) > 0 ||
		slices.ContainsFunc(edit.Cells, func(c workbook.CellEdit) bool { return c.Style != nil })
}

func setsByTab(cells []workbook.CellEdit) map[string][]cellSet {
	sets := map[string][]cellSet{}
	for _, c := range cells {
		// Check has seen that the value has a normal form.
		value, _ := c.Value.Normal()
		sets[c.Tab] = append(sets[c.Tab], cellSet{c.Row, c.Col, value, c.Style})
	}
	return sets
}

func (e *editing) patchSheet(ref sheetRef, sets []cellSet) error {
	if ref.part == "" {
		return fmt.Errorf("the tab holds no cells: %w", workbook.ErrNoTab)
	}
	xml, err := e.part(ref.part)
	if err != nil {
		return err
	}
	p, err := e.setCells(xml, sets)
	if err != nil {
		return err
	}
	if p.changed() {
		e.patched[partKey(ref.part)] = &p.patch
		e.lost[ref.id] = p.lost
	}
	return nil
}

func (e *editing) setCells(xml []byte, sets []cellSet) (*sheetPatcher, error) {
	p := &sheetPatcher{
		scanner:    scanner{b: xml},
		cellWriter: cellWriter{formats: e.formats, date1904: e.date1904},
		match:      e.match,
		fit:        &fitter{book: e.book, looks: e.looks, xml: xml},
		sets:       sets,
	}
	return p, p.run()
}
