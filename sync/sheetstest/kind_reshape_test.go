package sheetstest

import "testing"

func TestKindsThatReshapeCells(t *testing.T) {
	for _, tt := range []struct{ name, request, want string }{
		{
			"duplicates go, whatever their case, and cells beside stay",
			`{"deleteDuplicates":{"range":{"sheetId":0,"endRowIndex":5,"endColumnIndex":2},"comparisonColumns":[{"sheetId":0,"dimension":"COLUMNS","startIndex":0,"endIndex":1}]}}`,
			`[["a,1","x","giữ"],["b,2","y","giữ"],["","","giữ"],["","","giữ"],["","","giữ"]]`,
		},
		{
			"rows that differ in another column stay",
			`{"deleteDuplicates":{"range":{"sheetId":0,"endRowIndex":5,"endColumnIndex":2}}}`,
			`[["a,1","x","giữ"],["A,1","z","giữ"],["b,2","y","giữ"],["","","giữ"],["","","giữ"]]`,
		},
		{
			"texts are split over the columns beside",
			`{"textToColumns":{"source":{"sheetId":0,"endRowIndex":2,"endColumnIndex":1},"delimiterType":"COMMA"}}`,
			`[["a",1,"giữ"],["A",1,"giữ"],["b,2","y","giữ"],["a,1","x","giữ"],["b,2","y","giữ"]]`,
		},
		{
			"pasted text is understood as if typed",
			`{"pasteData":{"coordinate":{"sheetId":0,"rowIndex":1,"columnIndex":1},"data":"7|p\nq","delimiter":"|","type":"PASTE_VALUES"}}`,
			`[["a,1","x","giữ"],["A,1",7,"p"],["b,2","q","giữ"],["a,1","x","giữ"],["b,2","y","giữ"]]`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Values: [][]any{
				{"a,1", "x", "giữ"}, {"A,1", "z", "giữ"}, {"b,2", "y", "giữ"}, {"a,1", "x", "giữ"}, {"b,2", "y", "giữ"},
			}}}})
			a.batch(tt.request)
			got := a.ok("GET", "/values/A1:C5?valueRenderOption=UNFORMATTED_VALUE", "")
			same(t, "values", asJSON(t, got["values"]), tt.want)
		})
	}
}

func TestShuffledRowsAreAllThere(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Values: [][]any{{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}}}}})
	a.batch(`{"randomizeRange":{"range":{"sheetId":0,"endRowIndex":8}}}`)
	seen, inOrder := map[any]bool{}, true
	for i, line := range listOf(a.ok("GET", "/values/A1:A8?valueRenderOption=UNFORMATTED_VALUE", "")["values"]) {
		value := listOf(line)[0]
		seen[value] = true
		inOrder = inOrder && value == float64(i+1)
	}
	if len(seen) != 8 || inOrder {
		t.Errorf("%d of 8 rows, in order %v", len(seen), inOrder)
	}
}

func TestChartsAndSlicers(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một"}}})
	a.batch(
		`{"addSheet":{"properties":{"sheetId":7,"title":"Hai"}}}`,
		`{"addChart":{"chart":{"chartId":71,"spec":{"title":"a"},"position":{"overlayPosition":{"anchorCell":{"sheetId":0,"rowIndex":2}}}}}}`,
		`{"addSlicer":{"slicer":{"slicerId":72,"spec":{"title":"s","applyToPivotTables":true},"position":{"overlayPosition":{"anchorCell":{"sheetId":7},"widthPixels":90}}}}}`,
		`{"updateChartSpec":{"chartId":71,"spec":{"subtitle":"b"}}}`,
		`{"updateSlicerSpec":{"slicerId":72,"spec":{"title":"t"},"fields":"title"}}`,
		`{"updateEmbeddedObjectPosition":{"objectId":71,"newPosition":{"overlayPosition":{"anchorCell":{"sheetId":7,"rowIndex":4},"widthPixels":1}},"fields":"anchorCell"}}`,
	)
	sheets := listOf(a.ok("GET", "?fields=sheets(charts,slicers)", "")["sheets"])
	same(t, "the first tab", asJSON(t, sheets[0]), `{}`)
	same(t, "the second tab", asJSON(t, sheets[1]), `{`+
		`"charts":[{"chartId":71,"position":{"overlayPosition":{"anchorCell":{"rowIndex":4,"sheetId":7},"heightPixels":371,"widthPixels":600}},"spec":{"subtitle":"b"}}],`+
		`"slicers":[{"position":{"overlayPosition":{"anchorCell":{"sheetId":7},"heightPixels":371,"widthPixels":90}},"slicerId":72,"spec":{"applyToPivotTables":true,"title":"t"}}]}`)
	a.batch(`{"deleteEmbeddedObject":{"objectId":71}}`)
	if left := listOf(listOf(a.ok("GET", "", "")["sheets"])[1].(map[string]any)["charts"]); left != nil {
		t.Errorf("left: %v", left)
	}
	a.refused("POST", ":batchUpdate", `{"requests":[{"deleteEmbeddedObject":{"objectId":71}}]}`, 400)
	a.refused("POST", ":batchUpdate", `{"requests":[{"addChart":{"chart":{"spec":{},"position":{"newSheet":true}}}}]}`, 501)
}

func TestFilterHidesRows(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Values: [][]any{{"h", "i"}, {"x", 1}, {"y", 2}, {"x", 3}}, Rows: 5, Columns: 2}}})
	hidden := func() string {
		out := ""
		sheet := listOf(a.ok("GET", "?includeGridData=true", "")["sheets"])[0].(map[string]any)
		for _, row := range listOf(listOf(sheet["data"])[0].(map[string]any)["rowMetadata"]) {
			out += map[bool]string{true: "-", false: "+"}[row.(map[string]any)["hiddenByFilter"] == true]
		}
		return out
	}
	a.batch(`{"setBasicFilter":{"filter":{"range":{"sheetId":0},"criteria":{"0":{"hiddenValues":["x"]}}}}}`)
	same(t, "criteria", hidden(), "+-+-+")
	a.batch(`{"setBasicFilter":{"filter":{"range":{"sheetId":0},"filterSpecs":[{"columnIndex":1,"filterCriteria":{"hiddenValues":["2"]}}]}}}`)
	same(t, "specs", hidden(), "++-++")
	a.batch(`{"clearBasicFilter":{"sheetId":0}}`)
	same(t, "no filter", hidden(), "+++++")
}
