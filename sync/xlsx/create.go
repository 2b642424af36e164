package xlsx

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"bieu/sync/workbook"
)

// Excel's own limit of one cell.
const maxCellText = 32767

// Create makes a new file of tabs. It never writes over a file that exists
// (the error then is fs.ErrExist), and leaves nothing behind when it fails.
func Create(path string, tabs []workbook.Layout) error {
	if err := create(path, tabs); err != nil {
		return &workbook.OpError{Op: "create", Ref: path, Err: kindOf(err)}
	}
	return nil
}

func create(path string, tabs []workbook.Layout) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	whole, err := drawWhole(tabs)
	if err != nil {
		return err
	}
	return publishNew(path, whole)
}

// drawWhole makes the file of tabs in memory.
func drawWhole(tabs []workbook.Layout) ([]byte, error) {
	if len(tabs) == 0 {
		return nil, errors.New("a workbook needs a tab")
	}
	if err := checkTitles(nil, tabs); err != nil {
		return nil, err
	}
	f, err := draw(tabs)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return withHeights(data.Bytes(), tabs)
}

func checkLength(text string) error {
	if len(text) <= maxCellText {
		return nil
	}
	if n := utf16Len(text); n > maxCellText {
		return fmt.Errorf("%d characters, %d at most: %w", n, maxCellText, workbook.ErrTooLong)
	}
	return nil
}
