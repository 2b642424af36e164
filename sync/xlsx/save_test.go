package xlsx_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

func oneEdit(base *workbook.Snapshot, s string) workbook.Edit {
	return workbook.Edit{Base: base, Cells: []workbook.CellEdit{put("A1", text(s))}}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteRefusesWhileOpenElsewhere(t *testing.T) {
	for _, mark := range []string{"~$nhỏ.xlsx", ".~lock.nhỏ.xlsx#"} {
		path := smallFile(t, nil)
		base := read(t, path)
		lock := filepath.Join(filepath.Dir(path), mark)
		if err := os.WriteFile(lock, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		before := partsOf(t, path)
		wantError(t, "write", path, open(t, path).Write(t.Context(), oneEdit(base, "x")), workbook.ErrOpen)
		wantError(t, "write", path, open(t, path).CheckWritable(t.Context()), workbook.ErrOpen)
		if diff := cmp.Diff(before, partsOf(t, path)); diff != "" {
			t.Errorf("%s: the file changed (-want +got):\n%s", mark, diff)
		}
		if err := os.Remove(lock); err != nil {
			t.Fatal(err)
		}
		if err := open(t, path).Write(t.Context(), oneEdit(base, "x")); err != nil {
			t.Errorf("%s: write after the program closed the file: %v", mark, err)
		}
	}
}

func TestWriteRefusesWhatChanged(t *testing.T) {
	path := smallFile(t, map[string]string{sheetName: sheet(`<row r="1"><c r="A1"><v>1</v></c></row>`)})
	w := open(t, path)
	base := read(t, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	// Of the same length and at the same time: only the content tells.
	other := zipOf(t, smallParts(map[string]string{sheetName: sheet(`<row r="1"><c r="A1"><v>2</v></c></row>`)})...)
	if int64(len(other)) != info.Size() {
		t.Fatalf("the other file has %d bytes, want %d", len(other), info.Size())
	}
	if err := os.WriteFile(path, other, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	wantError(t, "write", path, w.Write(t.Context(), oneEdit(base, "x")), workbook.ErrChanged)
	if got := read(t, path).Grids[0].At(0, 0); got != number("2", "") {
		t.Errorf("A1 = %+v, want the other's 2", got)
	}
	if diff := cmp.Diff([]string{"nhỏ.xlsx"}, names(t, filepath.Dir(path))); diff != "" {
		t.Errorf("left in the folder (-want +got):\n%s", diff)
	}
}

func TestWriteTakesWhatWasOnlyTouched(t *testing.T) {
	path := smallFile(t, nil)
	base := read(t, path)
	later := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	if err := open(t, path).Write(t.Context(), oneEdit(base, "x")); err != nil {
		t.Errorf("a file with a newer time and the same content: %v", err)
	}
}

func TestWriteLeavesOneFileOfTheSameMode(t *testing.T) {
	path := smallFile(t, nil)
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := open(t, path).Write(t.Context(), oneEdit(read(t, path), "x")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"nhỏ.xlsx"}, names(t, filepath.Dir(path))); diff != "" {
		t.Errorf("left in the folder (-want +got):\n%s", diff)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != 0o640 && runtime.GOOS != "windows" {
		t.Errorf("mode %o, want 640", got)
	}
}

func TestWriteThatChangesNothingLeavesTheFile(t *testing.T) {
	path := smallFile(t, map[string]string{sheetName: sheet(`<row r="1">` + inline("A1", "", "x") + `</row>`)})
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, path).Write(t.Context(), oneEdit(read(t, path), "x")); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("the file was written anew")
	}
}

func TestWriteFollowsALink(t *testing.T) {
	path := smallFile(t, nil)
	link := filepath.Join(t.TempDir(), "lối tắt.xlsx")
	if err := os.Symlink(path, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if err := open(t, link).Write(t.Context(), oneEdit(read(t, link), "x")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is a link no more: %v, %v", info.Mode(), err)
	}
	if got := read(t, path).Grids[0].At(0, 0); got != text("x") {
		t.Errorf("A1 of the target = %+v, want x", got)
	}
	// The other program marks the file it has open, not the link to it.
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "~$nhỏ.xlsx"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	wantError(t, "write", link, open(t, link).Write(t.Context(), oneEdit(nil, "y")), workbook.ErrOpen)
	if err := os.Rename(filepath.Join(filepath.Dir(path), "~$nhỏ.xlsx"), filepath.Join(filepath.Dir(link), "~$lối tắt.xlsx")); err != nil {
		t.Fatal(err)
	}
	wantError(t, "write", link, open(t, link).Write(t.Context(), oneEdit(nil, "y")), workbook.ErrOpen)
}

func TestWriteWithoutAFolderToWriteTo(t *testing.T) {
	path := smallFile(t, nil)
	w, base := open(t, path), read(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantError(t, "write", path, w.Write(t.Context(), oneEdit(base, "x")), workbook.ErrNotFound)
	if got := names(t, filepath.Dir(path)); got != nil {
		t.Errorf("left in the folder: %v", got)
	}
}

func TestWriteIntoProtectedPlaces(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("whoever runs this may write everywhere")
	}
	path := smallFile(t, nil)
	before := partsOf(t, path)
	for _, place := range []struct {
		path     string
		mode, as fs.FileMode
	}{{path, 0o444, 0o644}, {filepath.Dir(path), 0o555, 0o755}} {
		if err := os.Chmod(place.path, place.mode); err != nil {
			t.Fatal(err)
		}
		wantError(t, "write", path, open(t, path).Write(t.Context(), oneEdit(nil, "x")), workbook.ErrDenied)
		if err := os.Chmod(place.path, place.as); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, partsOf(t, path)); diff != "" {
			t.Errorf("the file changed (-want +got):\n%s", diff)
		}
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "có rồi.xlsx")
	if err := os.WriteFile(path, []byte("của người khác"), 0o644); err != nil {
		t.Fatal(err)
	}
	wantError(t, "create", path, xlsx.Create(path, []workbook.Layout{{Title: "Trang"}}), fs.ErrExist)
	if got, err := os.ReadFile(path); err != nil || string(got) != "của người khác" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if diff := cmp.Diff([]string{"có rồi.xlsx"}, names(t, filepath.Dir(path))); diff != "" {
		t.Errorf("left in the folder (-want +got):\n%s", diff)
	}
}

func TestCreateRefuses(t *testing.T) {
	long := "Công chức địa chính xây dựng đô thị"
	withCell := func(value workbook.Cell) []workbook.Layout {
		return []workbook.Layout{{Title: "Trang", Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{{Value: value}}}}}}
	}
	for name, test := range map[string]struct {
		tabs []workbook.Layout
		want error // nil for any
	}{
		"no tab":                {nil, nil},
		"no title":              {[]workbook.Layout{{}}, workbook.ErrTitle},
		"title too long":        {[]workbook.Layout{{Title: long}}, workbook.ErrTitle},
		"title with a slash":    {[]workbook.Layout{{Title: "Biểu 1/2"}}, workbook.ErrTitle},
		"title with apostrophe": {[]workbook.Layout{{Title: "'Trang'"}}, workbook.ErrTitle},
		"reserved title":        {[]workbook.Layout{{Title: "History"}}, workbook.ErrTitle},
		"title twice":           {[]workbook.Layout{{Title: "Trang"}, {Title: "TRANG"}}, workbook.ErrTabExists},
		"no number":             {withCell(workbook.NumberCell("x")), nil},
		"error mark":            {withCell(workbook.Cell{Kind: workbook.Error, Value: "#N/A"}), nil},
		"text too long":         {withCell(text(strings.Repeat("ấ", 32768))), workbook.ErrTooLong},
	} {
		path := filepath.Join(t.TempDir(), "mới.xlsx")
		err := xlsx.Create(path, test.tabs)
		if op := (*workbook.OpError)(nil); !errors.As(err, &op) || op.Op != "create" || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: got error %v, want %v", name, err, test.want)
		}
		if got := names(t, filepath.Dir(path)); got != nil {
			t.Errorf("%s: left in the folder: %v", name, got)
		}
	}
}
