package workbook

import "context"

// Still returns a workbook that holds the tabs as they are laid out and never
// changes: what a dry run reads where there is no file yet. Write fails with
// ErrDenied.
func Still(tabs ...Layout) Workbook { return still(tabs) }

type still []Layout

func (s still) Read(_ context.Context, ranges ...Range) (*Snapshot, error) {
	asked := map[string]bool{}
	for _, r := range ranges {
		asked[r.Tab] = true
	}
	snapshot := &Snapshot{}
	for _, tab := range s {
		snapshot.Titles = append(snapshot.Titles, tab.Title)
		if len(ranges) == 0 || asked[tab.Title] {
			snapshot.Grids = append(snapshot.Grids, tab.Grid())
		}
	}
	return snapshot, nil
}

func (s still) Write(_ context.Context, edit Edit) error {
	if edit.Empty() {
		return nil
	}
	return &OpError{Op: "write", Ref: "example", Err: ErrDenied}
}

func (s still) Close() error { return nil }
