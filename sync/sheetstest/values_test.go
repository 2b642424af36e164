package sheetstest

import (
	"net/url"
	"testing"
)

func TestRangesAreEchoedCutAndRefused(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Sheet1", Rows: 10, Columns: 4}, {Title: "D3", Rows: 4, Columns: 4}, {Title: "Kế hoạch"}}})
	for _, tt := range []struct{ reference, want string }{
		{"Sheet1", "Sheet1!A1:D10"},
		{"'Sheet1'!B2", "Sheet1!B2"},
		{"Sheet1!A:A", "Sheet1!A1:A10"},
		{"Sheet1!A2:A", "Sheet1!A2:A10"},
		{"Sheet1!A1:1", "Sheet1!A1:D1"},
		{"Sheet1!D4:A1", "Sheet1!A1:D4"},
		{"Sheet1!A1:C1000", "Sheet1!A1:C10"},
		{"'D3'!A1:C1000", "'D3'!A1:C4"},
		{"A1:B2", "Sheet1!A1:B2"},
		{"Kế hoạch!A1", "'Kế hoạch'!A1"},
		{"'Kế hoạch'", "'Kế hoạch'!A1:Z1000"},
		{"Sheet1!R2C3", "Sheet1!C2"},
	} {
		out := a.ok("GET", "/values/"+url.PathEscape(tt.reference), "")
		same(t, tt.reference, out["range"], any(tt.want))
	}
	for _, tt := range []struct{ reference, want string }{
		{"Nowhere!A1", "Unable to parse range: Nowhere!A1"},
		{"Sheet1!AAAA1", "Unable to parse range: Sheet1!AAAA1"},
		{"Sheet1!A50:B51", "Range (Sheet1!A50:B51) exceeds grid limits. Max rows: 10, max columns: 4"},
		{"Sheet1!F1", "Range (Sheet1!F1) exceeds grid limits. Max rows: 10, max columns: 4"},
	} {
		same(t, tt.reference, a.refused("GET", "/values/"+url.PathEscape(tt.reference), "", 400), tt.want)
	}
}

func TestReadingTrimsAndRenders(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "S", Rows: 6, Columns: 5}}})
	a.ok("PUT", "/values/S!A1?valueInputOption=USER_ENTERED",
		`{"values":[["=4/2","2020-01-01","text",53,""],[],["","x"],["=SUM(A1,D1)","TRUE","58,5","=1/0","0042"]]}`)
	for _, tt := range []struct{ name, query, want string }{
		{"as shown", "", `[["2","2020-01-01","text","53"],[],["","x"],["55","TRUE","585","#DIV/0!","42"]]`},
		{"raw", "?valueRenderOption=UNFORMATTED_VALUE", `[[2,43831,"text",53],[],["","x"],[55,true,585,"#DIV/0!",42]]`},
		{"raw with dates as text", "?valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING",
			`[[2,"2020-01-01","text",53],[],["","x"],[55,true,585,"#DIV/0!",42]]`},
		{"formulas", "?valueRenderOption=FORMULA", `[["=4/2",43831,"text",53],[],["","x"],["=SUM(A1,D1)",true,585,"=1/0",42]]`},
		{"columns", "?majorDimension=COLUMNS", `[["2","","","55"],["2020-01-01","","x","TRUE"],["text","","","585"],["53","","","#DIV/0!"],["","","","42"]]`},
	} {
		same(t, tt.name, a.values("S", tt.query), tt.want)
	}
	if _, has := a.ok("GET", "/values/S!A5:E6", "")["values"]; has {
		t.Error("an empty range has values")
	}
}

func TestWritingCountsAndLimits(t *testing.T) {
	a := newAPI(t, sample())
	put := func(reference, body string) map[string]any {
		out := a.ok("PUT", "/values/"+url.PathEscape(reference)+"?valueInputOption=RAW", body)
		delete(out, "spreadsheetId")
		return out
	}
	same(t, "null skips, \"\" counts", put("'Trạm y tế'!D2:E4", `{"values":[[null,"a"],[],["",null]]}`), map[string]any{
		"updatedRange": "'Trạm y tế'!D2:E4", "updatedRows": 2.0, "updatedColumns": 2.0, "updatedCells": 2.0,
	})
	same(t, "one row of two", put("'Trạm y tế'!D2:E3", `{"values":[[1,2]]}`)["updatedRange"], any("'Trạm y tế'!D2:E2"))
	for _, tt := range []struct{ name, reference, body, want string }{
		{"column", "'Trạm y tế'!A2:B2", `{"values":[[1,2,3]]}`, "Requested writing within range ['Trạm y tế'!A2:B2], but tried writing to column [C]"},
		{"row", "'Trạm y tế'!A2:B2", `{"values":[[1],[2]]}`, "Requested writing within range ['Trạm y tế'!A2:B2], but tried writing to row [3]"},
		{"grid", "'Trạm y tế'!A9", `{"values":[[1]]}`, "Range ('Trạm y tế'!A9) exceeds grid limits. Max rows: 8, max columns: 5"},
		{"no list", "'Trạm y tế'!A1", `{"values":"X"}`, `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "X"`},
	} {
		same(t, tt.name, a.refused("PUT", "/values/"+url.PathEscape(tt.reference)+"?valueInputOption=RAW", tt.body, 400), tt.want)
	}
	same(t, "no option", a.refused("PUT", "/values/A1", `{"values":[[1]]}`, 400), "'valueInputOption' is required but not specified")
}

func TestBatchUpdateOfValuesIsAllOrNothing(t *testing.T) {
	a := newAPI(t, sample())
	before := a.values("Trạm y tế", "")
	same(t, "message", a.refused("POST", "/values:batchUpdate",
		`{"valueInputOption":"RAW","data":[{"range":"'Trạm y tế'!A1","values":[["changed"]]},{"range":"Nowhere!A1","values":[["x"]]}]}`, 400),
		"Invalid data[1]: Unable to parse range: Nowhere!A1")
	same(t, "values", a.values("Trạm y tế", ""), before)
	out := a.ok("POST", "/values:batchUpdate",
		`{"valueInputOption":"RAW","data":[{"range":"'Trạm y tế'!D2","values":[["a"]]},{"range":"'Trạm y tế'!D2:E2","values":[["b","c"]]}]}`)
	same(t, "rows count once", []any{out["totalUpdatedRows"], out["totalUpdatedColumns"], out["totalUpdatedCells"], out["totalUpdatedSheets"]},
		[]any{1.0, 2.0, 3.0, 1.0})
}

// The examples are those of the documentation, and the recorded case of a row
// with a gap.
func TestAppendFindsTheTable(t *testing.T) {
	layout := [][]any{{"x", "y", "z"}, {1, 2, 3}, {}, {nil, "x", "y"}, {nil, 1, 2}, {nil, 3, 4}}
	for _, tt := range []struct {
		name, reference string
		values          [][]any
		table, want     string
	}{
		{"the whole tab", "S", layout, "S!B4:C6", "S!B7"},
		{"inside the last", "S!B4", layout, "S!B4:C6", "S!B7"},
		{"over both", "S!B2:D4", layout, "S!B4:C6", "S!B7"},
		{"inside the first", "S!A1", layout, "S!A1:C2", "S!A3"},
		{"beside a table", "S!A4", layout, "", "S!A4"},
		{"an empty tab", "S", nil, "", "S!A1"},
		{"a row with a gap", "S", [][]any{{"x", "", "y"}}, "S!C1", "S!C2"},
		{"the first cell of such a row", "S!A1", [][]any{{"x", "", "y"}}, "S!A1", "S!A2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "S", Rows: 20, Columns: 6, Values: tt.values}}})
			out := a.ok("POST", "/values/"+url.PathEscape(tt.reference)+":append?valueInputOption=RAW", `{"values":[["new"]]}`)
			table, _ := out["tableRange"].(string)
			same(t, "table", table, tt.table)
			same(t, "written", out["updates"].(map[string]any)["updatedRange"], any(tt.want))
		})
	}
}

func TestAppendGrowsOrInserts(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "S", Rows: 2, Columns: 2, Values: [][]any{{1, 2}, {3, 4}}}}})
	a.ok("POST", "/values/S:append?valueInputOption=RAW", `{"values":[[5,6,7]]}`)
	same(t, "grown", a.ok("GET", "/values/S", "")["range"], any("S!A1:C3"))
	a.ok("POST", "/values/S!A1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS", `{"values":[[8]]}`)
	same(t, "inserted", a.values("S", ""), `[["1","2"],["3","4"],["5","6","7"],["8"]]`)
}

func TestClearKeepsFormats(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "S", Rows: 3, Columns: 3}}})
	a.ok("PUT", "/values/S!A1?valueInputOption=USER_ENTERED", `{"values":[["2020-01-01"]]}`)
	same(t, "cleared", a.ok("POST", "/values/S!A1:Z9:clear", "")["clearedRange"], any("S!A1:C3"))
	a.ok("PUT", "/values/S!A1?valueInputOption=RAW", `{"values":[[1]]}`)
	same(t, "the format stayed", a.values("S!A1", ""), `[["1899-12-31"]]`)
}

func TestTypedTextFollowsTheLocale(t *testing.T) {
	for _, tt := range []struct{ locale, typed, want string }{
		{"en_US", "58,5", "585"}, {"en_US", "58.5", "58.5"}, {"vi_VN", "58,5", "58.5"}, {"vi_VN", "1.234", "1234"},
		{"vi_VN", "58.5", `"58.5"`}, {"vi_VN", "9/10", "45208"}, {"en_US", "9/10", "45179"}, {"vi_VN", "'9/10", `"9/10"`},
	} {
		a := newAPI(t, Spreadsheet{Locale: tt.locale, Tabs: []Tab{{Title: "S"}}})
		if err := a.srv.Human(a.id).Type("S!A1", tt.typed); err != nil {
			t.Fatal(err)
		}
		same(t, tt.locale+" "+tt.typed, a.values("S!A1", "?valueRenderOption=UNFORMATTED_VALUE"), "[["+tt.want+"]]")
	}
}

func TestPlainTextCellsKeepWhatIsTyped(t *testing.T) {
	a := newAPI(t, Spreadsheet{Locale: "vi_VN", Tabs: []Tab{{Title: "S"}}})
	a.batch(`{"repeatCell":{"range":{"sheetId":0},"cell":{"userEnteredFormat":{"numberFormat":{"type":"TEXT"}}},"fields":"userEnteredFormat.numberFormat"}}`)
	if err := a.srv.Human(a.id).Type("S!A1", "9/10"); err != nil {
		t.Fatal(err)
	}
	same(t, "value", a.values("S!A1", "?valueRenderOption=UNFORMATTED_VALUE"), `[["9/10"]]`)
}
