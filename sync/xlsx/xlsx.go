// Package xlsx is the driver for workbooks in local .xlsx files. Reading is
// done by a scanner of its own; writing patches the sheet in place, so that
// whatever people put into the file (charts, dropdowns, formats, protection)
// stays byte for byte as it was. New files are made by way of excelize. cmd and
// the tests of the driver import it; it imports only the seam and never
// decides what is written where.
package xlsx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"bieu/sync/workbook"
)

// Options are the limits of a Book.
type Options struct {
	// MaxUnpacked is how many bytes the file may unpack to; 0 is 512 MiB.
	MaxUnpacked int64
}

const defaultMaxUnpacked = 512 << 20

// slotBytes is what one cell of a grid takes in memory, about.
const slotBytes = 40

// Book is one .xlsx file. It holds nothing open between calls: each Read and
// Write opens the file anew.
type Book struct {
	path string
	opt  Options
	last peeked
}

var _ workbook.Workbook = (*Book)(nil)

// Open returns the workbook at path. What it holds is looked at by Read.
//
// Errors: ErrNotFound, ErrFormat for a folder, ErrDenied.
func Open(path string, opt Options) (*Book, error) {
	if opt.MaxUnpacked <= 0 {
		opt.MaxUnpacked = defaultMaxUnpacked
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case info.IsDir():
		err = fmt.Errorf("%w: %w", workbook.ErrFormat, syscall.EISDIR)
	case !info.Mode().IsRegular():
		err = fmt.Errorf("not a file: %w", workbook.ErrFormat)
	}
	if err != nil {
		return nil, &workbook.OpError{Op: "open", Ref: path, Err: kindOf(err)}
	}
	return &Book{path: path, opt: opt}, nil
}

// Close does nothing; it may be called twice.
func (b *Book) Close() error { return nil }

// Read reads the file once. The revision is the digest of its content.
func (b *Book) Read(ctx context.Context, ranges ...workbook.Range) (*workbook.Snapshot, error) {
	s, err := b.read(ctx, ranges)
	if err != nil {
		return nil, &workbook.OpError{Op: "read", Ref: b.path, Err: kindOf(err)}
	}
	return s, nil
}

func (b *Book) read(ctx context.Context, ranges []workbook.Range) (*workbook.Snapshot, error) {
	_, data, err := b.load(b.path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	bk, err := b.openBook(data)
	if err != nil {
		return nil, err
	}
	fmts, err := bk.readFormats()
	if err != nil {
		return nil, err
	}
	strings, err := bk.readStrings()
	if err != nil {
		return nil, err
	}
	s := &workbook.Snapshot{Titles: bk.titles(), Revision: digest(data)}
	for _, ref := range bk.sheets {
		areas, asked := wantedAreas(ref.title, ranges)
		if !asked {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if ref.part == "" {
			s.Grids = append(s.Grids, workbook.NewGrid(ref.title, nil))
			continue
		}
		xml, err := bk.part(ref.part)
		if err != nil {
			return nil, err
		}
		g := gridReader{
			scanner: scanner{b: xml}, tab: ref.title, strings: strings, formats: fmts,
			date1904: bk.date1904, areas: areas, slots: int(b.opt.MaxUnpacked / slotBytes),
		}
		grid, err := g.read()
		if err != nil {
			return nil, err
		}
		grid.Hidden = ref.hidden
		s.Grids = append(s.Grids, grid)
	}
	return s, nil
}

// load reads the whole file. With os.O_RDWR a file that is held by a program or
// protected against writing is refused before any work.
func (b *Book) load(path string, flag int) (fs.FileInfo, []byte, error) {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		if heldByOther(err) {
			err = errors.Join(workbook.ErrOpen, err)
		}
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if info.Size() > b.opt.MaxUnpacked {
		return nil, nil, fmt.Errorf("%d bytes: %w", info.Size(), workbook.ErrTooLarge)
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, nil, err
	}
	return info, data, nil
}

func (b *Book) openBook(data []byte) (*book, error) {
	a, err := openArchive(data, b.opt.MaxUnpacked)
	if err != nil {
		return nil, err
	}
	return openBook(a)
}

// wantedAreas returns the areas of a tab that were asked for; nil is all of it.
func wantedAreas(title string, ranges []workbook.Range) (areas []workbook.Area, asked bool) {
	all := len(ranges) == 0
	for _, r := range ranges {
		if r.Tab == title {
			asked = true
			areas = append(areas, r.Area)
			all = all || r.Area.Empty()
		}
	}
	if all {
		return nil, true
	}
	return areas, asked
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// kindOf adds the seam's kind to an error of the system.
func kindOf(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", workbook.ErrNotFound, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", workbook.ErrDenied, err)
	default:
		return err
	}
}

// wrapFormat marks what the scanner could not read.
func wrapFormat(err error) error {
	if errors.Is(err, workbook.ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", workbook.ErrFormat, err)
}
