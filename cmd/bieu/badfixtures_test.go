package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"bieu/config"
	"bieu/sync/form"
	"bieu/sync/xlsx"
)

// The fixtures of bad input are the small workbook of badBase with one thing
// done to it. They are made anew by
//
//	go test ./cmd/bieu -run TestBadInput -fixtures -update

// health and police are the tabs of the two units; the first is spoilt.
const (
	health = "Trạm y tế"
	police = "Công an"
)

// spoil is what somebody did to the workbook.
type spoil func(f *excelize.File) error

// put types into a cell of the health station's tab.
func put(ref, kind, value string) spoil {
	return func(f *excelize.File) error { return typeIn(f, health, ref, kind, value) }
}

// putIn types text into a cell of any tab.
func putIn(tab, ref, value string) spoil {
	return func(f *excelize.File) error { return typeIn(f, tab, ref, "", value) }
}

func all(spoils ...spoil) spoil {
	return func(f *excelize.File) error {
		for _, s := range spoils {
			if err := s(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// fixtures makes each file; those of rawFixtures are no workbook any more.
var fixtures = map[string]spoil{
	"missing_tab":           func(f *excelize.File) error { return f.DeleteSheet(health) },
	"missing_header":        put("G3", "", "Nội dung khác"),
	"doubled_header":        put("I3", "", "Kết quả"),
	"near_doubled_header":   put("I3", "", "Ket qua"),
	"misspelt_header":       put("G3", "", "Kêt qua"),
	"no_header":             func(f *excelize.File) error { return f.RemoveRow(health, 3) },
	"doubled_code":          put("A5", "", "1"),
	"unknown_code":          put("A5", "", "99"),
	"no_code":               put("A5", "", ""),
	"date_code":             put("A5", "-date", "2023-01-13"),
	"text_figure":           put("F5", "", "khá tốt"),
	"formula_error":         func(f *excelize.File) error { return f.SetCellFormula(health, "F5", "D5/0") },
	"date_figure":           put("F5", "-date", "2023-10-09"),
	"percent_figure":        all(put("F4", "-number", "0.585"), percentFormat("F4")),
	"percent_of_count":      all(put("F5", "-number", "0.585"), percentFormat("F5")),
	"merged_rows":           func(f *excelize.File) error { return f.MergeCell(health, "G4", "G5") },
	"hidden_row":            func(f *excelize.File) error { return f.SetRowVisible(health, 5, false) },
	"blank_row":             func(f *excelize.File) error { return f.InsertRows(health, 5, 1) },
	"nfd_headers":           nfdHeaders,
	"long_text":             put("G6", "", longMark),
	"formula_like_text":     formulaLikeText,
	"numbers_as_text":       all(put("F4", "", "96,5"), put("F5", "", "1.250")),
	"no_period":             put("C1", "", ""),
	"bad_period":            put("C1", "", "kỳ này"),
	"plan_doubled_code":     putIn("Kế hoạch", "A3", "1"),
	"plan_missing_header":   putIn("Kế hoạch", "A1", "Ghi chú riêng"),
	"plan_unknown_unit":     putIn("Kế hoạch", "E4", "Công an phường"),
	"plan_missing_tab":      func(f *excelize.File) error { return f.DeleteSheet("Kế hoạch") },
	"units_missing_tab":     func(f *excelize.File) error { return f.DeleteSheet("Đơn vị") },
	"bieu_doubled_tt":       putIn("Biểu 02", "A6", "1"),
	"bieu_missing_header":   putIn("Biểu 02", "C4", "Nội dung khác"),
	"no_problem_whatsoever": func(*excelize.File) error { return nil },
}

// rawFixtures are files of which nothing can be read; base is a good workbook.
var rawFixtures = map[string]func(t *testing.T, base []byte) []byte{
	"picture":     func(*testing.T, []byte) []byte { return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") },
	"csv":         func(*testing.T, []byte) []byte { return []byte("TT,Nhiệm vụ,Kết quả,Đánh giá\n") },
	"cut_short":   func(_ *testing.T, base []byte) []byte { return base[:len(base)/2] },
	"encrypted":   encrypted,
	"zip_bomb":    zipBomb,
	"no_workbook": func(t *testing.T, _ []byte) []byte { return zipOf(t, "readme.txt", []byte("chào")) },
}

// badBase lays out a plan of four rows and two units that report on all of it.
func badBase(t *testing.T, path string) {
	t.Helper()
	c, err := config.Parse("bieu.yaml", []byte(badSettings))
	must(t, err)
	set := (&settings{Config: c}).form()
	list := []form.Listed{
		{Bieu: "02", TT: "1", Text: "Tỷ lệ người dân tham gia bảo hiểm y tế: từ 95% trở lên", Owner: health},
		{Bieu: "02", TT: "2", Text: "Số lượt khám bệnh: 1.200 lượt", Owner: health},
		{Bieu: "02", TT: "3", Text: "Giải quyết đơn thư: trên 95%", Owner: police},
		{Bieu: "01", TT: "1", Text: "Tuyên truyền phòng, chống dịch bệnh", Owner: health},
	}
	units := []form.Unit{{Code: "TYT", Name: health, Tab: health}, {Code: "CA", Name: police, Tab: police}}
	must(t, xlsx.Create(path, form.NewWorkbook(form.DraftPlan(list, ""), units, "9/2023", set)))
	edit(t, path, all(
		put("F4", "-number", "96"), put("F5", "-number", "1250"), put("G6", "", "Đã tuyên truyền 12 buổi"),
		func(f *excelize.File) error { return typeIn(f, police, "F4", "-number", "97") },
	))
}

// badSettings are the settings with which every fixture is read.
const badSettings = `organisation: UBND phường A
year: 2023
workbook: ke-hoach.xlsx
as_of: 2023-09-30T17:00:00+07:00
`

func makeFixtures(t *testing.T) {
	t.Helper()
	base := filepath.Join(t.TempDir(), "base.xlsx")
	badBase(t, base)
	content, err := os.ReadFile(base)
	must(t, err)
	for name, s := range fixtures {
		path := fixture(name)
		must(t, os.WriteFile(path, content, 0o644))
		edit(t, path, s)
		if name == "long_text" {
			text := strings.Repeat("Đã làm. ", longText/8)
			replaceInZip(t, path, regexp.QuoteMeta(longMark), strings.TrimSpace(text)+".")
		}
		if name == "formula_error" {
			replaceInZip(t, path, `(<c r="F5"[^>]*)><f>([^<]*)</f>.*?</c>`, `$1 t="e"><f>$2</f><v>#DIV/0!</v></c>`)
		}
	}
	for name, makeRaw := range rawFixtures {
		must(t, os.WriteFile(fixture(name), makeRaw(t, content), 0o644))
	}
}

func fixture(name string) string { return filepath.Join("testdata", "bad", name+".xlsx") }

func edit(t *testing.T, path string, s spoil) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	must(t, s(f))
	must(t, f.Save())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func percentFormat(ref string) spoil {
	return func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			return err
		}
		return f.SetCellStyle(health, ref, ref, style)
	}
}

// nfdHeaders writes the headers with their marks apart, as a Mac does.
func nfdHeaders(f *excelize.File) error {
	row, err := f.GetRows(health)
	if err != nil {
		return err
	}
	for col, header := range row[2] {
		ref, err := excelize.CoordinatesToCellName(col+1, 3)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(health, ref, norm.NFD.String(header)); err != nil {
			return err
		}
	}
	return nil
}

// formulaLike are answers that begin as a formula would, by the cell of the
// Biểu in which they end up.
var formulaLike = map[string]string{
	"Biểu 02!C5": `=HYPERLINK("http://x.vn";"96%")`,
	"Biểu 02!C6": "+1.250 lượt khám",
	"Biểu 02!C7": "- Giải quyết 97% đơn thư",
	"Biểu 01!C5": "@Trạm: đã tuyên truyền",
}

func formulaLikeText(f *excelize.File) error {
	return all(
		putIn(health, "G4", formulaLike["Biểu 02!C5"]), putIn(health, "G5", formulaLike["Biểu 02!C6"]),
		putIn(police, "G4", formulaLike["Biểu 02!C7"]), putIn(health, "G6", formulaLike["Biểu 01!C5"]),
	)(f)
}

// longText is more than a cell may hold; longMark stands for it until the
// library that cuts it short is done.
const (
	longText = 50_000
	longMark = "{{long}}"
)

func encrypted(t *testing.T, base []byte) []byte {
	f, err := excelize.OpenReader(bytes.NewReader(base))
	must(t, err)
	defer f.Close()
	var b bytes.Buffer
	must(t, f.Write(&b, excelize.Options{Password: "mật khẩu"}))
	return b.Bytes()
}

// zipBomb is a workbook whose first sheet unpacks to a hundred million spaces.
func zipBomb(t *testing.T, base []byte) []byte {
	return rezip(t, base, func(name string, content []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return bytes.Repeat([]byte(" "), 100_000_000)
		}
		return content
	})
}

func zipOf(t *testing.T, name string, content []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write(content)
	must(t, err)
	must(t, z.Close())
	return b.Bytes()
}

// replaceInZip rewrites what a pattern finds in the parts of a workbook.
func replaceInZip(t *testing.T, path, pattern, replacement string) {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	find, found := regexp.MustCompile(pattern), false
	content = rezip(t, content, func(_ string, part []byte) []byte {
		found = found || find.Match(part)
		return find.ReplaceAll(part, []byte(replacement))
	})
	if !found {
		t.Fatalf("%s: nothing to replace", path)
	}
	must(t, os.WriteFile(path, content, 0o644))
}

// rezip rewrites every part of a zip file.
func rezip(t *testing.T, content []byte, change func(name string, part []byte) []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, f := range r.File {
		part, err := f.Open()
		must(t, err)
		old, err := io.ReadAll(part)
		must(t, err)
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(2023, 9, 30, 0, 0, 0, 0, time.UTC)})
		must(t, err)
		_, err = w.Write(change(f.Name, old))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}
