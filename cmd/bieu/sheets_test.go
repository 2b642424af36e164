package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// The commands of the scripts that stand for what people do to a workbook, and
// for what they see in it.

func scriptWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	f := excelize.NewFile()
	defer f.Close()
	for i, arg := range args[1:] {
		tab, files, _ := strings.Cut(arg, "=")
		if i == 0 {
			ts.Check(f.SetSheetName("Sheet1", tab))
		} else {
			_, err := f.NewSheet(tab)
			ts.Check(err)
		}
		var lines []string
		for _, name := range strings.Split(files, "+") {
			lines = append(lines, strings.Split(strings.TrimRight(ts.ReadFile(name), "\n"), "\n")...)
		}
		for row, line := range lines {
			for col, text := range strings.Split(line, "\t") {
				if text == "" {
					continue
				}
				ref, err := excelize.CoordinatesToCellName(col+1, row+1)
				ts.Check(err)
				ts.Check(f.SetCellStr(tab, ref, text))
			}
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

func scriptCell(ts *testscript.TestScript, neg bool, args []string) {
	kind := ""
	if strings.HasPrefix(args[0], "-") {
		kind, args = args[0], args[1:]
	}
	f := openSheets(ts, args[0])
	defer f.Close()
	tab, ref := splitRef(ts, args[1])
	got, err := f.GetCellValue(tab, ref, excelize.Options{RawCellValue: true})
	ts.Check(err)
	match := got == args[2]
	if kind == "-has" {
		match = strings.Contains(got, args[2])
	}
	if match == neg {
		ts.Fatalf("%s is %q, asked for %q", args[1], got, args[2])
	}
	if kind == "-text" {
		ts.Check(isText(f, tab, ref))
	}
}

// isText says whether a cell holds text and no formula.
func isText(f *excelize.File, tab, ref string) error {
	formula, err := f.GetCellFormula(tab, ref)
	if err != nil {
		return err
	}
	kind, err := f.GetCellType(tab, ref)
	if err != nil {
		return err
	}
	if formula != "" || kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
		return fmt.Errorf("%s!%s is no text: type %v, formula %q", tab, ref, kind, formula)
	}
	return nil
}

func scriptSetCell(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	kind := ""
	if strings.HasPrefix(args[0], "-") {
		kind, args = args[0], args[1:]
	}
	f := openSheets(ts, args[0])
	defer f.Close()
	tab, ref := splitRef(ts, args[1])
	ts.Check(typeIn(f, tab, ref, kind, args[2]))
	ts.Check(f.Save())
}

// typeIn puts into a cell what a spreadsheet would make of typing it.
func typeIn(f *excelize.File, tab, ref, kind, value string) error {
	switch kind {
	case "-number":
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return err
		}
		return f.SetCellFloat(tab, ref, number, -1, 64)
	case "-formula":
		return f.SetCellFormula(tab, ref, value)
	case "-date":
		day, err := time.Parse("2006-01-02", value)
		if err != nil {
			return err
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			return err
		}
		if err := f.SetCellValue(tab, ref, day); err != nil {
			return err
		}
		return f.SetCellStyle(tab, ref, ref, style)
	}
	return f.SetCellStr(tab, ref, value)
}

func scriptInsertColumn(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	f := openSheets(ts, args[0])
	defer f.Close()
	ts.Check(f.InsertCols(args[1], args[2], 1))
	ts.Check(f.Save())
}

func scriptRename(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	f := openSheets(ts, args[0])
	defer f.Close()
	if args[2] == "" {
		ts.Check(f.DeleteSheet(args[1]))
	} else {
		ts.Check(f.SetSheetName(args[1], args[2]))
	}
	ts.Check(f.Save())
}

func scriptTabs(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	f := openSheets(ts, args[0])
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, args[1:]) {
		ts.Fatalf("tabs %q, want %q", got, args[1:])
	}
}

func scriptChanged(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	var got []string
	for ref := range differing(cellsOf(ts, args[0]), cellsOf(ts, args[1])) {
		if tab, _ := splitRef(ts, ref); slices.Contains(args[2:], tab+"!*") {
			ref = tab + "!*"
		}
		got = append(got, ref)
	}
	slices.Sort(got)
	got = slices.Compact(got)
	want := slices.Sorted(slices.Values(args[2:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("changed cells\n got %q\nwant %q", got, want)
	}
}

// differing returns the cells that hold something else in the one than in the
// other.
func differing(before, after map[string]string) map[string]bool {
	refs := map[string]bool{}
	for ref, text := range before {
		refs[ref] = after[ref] != text
	}
	for ref, text := range after {
		refs[ref] = before[ref] != text
	}
	maps.DeleteFunc(refs, func(_ string, differs bool) bool { return !differs })
	return refs
}

// cellsOf returns the cells of a workbook that are not blank, by tab!cell.
func cellsOf(ts *testscript.TestScript, name string) map[string]string {
	f := openSheets(ts, name)
	defer f.Close()
	cells := map[string]string{}
	for _, tab := range f.GetSheetList() {
		rows, err := f.GetRows(tab, excelize.Options{RawCellValue: true})
		ts.Check(err)
		for r, row := range rows {
			for c, text := range row {
				if text == "" {
					continue
				}
				ref, err := excelize.CoordinatesToCellName(c+1, r+1)
				ts.Check(err)
				cells[fmt.Sprintf("%s!%s", tab, ref)] = text
			}
		}
	}
	return cells
}

func openSheets(ts *testscript.TestScript, name string) *excelize.File {
	f, err := excelize.OpenFile(ts.MkAbs(name))
	ts.Check(err)
	return f
}

func splitRef(ts *testscript.TestScript, where string) (tab, ref string) {
	tab, ref, ok := strings.Cut(where, "!")
	if !ok {
		ts.Fatalf("%q is no tab!cell", where)
	}
	return tab, ref
}
