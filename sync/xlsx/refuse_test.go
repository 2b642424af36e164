package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// compound returns the start of a compound file with one stream of that name.
func compound(name string) []byte {
	b := make([]byte, 2048)
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	at := 1024 + 128
	for _, unit := range utf16.Encode([]rune(name)) {
		binary.LittleEndian.PutUint16(b[at:], unit)
		at += 2
	}
	return b
}

func TestReadRefuses(t *testing.T) {
	whole := zipOf(t, smallParts(nil)...)
	utf16Sheet := "\xFF\xFE<\x00w\x00"
	withParts := func(parts map[string]string) []byte { return zipOf(t, smallParts(parts)...) }
	withRows := func(rows string) []byte { return withParts(map[string]string{sheetName: sheet(rows)}) }
	tests := map[string]struct {
		content []byte
		want    error
	}{
		"empty file":           {nil, workbook.ErrFormat},
		"any bytes":            {[]byte("\x00\x01\x02 not text"), workbook.ErrFormat},
		"pdf":                  {[]byte("%PDF-1.7\n..."), workbook.ErrFormat},
		"csv":                  {[]byte("TT;Nhiệm vụ;Kết quả\n1;Thu ngân sách;4457\n"), workbook.ErrOldFormat},
		"csv, long":            {[]byte(strings.Repeat("Kết quả;", 2000)), workbook.ErrOldFormat},
		"csv in utf-16":        {[]byte("\xFF\xFET\x00T\x00"), workbook.ErrOldFormat},
		"html table":           {[]byte("<html><table><tr><td>1</td></tr></table></html>"), workbook.ErrOldFormat},
		"xls":                  {compound("Workbook"), workbook.ErrOldFormat},
		"doc":                  {compound("WordDocument"), workbook.ErrOldFormat},
		"encrypted":            {compound("EncryptedPackage"), workbook.ErrEncrypted},
		"docx":                 {zipOf(t, "[Content_Types].xml", typesPart, "word/document.xml", "<w:document/>"), workbook.ErrOldFormat},
		"ods":                  {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<office:document-content/>"), workbook.ErrOldFormat},
		"xlsb":                 {zipOf(t, "[Content_Types].xml", typesPart, "xl/workbook.bin", "\x01"), workbook.ErrOldFormat},
		"other zip":            {zipOf(t, "readme.txt", "x"), workbook.ErrFormat},
		"cut off":              {whole[:len(whole)-40], workbook.ErrFormat},
		"bytes turned":         {flip(whole, `name="Trang"`), workbook.ErrFormat},
		"no sheet part":        {withParts(map[string]string{sheetName: ""}), workbook.ErrFormat},
		"no tabs":              {withParts(map[string]string{"xl/workbook.xml": `<workbook ` + mainNamespace + `><sheets/></workbook>`}), workbook.ErrFormat},
		"tab without relation": {withParts(map[string]string{"xl/_rels/workbook.xml.rels": ""}), workbook.ErrFormat},
		"sheet of other kind":  {withParts(map[string]string{sheetName: `<chartsheet/>`}), workbook.ErrFormat},
		"sheet in utf-16":      {withParts(map[string]string{sheetName: utf16Sheet}), workbook.ErrFormat},
		"sheet cut off":        {withParts(map[string]string{sheetName: strings.TrimSuffix(sheet(`<row r="1"/>`), "</worksheet>")}), workbook.ErrFormat},
		"rows cut off":         {withParts(map[string]string{sheetName: `<worksheet ` + mainNamespace + `><sheetData><row r="1"><c r="A1"><v>1</v></c>`}), workbook.ErrFormat},
		"tag cut off":          {withParts(map[string]string{sheetName: `<worksheet ` + mainNamespace + `><sheetData><row r="1`}), workbook.ErrFormat},
		"strings cut off":      {withParts(map[string]string{stringsName: `<sst><si><t>một</t></si>`}), workbook.ErrFormat},
		"unknown string":       {withRows(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`), workbook.ErrFormat},
		"row too far":          {withRows(`<row r="1048577"/>`), workbook.ErrFormat},
		"row zero":             {withRows(`<row r="0"/>`), workbook.ErrFormat},
		"column too far":       {withRows(`<row r="1"><c r="XFE1"><v>1</v></c></row>`), workbook.ErrFormat},
		"document type":        {withParts(map[string]string{sheetName: `<!DOCTYPE x [<!ENTITY a "b">]>` + sheet("")}), workbook.ErrFormat},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "báo cáo.xlsx")
			if err := os.WriteFile(path, test.content, 0o644); err != nil {
				t.Fatal(err)
			}
			wantError(t, "read", path, readError(t, path, xlsx.Options{}), test.want)
		})
	}
}

// flip changes the first byte of a text that stands unpacked in a zip file.
func flip(data []byte, text string) []byte {
	stored := storedZip(data)
	i := bytes.Index(stored, []byte(text))
	stored[i] ^= 1
	return stored
}

// storedZip packs the parts anew without deflating them.
func storedZip(data []byte) []byte {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		b, err := content(f)
		if err != nil {
			panic(err)
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			panic(err)
		}
		if _, err := to.Write(b); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func readError(t *testing.T, path string, opt xlsx.Options) error {
	t.Helper()
	b, err := xlsx.Open(path, opt)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Read(t.Context())
	return err
}

func wantError(t *testing.T, op, path string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: got error %v, want %v", op, err, want)
	}
	if o := (*workbook.OpError)(nil); !errors.As(err, &o) || o.Op != op || o.Ref != path {
		t.Errorf("error %v does not say %s of %s", err, op, path)
	}
}

func TestEncryptedByExcel(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mật.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SaveAs(path, excelize.Options{Password: "bí mật"}); err != nil {
		t.Fatal(err)
	}
	wantError(t, "read", path, readError(t, path, xlsx.Options{}), workbook.ErrEncrypted)
}

func TestZipBombs(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		name string
		make func(w io.Writer) error
		opt  xlsx.Options
		want error
	}{
		{"spaces", spaces(64 << 20), xlsx.Options{}, workbook.ErrTooLarge},
		{"beyond the limit", spaces(2 << 20), xlsx.Options{MaxUnpacked: 1 << 20}, workbook.ErrTooLarge},
		{"packed beyond the limit", spaces(1 << 20), xlsx.Options{MaxUnpacked: 1 << 9}, workbook.ErrTooLarge},
		{"within the limit", spaces(2 << 20), xlsx.Options{}, nil},
		{"far cells", farCells(20_000), xlsx.Options{}, workbook.ErrTooLarge},
		{"few far cells", farCells(20), xlsx.Options{}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(dir, test.name+".xlsx")
			if err := os.WriteFile(path, bomb(t, test.make), 0o644); err != nil {
				t.Fatal(err)
			}
			err := readError(t, path, test.opt)
			if test.want == nil && err != nil {
				t.Fatalf("read: %v", err)
			}
			if test.want != nil {
				wantError(t, "read", path, err, test.want)
			}
		})
	}
}

// spaces fills a sheet with n bytes of nothing.
func spaces(n int) func(io.Writer) error {
	return func(w io.Writer) error {
		if _, err := io.WriteString(w, `<worksheet `+mainNamespace+`><sheetData>`); err != nil {
			return err
		}
		block := bytes.Repeat([]byte(" "), 1<<20)
		for written := 0; written < n; written += len(block) {
			if _, err := w.Write(block); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, `</sheetData></worksheet>`)
		return err
	}
}

// farCells makes a small sheet whose rows all reach to the last column.
func farCells(rows int) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, sheet(strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, rows)))
		return err
	}
}

// bomb makes a workbook whose sheet is written by make.
func bomb(t *testing.T, make func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	parts := smallParts(nil)
	for i := 0; i < len(parts); i += 2 {
		to, err := w.Create(parts[i])
		if err == nil && parts[i] == sheetName {
			err = make(to)
		} else if err == nil {
			_, err = io.WriteString(to, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]error{filepath.Join(dir, "không có.xlsx"): workbook.ErrNotFound, dir: workbook.ErrFormat} {
		_, err := xlsx.Open(name, xlsx.Options{})
		wantError(t, "open", name, err, want)
	}
}
