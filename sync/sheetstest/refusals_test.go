package sheetstest

import "testing"

// The texts that people's programs look for, known from issues and measurements.
func TestHowRequestsAreRefused(t *testing.T) {
	const dimension = `"range":{"sheetId":0,"dimension":`
	for _, tt := range []struct{ request, want string }{
		{`{}`, "Invalid requests[0]: No request set."},
		{`{"clearBasicFilter":{},"addSheet":{}}`,
			"Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'clearBasicFilter'"},
		{`{"repeatCell":{"range":{"sheetId":5},"fields":"*"}}`, "Invalid requests[0].repeatCell: No grid with id: 5"},
		{`{"insertDimension":{"range":{"sheetId":5,"dimension":"ROWS"}}}`, "Invalid requests[0].insertDimension: No grid with id: 5"},
		{`{"deleteSheet":{"sheetId":5}}`, "Invalid requests[0].deleteSheet: No sheet with id: 5"},
		{`{"insertDimension":{` + dimension + `"ROWS","startIndex":-1,"endIndex":1}}}`,
			"Invalid requests[0].insertDimension: DimensionRange indexes must be >= 0"},
		{`{"deleteDimension":{` + dimension + `"ROWS","startIndex":4,"endIndex":5}}}`,
			"Invalid requests[0].deleteDimension: Cannot delete a row that doesn't exist. Tried to delete row index 4 but there are only 4 rows."},
		{`{"deleteDimension":{` + dimension + `"COLUMNS"}}}`, "Invalid requests[0].deleteDimension: You can't delete all the columns on the sheet."},
		{`{"updateCells":{"start":{"sheetId":0,"rowIndex":9},"rows":[{"values":[{}]}],"fields":"*"}}`,
			"Invalid requests[0].updateCells: GridCoordinate.rowIndex[9] is after last row in grid[3]"},
		{`{"updateCells":{"start":{"sheetId":0,"columnIndex":3},"rows":[{"values":[{}]}],"fields":"*"}}`,
			"Invalid requests[0].updateCells: GridCoordinate.columnIndex[3] is after last column in grid[2]"},
		{`{"updateCells":{"start":{"sheetId":0},"rows":[{"values":[{},{},{},{}]}],"fields":"*"}}`,
			"Invalid requests[0].updateCells: Attempting to write column: 3, beyond the last requested column of: 2"},
		{`{"updateCells":{"range":{"sheetId":0,"endRowIndex":1},"rows":[{},{}],"fields":"*"}}`,
			"Invalid requests[0].updateCells: Attempting to write row: 1, beyond the last requested row of: 0"},
		{`{"addNamedRange":{"namedRange":{"name":"Vung","range":{"sheetId":0}}}}`,
			"Invalid requests[0].addNamedRange: Cannot add named range with name Vung, a named range with that name already exists."},
		{`{"updateSheetProperties":{"properties":{"gridProperties":{"frozenRowCount":4}},"fields":"gridProperties.frozenRowCount"}}`,
			"Invalid requests[0].updateSheetProperties: You can't freeze all visible rows on the sheet."},
		{`{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":1}},"fields":"gridProperties.rowCount"}}`,
			"Invalid requests[0].updateSheetProperties: Sorry, it is not possible to delete all non-frozen rows."},
		{`{"addSheet":{"properties":{"gridProperties":{"columnCount":1,"frozenColumnCount":1}}}}`,
			"Invalid requests[0].addSheet: You can't freeze all visible columns on the sheet."},
		{`{"addConditionalFormatRule":{"rule":{"ranges":[{"sheetId":0}],"gradientRule":{"minpoint":{"type":"MIN"}}}}}`,
			"Invalid requests[0].addConditionalFormatRule: No interpolationPointType specified."},
		{`{"addConditionalFormatRule":{"rule":{"ranges":[{"sheetId":0}],"gradientRule":{"minpoint":{"type":"NUMBER"}}}}}`,
			"Invalid requests[0].addConditionalFormatRule: InterpolationPoint.value is required."},
		{`{"addTable":{"table":{"range":{"sheetId":0},"columnProperties":[{"columnType":"DROPDOWN"}]}}}`,
			"Invalid requests[0].addTable: Condition must be set for dropdown column type."},
		{`{"addTable":{"table":{"range":{"sheetId":0},"columnProperties":[{"columnType":"TEXT","dataValidationRule":{}}]}}}`,
			"Invalid requests[0].addTable: Cannot set condition for non-dropdown column type."},
		{`{"createDeveloperMetadata":{"developerMetadata":{"visibility":"PROJECT","location":{"spreadsheet":true}}}}`,
			"Invalid requests[0].createDeveloperMetadata: Developer metadata must always have a key specified."},
		{`{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","location":{"spreadsheet":true}}}}`,
			"Invalid requests[0].createDeveloperMetadata: Developer metadata must always have visibility specified."},
		{`{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"PROJECT"}}}`,
			"Invalid requests[0].createDeveloperMetadata: Developer metadata must always have a location specified."},
		{`{"autoFill":{}}`, "Invalid requests[0].autoFill: Must specify either range or sourceAndDestination."},
	} {
		t.Run(tt.want, func(t *testing.T) {
			a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một", Rows: 4, Columns: 3}}})
			a.batch(`{"addNamedRange":{"namedRange":{"name":"Vung","range":{"sheetId":0}}}}`,
				`{"updateSheetProperties":{"properties":{"gridProperties":{"frozenRowCount":1}},"fields":"gridProperties.frozenRowCount"}}`)
			same(t, "message", a.refused("POST", ":batchUpdate", `{"requests":[`+tt.request+`]}`, 400), tt.want)
		})
	}
}

func TestColourScalesDropWhatTheirEndsDoNotUse(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một"}}})
	a.batch(`{"addConditionalFormatRule":{"rule":{"ranges":[{"sheetId":0}],"gradientRule":{` +
		`"minpoint":{"type":"MIN","value":"2"},"midpoint":{"type":"PERCENTILE","value":"50"},"maxpoint":{"type":"MAX"}}}}}`)
	sheet := listOf(a.ok("GET", "?fields=sheets.conditionalFormats.gradientRule", "")["sheets"])[0]
	same(t, "rule", asJSON(t, sheet),
		`{"conditionalFormats":[{"gradientRule":{"maxpoint":{"type":"MAX"},"midpoint":{"type":"PERCENTILE","value":"50"},"minpoint":{"type":"MIN"}}}]}`)
}

func TestCellsThatAreNoScalarsAreShown(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một"}}})
	for _, tt := range []struct{ cell, want string }{
		{`["x",1.5]`, "list_value {\n  values {\n    string_value: \"x\"\n  }\n  values {\n    number_value: 1.5\n  }\n}\n"},
		{`{"k":{"n":null,"b":true}}`, "struct_value {\n  fields {\n    key: \"k\"\n    value {\n      struct_value {\n" +
			"        fields {\n          key: \"b\"\n          value {\n            bool_value: true\n          }\n        }\n" +
			"        fields {\n          key: \"n\"\n          value {\n            null_value: NULL_VALUE\n          }\n        }\n" +
			"      }\n    }\n  }\n}\n"},
	} {
		got := a.refused("PUT", "/values/A1?valueInputOption=RAW", `{"values":[[`+tt.cell+`]]}`, 400)
		same(t, tt.cell, got, "Invalid values[0][0]: "+tt.want)
	}
}

func TestBlanksInAFieldMask(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một"}}})
	a.ok("GET", "?fields=properties,sheets.properties", "")
	same(t, "sheets", a.refused("GET", "?fields=properties,%20sheets.properties", "", 400), "Request contains an invalid argument.")
}

func TestALinkShowsItsLabel(t *testing.T) {
	a := newAPI(t, Spreadsheet{Tabs: []Tab{{Title: "Một"}}})
	a.ok("PUT", "/values/A1:B1?valueInputOption=USER_ENTERED", `{"values":[["=HYPERLINK(\"http://x.vn/a\",\"Nghị quyết\")","=HYPERLINK(\"http://x.vn\")"]]}`)
	sheet := listOf(a.ok("GET", "?fields=sheets.data.rowData.values(formattedValue,hyperlink)", "")["sheets"])[0]
	same(t, "cells", asJSON(t, listOf(listOf(sheet.(map[string]any)["data"])[0].(map[string]any)["rowData"])),
		`[{"values":[{"formattedValue":"Nghị quyết","hyperlink":"http://x.vn/a"},{"formattedValue":"http://x.vn","hyperlink":"http://x.vn"}]}]`)
}
