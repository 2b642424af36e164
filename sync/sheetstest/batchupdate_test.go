package sheetstest

import (
	"strings"
	"testing"

	"bieu/sync/sheetstest/discovery"
)

// everyKind holds one request of each kind that the server implements, in an
// order in which each finds what it needs.
var everyKind = []string{
	`{"updateSpreadsheetProperties":{"properties":{"title":"Khác"},"fields":"title"}}`,
	`{"addSheet":{"properties":{"sheetId":7,"title":"Hai","tabColor":{"red":0.5},"gridProperties":{"rowCount":20,"columnCount":8}}}}`,
	`{"duplicateSheet":{"sourceSheetId":7,"newSheetId":8,"newSheetName":"Ba","insertSheetIndex":1}}`,
	`{"updateSheetProperties":{"properties":{"sheetId":8,"index":0,"gridProperties":{"frozenRowCount":1}},"fields":"index,gridProperties.frozenRowCount"}}`,
	`{"deleteSheet":{"sheetId":8}}`,
	`{"appendDimension":{"sheetId":7,"dimension":"ROWS","length":5}}`,
	`{"insertDimension":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":1,"endIndex":2},"inheritFromBefore":true}}`,
	`{"moveDimension":{"source":{"sheetId":7,"dimension":"ROWS","startIndex":0,"endIndex":1},"destinationIndex":3}}`,
	`{"deleteDimension":{"range":{"sheetId":7,"dimension":"COLUMNS","startIndex":6,"endIndex":7}}}`,
	`{"updateDimensionProperties":{"range":{"sheetId":7,"dimension":"COLUMNS","startIndex":0,"endIndex":1},"properties":{"pixelSize":44},"fields":"pixelSize"}}`,
	`{"autoResizeDimensions":{"dimensions":{"sheetId":7,"dimension":"COLUMNS","startIndex":1,"endIndex":2}}}`,
	`{"addDimensionGroup":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":0,"endIndex":4}}}`,
	`{"updateDimensionGroup":{"dimensionGroup":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":0,"endIndex":4},"depth":1,"collapsed":true},"fields":"collapsed"}}`,
	`{"deleteDimensionGroup":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":0,"endIndex":4}}}`,
	`{"updateCells":{"start":{"sheetId":7},"rows":[{"values":[{"userEnteredValue":{"stringValue":"b"},"note":"n"},{"userEnteredValue":{"numberValue":2}}]},{"values":[{"userEnteredValue":{"stringValue":"a  c"}}]}],"fields":"userEnteredValue,note"}}`,
	`{"appendCells":{"sheetId":7,"rows":[{"values":[{"userEnteredValue":{"formulaValue":"=1+1"}}]}],"fields":"userEnteredValue"}}`,
	`{"trimWhitespace":{"range":{"sheetId":7}}}`,
	`{"repeatCell":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":2},"cell":{"userEnteredFormat":{"backgroundColor":{"blue":0.9},"textFormat":{"bold":true}}},"fields":"userEnteredFormat(backgroundColor,textFormat)"}}`,
	`{"updateBorders":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"top":{"style":"SOLID"},"innerHorizontal":{"style":"DOTTED"}}}`,
	`{"sortRange":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":3},"sortSpecs":[{"dimensionIndex":0,"sortOrder":"ASCENDING"}]}}`,
	`{"findReplace":{"find":"a","replacement":"z","sheetId":7}}`,
	`{"copyPaste":{"source":{"sheetId":7,"startRowIndex":0,"endRowIndex":1},"destination":{"sheetId":7,"startRowIndex":5,"endRowIndex":6}}}`,
	`{"cutPaste":{"source":{"sheetId":7,"startRowIndex":5,"endRowIndex":6},"destination":{"sheetId":7,"rowIndex":8},"pasteType":"PASTE_NORMAL"}}`,
	`{"insertRange":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1},"shiftDimension":"ROWS"}}`,
	`{"deleteRange":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1},"shiftDimension":"ROWS"}}`,
	`{"mergeCells":{"range":{"sheetId":7,"startRowIndex":10,"endRowIndex":12,"startColumnIndex":0,"endColumnIndex":2},"mergeType":"MERGE_ALL"}}`,
	`{"unmergeCells":{"range":{"sheetId":7,"startRowIndex":10,"endRowIndex":12,"startColumnIndex":0,"endColumnIndex":2}}}`,
	`{"setDataValidation":{"range":{"sheetId":7,"startRowIndex":0,"endRowIndex":2},"rule":{"condition":{"type":"ONE_OF_LIST","values":[{"userEnteredValue":"x"}]},"strict":true}}}`,
	`{"addNamedRange":{"namedRange":{"namedRangeId":"n1","name":"Vung","range":{"sheetId":7,"startRowIndex":0,"endRowIndex":3}}}}`,
	`{"updateNamedRange":{"namedRange":{"namedRangeId":"n1","name":"Vung2"},"fields":"name"}}`,
	`{"addProtectedRange":{"protectedRange":{"protectedRangeId":31,"range":{"sheetId":7,"startColumnIndex":3,"endColumnIndex":5},"warningOnly":true,"description":"máy"}}}`,
	`{"updateProtectedRange":{"protectedRange":{"protectedRangeId":31,"description":"của máy"},"fields":"description"}}`,
	`{"addConditionalFormatRule":{"rule":{"ranges":[{"sheetId":7}],"booleanRule":{"condition":{"type":"NOT_BLANK"},"format":{"backgroundColor":{"red":1}}}},"index":0}}`,
	`{"updateConditionalFormatRule":{"index":0,"sheetId":7,"rule":{"ranges":[{"sheetId":7,"endRowIndex":3}],"booleanRule":{"condition":{"type":"BLANK"},"format":{}}}}}`,
	`{"setBasicFilter":{"filter":{"range":{"sheetId":7}}}}`,
	`{"addFilterView":{"filter":{"filterViewId":41,"title":"v","range":{"sheetId":7}}}}`,
	`{"updateFilterView":{"filter":{"filterViewId":41,"title":"w"},"fields":"title"}}`,
	`{"addBanding":{"bandedRange":{"bandedRangeId":51,"range":{"sheetId":7,"startRowIndex":12,"endRowIndex":15},"rowProperties":{"firstBandColor":{"red":1}}}}}`,
	`{"updateBanding":{"bandedRange":{"bandedRangeId":51,"rowProperties":{"firstBandColor":{"green":1}}},"fields":"rowProperties"}}`,
	`{"addTable":{"table":{"tableId":"t1","name":"T","range":{"sheetId":7,"startRowIndex":16,"endRowIndex":18,"startColumnIndex":0,"endColumnIndex":2}}}}`,
	`{"updateTable":{"table":{"tableId":"t1","name":"U"},"fields":"name"}}`,
	`{"createDeveloperMetadata":{"developerMetadata":{"metadataId":61,"metadataKey":"k","visibility":"PROJECT","location":{"sheetId":7}}}}`,
	`{"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":{"metadataId":61}}],"developerMetadata":{"metadataValue":"v"},"fields":"metadataValue"}}`,
	`{"duplicateFilterView":{"filterId":41}}`,
	`{"pasteData":{"coordinate":{"sheetId":7,"rowIndex":20},"data":"x;1\nX;2\ny;3","delimiter":";","type":"PASTE_NORMAL"}}`,
	`{"deleteDuplicates":{"range":{"sheetId":7,"startRowIndex":20,"endRowIndex":23},"comparisonColumns":[{"sheetId":7,"dimension":"COLUMNS","startIndex":0,"endIndex":1}]}}`,
	`{"textToColumns":{"source":{"sheetId":7,"startRowIndex":20,"endRowIndex":22,"startColumnIndex":0,"endColumnIndex":1},"delimiterType":"SEMICOLON"}}`,
	`{"autoFill":{"range":{"sheetId":7,"startRowIndex":20,"endRowIndex":25,"startColumnIndex":0,"endColumnIndex":1}}}`,
	`{"randomizeRange":{"range":{"sheetId":7,"startRowIndex":20,"endRowIndex":23}}}`,
	`{"addChart":{"chart":{"chartId":71,"spec":{"title":"Biểu đồ"},"position":{"overlayPosition":{"anchorCell":{"sheetId":7,"columnIndex":2}}}}}}`,
	`{"updateChartSpec":{"chartId":71,"spec":{"title":"Khác"}}}`,
	`{"updateEmbeddedObjectPosition":{"objectId":71,"newPosition":{"overlayPosition":{"widthPixels":500}},"fields":"widthPixels"}}`,
	`{"addSlicer":{"slicer":{"slicerId":72,"spec":{"title":"s"},"position":{"overlayPosition":{"anchorCell":{"sheetId":7}}}}}}`,
	`{"updateSlicerSpec":{"slicerId":72,"spec":{"title":"t"},"fields":"title"}}`,
	`{"updateEmbeddedObjectBorder":{"objectId":71,"border":{"color":{"red":1}},"fields":"color"}}`,
}

// undoing takes away what everyKind has put on the tab.
var undoing = []string{
	`{"deleteNamedRange":{"namedRangeId":"n1"}}`, `{"deleteProtectedRange":{"protectedRangeId":31}}`,
	`{"deleteConditionalFormatRule":{"sheetId":7,"index":0}}`, `{"clearBasicFilter":{"sheetId":7}}`,
	`{"deleteFilterView":{"filterId":41}}`, `{"deleteBanding":{"bandedRangeId":51}}`, `{"deleteTable":{"tableId":"t1"}}`,
	`{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":61}}}}`,
	`{"deleteEmbeddedObject":{"objectId":72}}`,
}

// TestEveryKindIsAnsweredOrNamed enumerates the union of requests: each kind is
// tried above or answers 501 with its name, and none is silently taken.
func TestEveryKindIsAnsweredOrNamed(t *testing.T) {
	a := newAPI(t, sample())
	tried := map[string]bool{}
	for _, request := range append(append([]string{}, everyKind...), undoing...) {
		name := strings.SplitN(request, `"`, 3)[1]
		tried[name] = true
		if replies := a.batch(request); len(replies) != 1 {
			t.Errorf("%s: %d replies", name, len(replies))
		}
		a.ok("GET", "?includeGridData=true", "")
	}
	union := discovery.Sheets().Schemas["Request"].Properties
	for name := range union {
		if tried[name] {
			continue
		}
		if kinds[name] != nil {
			t.Errorf("%s is implemented and not tried", name)
		}
		same(t, name, a.refused("POST", ":batchUpdate", `{"requests":[{"`+name+`":{}}]}`, 501),
			"sheetstest does not implement the batchUpdate request "+name)
	}
	if len(union) != 74 {
		t.Errorf("the union has %d kinds of request, the server was built for 74", len(union))
	}
}

func TestWhatKindsLeaveBehind(t *testing.T) {
	a := newAPI(t, sample())
	a.batch(everyKind...)
	sheet := listOf(a.ok("GET", "?ranges=Hai!A1:B3&includeGridData=true", "")["sheets"])[0].(map[string]any)
	for _, tt := range []struct{ member, want string }{
		{"basicFilter", `{"range":{"endColumnIndex":7,"endRowIndex":26,"sheetId":7,"startColumnIndex":0,"startRowIndex":0}}`},
		{"protectedRanges", `[{"description":"của máy","editors":{"users":["worker@project.iam.gserviceaccount.com"]},"protectedRangeId":31,` +
			`"range":{"endColumnIndex":5,"sheetId":7,"startColumnIndex":3},"requestingUserCanEdit":true,"warningOnly":true}]`},
		{"conditionalFormats", `[{"booleanRule":{"condition":{"type":"BLANK"},"format":{}},"ranges":[{"endColumnIndex":7,"endRowIndex":3,"sheetId":7,"startColumnIndex":0,"startRowIndex":0}]}]`},
		{"developerMetadata", `[{"location":{"locationType":"SHEET","sheetId":7},"metadataId":61,"metadataKey":"k","metadataValue":"v","visibility":"PROJECT"}]`},
	} {
		same(t, tt.member, asJSON(t, sheet[tt.member]), tt.want)
	}
	properties := sheet["properties"].(map[string]any)
	same(t, "colour", asJSON(t, properties["tabColor"]), `{"red":0.49803922}`)
	same(t, "colour's other spelling", asJSON(t, properties["tabColorStyle"]), `{"rgbColor":{"red":0.49803922}}`)
}

func TestABatchIsAppliedWhollyOrNotAtAll(t *testing.T) {
	a := newAPI(t, sample())
	before := asJSON(t, a.ok("GET", "?includeGridData=true", ""))
	for _, tt := range []struct{ name, last, want string }{
		{"no tab", `{"deleteSheet":{"sheetId":99}}`, "Invalid requests[2].deleteSheet: No sheet with id: 99"},
		{"no fields", `{"updateCells":{"start":{"sheetId":0},"rows":[]}}`,
			"Invalid requests[2].updateCells: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"},
		{"empty title", `{"updateSheetProperties":{"properties":{"sheetId":0,"title":""},"fields":"title"}}`,
			"Invalid requests[2].updateSheetProperties: The sheet name cannot be empty."},
		{"a taken title", `{"addSheet":{"properties":{"title":"Hai"}}}`,
			"Invalid requests[2].addSheet: A sheet with the name \"Hai\" already exists. Please enter another name."},
		{"half a merge", `{"unmergeCells":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1}}}`,
			"Invalid requests[2].unmergeCells: You must select all cells in a merged range to merge or unmerge them."},
	} {
		body := `{"requests":[{"addSheet":{"properties":{"title":"Hai"}}},
			{"mergeCells":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":1},"mergeType":"MERGE_ALL"}},` + tt.last + `]}`
		same(t, tt.name, a.refused("POST", ":batchUpdate", body, 400), tt.want)
		same(t, tt.name+": nothing changed", asJSON(t, a.ok("GET", "?includeGridData=true", "")), before)
	}
}

func TestRangesMoveWithTheGrid(t *testing.T) {
	a := newAPI(t, sample())
	a.batch(
		`{"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"Vung","range":{"sheetId":0,"startRowIndex":1,"endRowIndex":4,"startColumnIndex":0,"endColumnIndex":2}}}}`,
		`{"mergeCells":{"range":{"sheetId":0,"startRowIndex":5,"endRowIndex":7,"startColumnIndex":0,"endColumnIndex":2},"mergeType":"MERGE_ALL"}}`,
	)
	h := a.srv.Human(a.id)
	steps := []struct {
		name          string
		act           func() error
		named, merged string
	}{
		{"a row inside was put in", func() error { return h.InsertRows("Trạm y tế", 3, 1) }, "'Trạm y tế'!A2:B5", "6 8 0 2"},
		{"a column before was put in", func() error { return h.InsertColumns("Trạm y tế", "A", 1) }, "'Trạm y tế'!B2:C5", "6 8 1 3"},
		{"a row inside was deleted", func() error { return h.DeleteRows("Trạm y tế", 3, 1) }, "'Trạm y tế'!B2:C4", "5 7 1 3"},
		{"the range was cut", func() error { return h.Cut("'Trạm y tế'!B2:C4", "'Trạm y tế'!D2") }, "'Trạm y tế'!D2:E4", "5 7 1 3"},
		{"a merged row was deleted", func() error { return h.DeleteRows("Trạm y tế", 6, 1) }, "'Trạm y tế'!D2:E4", "5 6 1 3"},
	}
	for _, step := range steps {
		if err := step.act(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		same(t, step.name, a.ok("GET", "/values/Vung", "")["range"], any(step.named))
		sheet := listOf(a.ok("GET", "", "")["sheets"])[0].(map[string]any)
		m := listOf(sheet["merges"])[0].(map[string]any)
		same(t, step.name+": merge", asJSON(t, []any{m["startRowIndex"], m["endRowIndex"], m["startColumnIndex"], m["endColumnIndex"]}),
			"["+strings.ReplaceAll(step.merged, " ", ",")+"]")
	}
}

func TestProtectionStopsOthers(t *testing.T) {
	a := newAPI(t, sample())
	h := a.srv.Human(a.id)
	if err := h.Share("staff@example.com", "writer"); err != nil {
		t.Fatal(err)
	}
	staff := h.As("staff@example.com")
	a.batch(`{"addProtectedRange":{"protectedRange":{"range":{"sheetId":0,"startColumnIndex":3,"endColumnIndex":5}}}}`)
	if err := staff.Type("'Trạm y tế'!D2", "x"); err == nil {
		t.Error("staff typed into a protected cell")
	}
	if err := staff.SortSheet("Trạm y tế", 2, "A", false); err == nil {
		t.Error("staff sorted over a protected column")
	}
	if err := staff.Type("'Trạm y tế'!C2", "1"); err != nil {
		t.Errorf("staff cannot type beside the protection: %v", err)
	}
	if err := h.Type("'Trạm y tế'!D2", "x"); err != nil {
		t.Errorf("the owner cannot type: %v", err)
	}
	a.ok("PUT", "/values/D2?valueInputOption=RAW", `{"values":[["máy"]]}`)
	a.token = a.srv.Token("staff@example.com")
	same(t, "through the API", a.refused("PUT", "/values/D2?valueInputOption=RAW", `{"values":[["x"]]}`, 400),
		"You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.")
}

func TestStrictValidationIsAKnob(t *testing.T) {
	rule := `{"setDataValidation":{"range":{"sheetId":0,"startRowIndex":1,"endRowIndex":2,"startColumnIndex":4,"endColumnIndex":5},
		"rule":{"condition":{"type":"ONE_OF_LIST","values":[{"userEnteredValue":"x"}]},"strict":true}}}`
	a := newAPI(t, sample())
	a.batch(rule)
	a.ok("PUT", "/values/E2?valueInputOption=RAW", `{"values":[["y"]]}`)
	b := newAPI(t, sample(), WithStrictValidation())
	b.batch(rule)
	same(t, "refused", b.refused("PUT", "/values/E2?valueInputOption=RAW", `{"values":[["y"]]}`, 400),
		"The data you entered in cell E2 violates the data validation rules set on this cell.")
	b.ok("PUT", "/values/E2?valueInputOption=RAW", `{"values":[["x"]]}`)
}
