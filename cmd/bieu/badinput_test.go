package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// badWant is what must come of a fixture. The words that people read are in the
// golden file beside it.
type badWant struct {
	check, sync int    // exit codes
	code, cell  string // the problem, "" when the file could not be read at all
	// provisional is true when the Biểu must say that it is not complete.
	provisional bool
}

var badWants = map[string]badWant{
	"picture":     {check: 1, sync: 1},
	"csv":         {check: 1, sync: 1},
	"cut_short":   {check: 1, sync: 1},
	"encrypted":   {check: 1, sync: 1},
	"zip_bomb":    {check: 1, sync: 1},
	"no_workbook": {check: 1, sync: 1},

	"missing_tab":         {3, 3, "no_tab", "Trạm y tế", true},
	"missing_header":      {3, 3, "missing_header", "Trạm y tế", true},
	"doubled_header":      {3, 3, "doubled_header", "Trạm y tế!I3", true},
	"near_doubled_header": {3, 3, "near_doubled_header", "Trạm y tế!I3", true},
	"misspelt_header":     {3, 3, "missing_header", "Trạm y tế!G3", true},
	"no_header":           {3, 3, "no_header", "Trạm y tế", true},
	"doubled_code":        {3, 3, "doubled_code", "Trạm y tế!A5", true},
	"unknown_code":        {3, 0, "unknown_code", "Trạm y tế!A5", true},
	"no_code":             {3, 0, "no_code", "Trạm y tế!A5", true},
	"date_code":           {3, 0, "date_code", "Trạm y tế!A5", true},
	"text_figure":         {3, 0, "not_a_figure", "Trạm y tế!F5", true},
	"formula_error":       {3, 0, "formula_error", "Trạm y tế!F5", true},
	"date_figure":         {3, 0, "date_figure", "Trạm y tế!F5", true},
	"percent_of_count":    {3, 0, "percent_format", "Trạm y tế!F5", false},
	"merged_rows":         {3, 0, "merged_rows", "Trạm y tế!G4", false},
	"long_text":           {3, 0, "too_long", "Trạm y tế!G6", false},
	"no_period":           {3, 0, "no_period", "Trạm y tế!C1", true},
	"bad_period":          {3, 0, "bad_period", "Trạm y tế!C1", true},
	"plan_unknown_unit":   {3, 0, "unknown_owner", "Kế hoạch!E4", false},
	"bieu_doubled_tt":     {3, 3, "doubled_tt", "Biểu 02!A6", false},
	"bieu_missing_header": {3, 3, "missing_header", "Biểu 02", false},

	// Read all the same.
	"percent_figure":        {0, 0, "percent_format", "Trạm y tế!F4", false},
	"hidden_row":            {0, 0, "hidden_row", "Trạm y tế!A5", false},
	"blank_row":             {0, 0, "blank_row", "Trạm y tế!A5", false},
	"nfd_headers":           {0, 0, "", "", false},
	"formula_like_text":     {0, 0, "", "", false},
	"numbers_as_text":       {0, 0, "", "", false},
	"no_problem_whatsoever": {0, 0, "", "", false},

	// Without a plan, or without units, there is nothing to judge.
	"plan_doubled_code":   {check: 1, sync: 1},
	"plan_missing_header": {check: 1, sync: 1},
	"plan_missing_tab":    {check: 1, sync: 1},
	"units_missing_tab":   {check: 1, sync: 1},
}

// TestBadInput holds what the program says of each fixture, and does with it,
// to its golden file.
func TestBadInput(t *testing.T) {
	if *remaking {
		makeFixtures(t)
	}
	names := slices.Sorted(maps.Keys(badWants))
	if diff := cmp.Diff(names, fixtureNames(t)); diff != "" {
		t.Fatalf("fixtures (-want +got):\n%s", diff)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) { testBad(t, name, badWants[name]) })
	}
}

func testBad(t *testing.T, name string, want badWant) {
	golden, err := filepath.Abs(filepath.Join("testdata", "bad", name+".golden"))
	must(t, err)
	workIn(t, name)
	before, err := os.ReadFile("ke-hoach.xlsx")
	must(t, err)

	said, code := bieu("check", "ke-hoach.xlsx")
	if code != want.check {
		t.Errorf("check ends with %d, want %d", code, want.check)
	}
	if want.code != "" {
		asJSON, _ := bieu("check", "ke-hoach.xlsx", "--json")
		cells, err := jsonPick(asJSON, "problems/code="+want.code+"/cell")
		if err != nil || len(cells) == 0 || jsonText(cells[0]) != want.cell {
			t.Errorf("problem %s is at %v (%v), want %s", want.code, cells, err, want.cell)
		}
	}
	synced, code := bieu("sync")
	if code != want.sync {
		t.Errorf("sync ends with %d, want %d", code, want.sync)
	}
	after, err := os.ReadFile("ke-hoach.xlsx")
	must(t, err)
	switch {
	case want.sync == exitFailed:
		if !bytes.Equal(before, after) {
			t.Error("the workbook was written although the run failed")
		}
	case want.provisional != provisional(t):
		t.Errorf("provisional is %v, want %v", !want.provisional, want.provisional)
	}
	compareGolden(t, golden, fmt.Sprintf("$ bieu check ke-hoach.xlsx\n%s\n$ bieu sync\n%s", said, synced))
}

// workIn makes a folder with a fixture and its settings the current one.
func workIn(t *testing.T, name string) {
	t.Helper()
	content, err := os.ReadFile(fixture(name))
	must(t, err)
	t.Chdir(t.TempDir())
	must(t, os.WriteFile("ke-hoach.xlsx", content, 0o644))
	must(t, os.WriteFile("bieu.yaml", []byte(badSettings), 0o644))
}

// bieu runs the program and returns all that people read of it, the exit code
// in the last line.
func bieu(args ...string) (said string, code int) {
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &stdout, &stderr)
	return fmt.Sprintf("%s%s[%d]\n", stdout.String(), stderr.String(), code), code
}

// provisional reports whether Biểu 02 says that it is not complete.
func provisional(t *testing.T) bool {
	t.Helper()
	f, err := excelize.OpenFile("ke-hoach.xlsx")
	must(t, err)
	defer f.Close()
	line, err := f.GetCellValue("Biểu 02", "A3")
	must(t, err)
	return strings.HasPrefix(line, "TẠM – ")
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		must(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("what people read (-want +got):\n%s", diff)
	}
}

func fixtureNames(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(fixture("*"))
	must(t, err)
	var names []string
	for _, path := range paths {
		names = append(names, strings.TrimSuffix(filepath.Base(path), ".xlsx"))
	}
	slices.Sort(names)
	return names
}

// A problem in one unit's tab stops that unit only.
func TestBadInputStopsOneUnitOnly(t *testing.T) {
	for _, name := range []string{"missing_tab", "missing_header", "doubled_header", "doubled_code", "no_header"} {
		t.Run(name, func(t *testing.T) {
			workIn(t, name)
			bieu("sync")
			for ref, want := range map[string]string{
				"Công an!K4": "Đạt chỉ tiêu KH", "Biểu 02!C7": "97%", "Biểu 02!D7": "Đạt chỉ tiêu KH", "Biểu 02!D5": "",
			} {
				if got := sheetCell(t, ref); got != want {
					t.Errorf("%s is %q, want %q", ref, got, want)
				}
			}
		})
	}
}

// What people wrote stays text in the Biểu, however it begins.
func TestFormulaLikeTextStaysText(t *testing.T) {
	workIn(t, "formula_like_text")
	bieu("sync")
	f, err := excelize.OpenFile("ke-hoach.xlsx")
	must(t, err)
	defer f.Close()
	for where, want := range formulaLike {
		tab, ref, _ := strings.Cut(where, "!")
		if got := sheetCell(t, where); got != want {
			t.Errorf("%s is %q, want %q", where, got, want)
		}
		if err := isText(f, tab, ref); err != nil {
			t.Error(err)
		}
	}
}

// A text too long for a cell of the Biểu stays whole where it was written.
func TestLongTextIsNotLost(t *testing.T) {
	workIn(t, "long_text")
	bieu("sync")
	if got := len([]rune(sheetCell(t, health+"!G6"))); got != longText {
		t.Errorf("the unit's cell holds %d characters, want %d", got, longText)
	}
	if got, want := sheetCell(t, "Biểu 01!C5"), "(Nội dung dài, xem trang “Trạm y tế”)"; got != want {
		t.Errorf("the Biểu says %q, want %q", got, want)
	}
}

func sheetCell(t *testing.T, where string) string {
	t.Helper()
	f, err := excelize.OpenFile("ke-hoach.xlsx")
	must(t, err)
	defer f.Close()
	tab, ref, _ := strings.Cut(where, "!")
	got, err := f.GetCellValue(tab, ref, excelize.Options{RawCellValue: true})
	must(t, err)
	return got
}
