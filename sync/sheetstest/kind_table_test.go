package sheetstest

import "testing"

func TestTablesShowAllTheirColumns(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Values: [][]any{{"Mã", "Số", "", "Ngày"}, {"a", 1}}}}})
	shown := func() string {
		sheet := listOf(a.ok("GET", "?fields=sheets.tables.columnProperties", "")["sheets"])[0].(map[string]any)
		return asJSON(t, listOf(sheet["tables"])[0].(map[string]any)["columnProperties"])
	}
	header := func() string { return asJSON(t, a.ok("GET", "/values/A1:D1", "")["values"]) }
	a.batch(`{"addTable":{"table":{"tableId":"t1","name":"T","range":{"sheetId":0,"endRowIndex":2,"endColumnIndex":4},` +
		`"columnProperties":[{"columnIndex":1,"columnType":"DOUBLE"},{"columnIndex":3,"columnName":"Hạn"}]}}}`)
	same(t, "added", shown(), `[{"columnName":"Mã"},{"columnIndex":1,"columnName":"Column 1","columnType":"DOUBLE"},`+
		`{"columnIndex":2,"columnName":"Column 2"},{"columnIndex":3,"columnName":"Hạn"}]`)
	same(t, "header", header(), `[["Mã","Column 1","Column 2","Hạn"]]`)
	a.batch(`{"updateTable":{"table":{"tableId":"t1","columnProperties":[{"columnName":"Khoá","columnType":"TEXT"}]},"fields":"columnProperties"}}`)
	same(t, "updated", shown(), `[{"columnName":"Khoá","columnType":"TEXT"},{"columnIndex":1,"columnName":"Column 1"},`+
		`{"columnIndex":2,"columnName":"Column 2"},{"columnIndex":3,"columnName":"Hạn"}]`)
	same(t, "header after it", header(), `[["Khoá","Column 1","Column 2","Hạn"]]`)
	a.batch(`{"updateTable":{"table":{"tableId":"t1","range":{"sheetId":0,"startRowIndex":1,"endRowIndex":3,"endColumnIndex":2}},"fields":"range"}}`)
	same(t, "moved", shown(), `[{"columnName":"a","columnType":"TEXT"},{"columnIndex":1,"columnName":"1"}]`)
}

func TestFiltersShowBothWaysOfTheirCriteria(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Rows: 3, Columns: 3, Values: [][]any{{"h"}, {"x"}}}}})
	const rng = `"range":{"endColumnIndex":3,"endRowIndex":3,"startColumnIndex":0,"startRowIndex":0}`
	view := func() string {
		sheet := listOf(a.ok("GET", "?fields=sheets(basicFilter,filterViews)", "")["sheets"])[0]
		return asJSON(t, sheet)
	}
	a.batch(`{"setBasicFilter":{"filter":{"range":{"sheetId":0},"criteria":{"2":{"hiddenValues":["z"]},"0":{"hiddenValues":["x"]}}}}}`)
	same(t, "criteria", view(), `{"basicFilter":{"criteria":{"0":{"hiddenValues":["x"]},"2":{"hiddenValues":["z"]}},`+
		`"filterSpecs":[{"filterCriteria":{"hiddenValues":["x"]}},{"columnIndex":2,"filterCriteria":{"hiddenValues":["z"]}}],`+rng+`}}`)
	a.batch(`{"clearBasicFilter":{}}`,
		`{"addFilterView":{"filter":{"filterViewId":4,"range":{"sheetId":0},"filterSpecs":[{"columnIndex":1,"filterCriteria":{"hiddenValues":["y"]}}]}}}`)
	same(t, "specs", view(), `{"filterViews":[{"criteria":{"1":{"hiddenValues":["y"]}},`+
		`"filterSpecs":[{"columnIndex":1,"filterCriteria":{"hiddenValues":["y"]}}],"filterViewId":4,`+rng+`}]}`)
	a.batch(`{"updateFilterView":{"filter":{"filterViewId":4,"criteria":{"0":{"hiddenValues":["x"]}}},"fields":"criteria"}}`)
	same(t, "updated", view(), `{"filterViews":[{"criteria":{"0":{"hiddenValues":["x"]}},`+
		`"filterSpecs":[{"filterCriteria":{"hiddenValues":["x"]}}],"filterViewId":4,`+rng+`}]}`)
	a.batch(`{"updateFilterView":{"filter":{"filterViewId":4},"fields":"criteria"}}`)
	same(t, "emptied", view(), `{"filterViews":[{"filterViewId":4,`+rng+`}]}`)
}
