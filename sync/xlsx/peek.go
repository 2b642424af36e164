package xlsx

import (
	"context"
	"os"
	"time"

	"bieu/sync/workbook"
)

// peeked is what one tab said when the file was last looked at.
type peeked struct {
	title    string
	modified time.Time
	size     int64
	grid     *workbook.Grid
}

// Peek returns what one tab says. The file is opened only when it was saved
// since the last look. A tab that is not there is a blank one.
//
// Errors: those of Read.
func (b *Book) Peek(ctx context.Context, title string) (*workbook.Grid, error) {
	info, err := os.Stat(b.path)
	if err != nil {
		return nil, &workbook.OpError{Op: "read", Ref: b.path, Err: kindOf(err)}
	}
	last := b.last
	if last.grid != nil && last.title == title && last.modified.Equal(info.ModTime()) && last.size == info.Size() {
		return last.grid, nil
	}
	snapshot, err := b.Read(ctx, workbook.Range{Tab: title})
	if err != nil {
		return nil, err
	}
	grid := snapshot.Grid(title)
	if grid == nil {
		grid = workbook.NewGrid(title, nil)
	}
	b.last = peeked{title, info.ModTime(), info.Size(), grid}
	return grid, nil
}
