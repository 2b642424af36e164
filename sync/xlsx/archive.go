package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"bieu/sync/workbook"
)

// Deflate reaches about 1000:1 on nothing but zeros; a sheet of real cells
// stays far below this.
const (
	maxRatio      = 300
	ratioMatters  = 16 << 20
	maxPartsInZip = 100_000
)

// archive is the zip file that a workbook is.
type archive struct {
	zip    *zip.Reader
	byName map[string]*zip.File
}

// openArchive reads the directory of a zip file and refuses one that would
// unpack to more than limit bytes.
//
// Errors: ErrFormat, ErrOldFormat, ErrEncrypted, ErrTooLarge.
func openArchive(data []byte, limit int64) (*archive, error) {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, notZip(data)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", workbook.ErrFormat, err)
	}
	if len(r.File) > maxPartsInZip {
		return nil, fmt.Errorf("%d parts: %w", len(r.File), workbook.ErrTooLarge)
	}
	a := &archive{zip: r, byName: make(map[string]*zip.File, len(r.File))}
	var total uint64
	for _, f := range r.File {
		size, packed := f.UncompressedSize64, f.CompressedSize64
		total += size
		if size > uint64(limit) || total > uint64(limit) ||
			size > ratioMatters && size/maxRatio > packed {
			return nil, fmt.Errorf("part %s: %w", f.Name, workbook.ErrTooLarge)
		}
		a.byName[partKey(f.Name)] = f
	}
	return a, nil
}

// partKey makes part names comparable: they do not tell capital from small
// letters (ECMA-376 part 2, 6.2.2.3), and some writers use backslashes.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool { return a.byName[partKey(name)] != nil }

// part unpacks one part, without a byte order mark.
func (a *archive) part(name string) ([]byte, error) {
	f := a.byName[partKey(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing: %w", name, workbook.ErrFormat)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", name, workbook.ErrFormat, err)
	}
	defer r.Close()
	b := make([]byte, f.UncompressedSize64)
	_, err = io.ReadFull(r, b)
	if err == nil {
		// Only the end of the part tells whether its checksum is right.
		_, err = io.CopyN(io.Discard, r, 1)
		if err == io.EOF {
			err = nil
		} else if err == nil {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", name, workbook.ErrFormat, err)
	}
	if bytes.HasPrefix(b, []byte("\xFE\xFF")) || bytes.HasPrefix(b, []byte("\xFF\xFE")) {
		return nil, fmt.Errorf("part %s is not in UTF-8: %w", name, workbook.ErrFormat)
	}
	return b, nil
}
