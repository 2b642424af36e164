package sheetstest

import "testing"

func TestFillCarriesOn(t *testing.T) {
	for _, tt := range []struct{ name, request, want string }{
		{
			"what a range begins with, downwards",
			`{"autoFill":{"range":{"sheetId":0,"endRowIndex":4}}}`,
			`[[1,10,"Tổ 1","a","=1+1"],[3,10,"Tổ 2","b","=1+1"],[5,10,"Tổ 3","a","=1+1"],[7,10,"Tổ 4","b","=1+1"]]`,
		},
		{
			"a source backwards has no room",
			`{"autoFill":{"sourceAndDestination":{"source":{"sheetId":0,"startRowIndex":1,"endRowIndex":2,"endColumnIndex":5},"dimension":"ROWS","fillLength":-1}}}`,
			`[[3,10,"Tổ 1","b","=1+1"],[3,10,"Tổ 2","b","=1+1"]]`,
		},
		{
			"the alternate series counts what is repeated and repeats what is counted",
			`{"autoFill":{"sourceAndDestination":{"source":{"sheetId":0,"startRowIndex":1,"endRowIndex":2,"endColumnIndex":4},"dimension":"ROWS","fillLength":1},"useAlternateSeries":true}}`,
			`[[1,10,"Tổ 1","a","=1+1"],[3,10,"Tổ 2","b","=1+1"],[4,11,"Tổ 2","b"]]`,
		},
		{
			"to the right",
			`{"autoFill":{"sourceAndDestination":{"source":{"sheetId":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2},"dimension":"COLUMNS","fillLength":2}}}`,
			`[[1,10,19,28,"=1+1"],[3,10,"Tổ 2","b","=1+1"]]`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Rows: 6, Columns: 5, Values: [][]any{
				{1, 10, "Tổ 1", "a"}, {3, 10, "Tổ 2", "b"},
			}}}})
			a.ok("PUT", "/values/E1:E2?valueInputOption=USER_ENTERED", `{"values":[["=1+1"],["=1+1"]]}`)
			a.batch(tt.request)
			got := a.ok("GET", "/values/A1:E6?valueRenderOption=FORMULA", "")
			same(t, "values", asJSON(t, got["values"]), tt.want)
		})
	}
}

func TestOneDateIsFilledByDays(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Rows: 3, Columns: 1}}})
	a.ok("PUT", "/values/A1?valueInputOption=USER_ENTERED", `{"values":[["2026-02-28"]]}`)
	a.batch(`{"autoFill":{"range":{"sheetId":0}}}`)
	same(t, "days", asJSON(t, a.ok("GET", "/values/A1:A3", "")["values"]), `[["2026-02-28"],["2026-03-01"],["2026-03-02"]]`)
}
