package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"hash/crc32"
	"slices"

	"bieu/sync/workbook"
)

// Bytes returns the file that Create would write, the same bytes for the same
// tabs at any time, in any place and on any machine: the parts stand in one
// order, carry no time, and are not packed, since how a packer packs may change
// with its version.
func Bytes(tabs []workbook.Layout) ([]byte, error) {
	drawn, err := drawWhole(tabs)
	if err != nil {
		return nil, &workbook.OpError{Op: "create", Ref: "memory", Err: kindOf(err)}
	}
	a, err := openArchive(drawn, defaultMaxUnpacked)
	if err != nil {
		return nil, &workbook.OpError{Op: "create", Ref: "memory", Err: err}
	}
	data, err := a.plain()
	if err != nil {
		return nil, &workbook.OpError{Op: "create", Ref: "memory", Err: err}
	}
	return data, nil
}

// CreateFrom makes a new file of bytes that Bytes returned. It never writes
// over a file that exists (the error then is fs.ErrExist), and leaves nothing
// behind when it fails.
func CreateFrom(path string, data []byte) error {
	if err := publishNew(path, data); err != nil {
		return &workbook.OpError{Op: "create", Ref: path, Err: kindOf(err)}
	}
	return nil
}

// plain writes the archive's parts by name, unpacked and without a time.
func (a *archive) plain() ([]byte, error) {
	files := slices.Clone(a.zip.File)
	slices.SortFunc(files, func(f, g *zip.File) int {
		return cmp.Or(-compareBool(f.Name == contentTypes, g.Name == contentTypes), cmp.Compare(f.Name, g.Name))
	})
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		content, err := a.raw(f)
		if err != nil {
			return nil, err
		}
		to, err := w.CreateRaw(&zip.FileHeader{
			Name: f.Name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
			CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content)),
		})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// raw unpacks one part as it is.
func (a *archive) raw(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var content bytes.Buffer
	_, err = content.ReadFrom(r)
	return content.Bytes(), err
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
