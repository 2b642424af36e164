package sheetstest

import (
	"fmt"
	"maps"
	"slices"

	"bieu/sync/sheetstest/discovery"
)

// edit is a batchUpdate in progress. It works on a copy of the spreadsheet, which
// takes the original's place when every request has been applied.
type edit struct {
	*request
	s *spreadsheet
}

// kind applies one kind of request; its reply is nil for kinds without one.
type kind func(e *edit, in map[string]any) (map[string]any, *apiError)

// kinds are the requests of batchUpdate that this server knows. The others of the
// union are answered with a plain 501.
var kinds = map[string]kind{
	"addSheet":                    addSheet,
	"deleteSheet":                 deleteSheet,
	"duplicateSheet":              duplicateSheet,
	"updateSheetProperties":       updateSheetProperties,
	"updateSpreadsheetProperties": updateSpreadsheetProperties,
	"appendDimension":             appendDimension,
	"insertDimension":             insertDimension,
	"deleteDimension":             deleteDimension,
	"moveDimension":               moveDimension,
	"updateDimensionProperties":   updateDimensionProperties,
	"autoResizeDimensions":        autoResizeDimensions,
	"addDimensionGroup":           addDimensionGroup,
	"updateDimensionGroup":        updateDimensionGroup,
	"deleteDimensionGroup":        deleteDimensionGroup,
	"insertRange":                 insertRange,
	"deleteRange":                 deleteRange,
	"sortRange":                   sortRange,
	"repeatCell":                  repeatCell,
	"updateCells":                 updateCells,
	"appendCells":                 appendCells,
	"updateBorders":               updateBorders,
	"mergeCells":                  mergeCells,
	"unmergeCells":                unmergeCells,
	"copyPaste":                   copyPaste,
	"cutPaste":                    cutPaste,
	"findReplace":                 findReplace,
	"trimWhitespace":              trimWhitespace,
	"setDataValidation":           setDataValidation,
	"addProtectedRange":           addProtectedRange,
	"updateProtectedRange":        updateProtectedRange,
	"deleteProtectedRange":        deleteProtectedRange,
	"addConditionalFormatRule":    addConditionalFormatRule,
	"updateConditionalFormatRule": updateConditionalFormatRule,
	"deleteConditionalFormatRule": deleteConditionalFormatRule,
	"createDeveloperMetadata":     createDeveloperMetadata,
	"updateDeveloperMetadata":     updateDeveloperMetadata,
	"deleteDeveloperMetadata":     deleteDeveloperMetadata,
	"addNamedRange":               addNamedRange,
	"updateNamedRange":            updateNamedRange,
	"deleteNamedRange":            deleteNamedRange,
	"setBasicFilter":              setBasicFilter,
	"clearBasicFilter":            clearBasicFilter,
	"addFilterView":               addFilterView,
	"updateFilterView":            updateFilterView,
	"deleteFilterView":            deleteFilterView,
	"duplicateFilterView":         duplicateFilterView,
	"addBanding":                  addBanding,
	"updateBanding":               updateBanding,
	"deleteBanding":               deleteBanding,
	"addTable":                    addTable,
	"updateTable":                 updateTable,
	"deleteTable":                 deleteTable,
	"deleteDuplicates":            deleteDuplicates,
	"textToColumns":               textToColumns,
	"pasteData":                   pasteData,
	"randomizeRange":              randomizeRange,
	"autoFill":                    autoFill,
	"addChart":                    addChart,
	"updateChartSpec":             updateChartSpec,
	"addSlicer":                   addSlicer,
	"updateSlicerSpec":            updateSlicerSpec,
	"deleteEmbeddedObject":        deleteEmbeddedObject,

	"updateEmbeddedObjectPosition": updateEmbeddedObjectPosition,
	"updateEmbeddedObjectBorder":   updateEmbeddedObjectBorder,
}

// mostRequests is how many requests one batch may hold (from issues).
const mostRequests = 100000

// handleBatchUpdate applies all requests in order or, when one is refused, none
// (documented). The reply has one entry for each (recorded).
func handleBatchUpdate(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	requests := listOf(r.body["requests"])
	switch {
	case len(requests) == 0:
		return nil, invalid("Must specify at least one request.")
	case len(requests) > mostRequests:
		return nil, invalid("Cannot exceed %d requests in a single batch.", mostRequests)
	}
	e := &edit{request: r, s: s.clone()}
	replies := make([]any, len(requests))
	for i, item := range requests {
		reply, err := e.apply(i, item.(map[string]any))
		if err != nil {
			return nil, err
		}
		replies[i] = reply
	}
	shown, err := e.shown()
	if err != nil {
		return nil, err
	}
	*s = *e.s
	r.touch(s)
	out := map[string]any{"spreadsheetId": s.id, "replies": replies}
	if shown != nil {
		out["updatedSpreadsheet"] = s.json(*shown)
	}
	return out, nil
}

// shown is what the reply shows of the changed spreadsheet, nil when that is
// nothing. As in reading, a field mask alone decides about grid data (documented).
func (e *edit) shown() (*view, *apiError) {
	mask, wanted := e.request.mask.Below("updatedSpreadsheet")
	if !wanted || !truthy(e.body["includeSpreadsheetInResponse"]) {
		return nil, nil
	}
	v := view{mask: mask, user: e.user, grid: truthy(e.body["responseIncludeGridData"])}
	for _, reference := range listOf(e.body["responseRanges"]) {
		t, at, err := e.s.find(reference.(string))
		if err == nil {
			at, err = e.s.within(t, at)
		}
		if err != nil {
			return nil, err
		}
		v.areas = append(v.areas, area{t, at})
	}
	return &v, nil
}

func (e *edit) apply(i int, request map[string]any) (map[string]any, *apiError) {
	if err := oneKind(i, request); err != nil {
		return nil, err
	}
	for name, in := range request {
		apply, known := kinds[name]
		if !known {
			return nil, notBuilt("the batchUpdate request " + name)
		}
		reply, err := apply(e, in.(map[string]any))
		if err != nil {
			return nil, err.in(fmt.Sprintf("requests[%d].%s", i, name))
		}
		if reply == nil {
			return map[string]any{}, nil
		}
		return map[string]any{name: reply}, nil
	}
	return nil, nil
}

// oneKind refuses a request of no kind (the text from issues about Docs and
// Slides, whose batches are built alike) and one of several (from issues). Which
// of several the service names is inferred.
func oneKind(i int, request map[string]any) *apiError {
	if len(request) == 0 {
		return invalid("Invalid requests[%d]: No request set.", i)
	}
	if len(request) == 1 {
		return nil
	}
	field := fmt.Sprintf("requests[%d]", i)
	second := slices.Sorted(maps.Keys(request))[1]
	return badRequest([]discovery.Violation{{Field: field, Description: fmt.Sprintf(
		"Invalid value at '%s' (oneof), oneof field 'kind' is already set. Cannot set '%s'", field, second)}})
}

// tab finds the tab of a request by its id; none given means 0.
func (e *edit) tab(id any) (*tab, *apiError) {
	n, _ := id.(int)
	if t := e.s.tabByID(n); t != nil {
		return t, nil
	}
	return nil, noTab(n)
}

// grid finds the tab of a range or of a cell, whose absence is worded in another
// way (from issues).
func (e *edit) grid(id any) (*tab, *apiError) {
	n, _ := id.(int)
	if t := e.s.tabByID(n); t != nil {
		return t, nil
	}
	return nil, noGrid(n)
}

// gridRange resolves a GridRange on its tab, closed.
func (e *edit) gridRange(value any) (*tab, span, *apiError) {
	object, _ := value.(map[string]any)
	id, at := spanFromJSON(object)
	t, err := e.grid(id)
	if err != nil {
		return nil, span{}, err
	}
	closed, err := e.s.within(t, at)
	if err == nil && closed.empty() {
		err = invalid("range must not be empty")
	}
	return t, closed, err
}

// openRange resolves a GridRange and keeps its open sides.
func (e *edit) openRange(value any) (*tab, span, *apiError) {
	t, _, err := e.gridRange(value)
	if err != nil {
		return nil, span{}, err
	}
	object, _ := value.(map[string]any)
	_, at := spanFromJSON(object)
	return t, at, nil
}

// lines resolves a DimensionRange.
func (e *edit) lines(value any) (t *tab, a axis, from, to int, err *apiError) {
	object, _ := value.(map[string]any)
	if t, err = e.grid(object["sheetId"]); err != nil {
		return
	}
	if object["dimension"] == nil || object["dimension"] == "DIMENSION_UNSPECIFIED" {
		err = invalid("range.dimension must be specified")
		return
	}
	a = axisOf(object["dimension"])
	from, _ = object["startIndex"].(int)
	to, bounded := object["endIndex"].(int)
	if !bounded {
		to = t.size(a)
	}
	if from < 0 || to < 0 {
		err = invalid("DimensionRange indexes must be >= 0") // from issues
	} else if to <= from {
		err = invalid("range.startIndex[%d] must be less than range.endIndex[%d]", from, to)
	}
	return
}

// mask reads the field mask of a request and checks it against the schema of
// what it selects from.
func (e *edit) mask(in map[string]any, schema string) (discovery.Mask, *apiError) {
	written, _ := in["fields"].(string)
	if written == "" {
		return nil, invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
	}
	mask, err := discovery.ParseMask(written)
	if err != nil {
		return nil, badMask(written)
	}
	doc := discovery.Sheets()
	if bad := doc.UnknownPath(doc.Schemas[schema], mask); bad != "" {
		return nil, badMask(bad)
	}
	return mask, nil
}

// guard refuses an edit of cells that are protected against the caller.
func (e *edit) guard(t *tab, at span) *apiError { return e.mayEdit(e.s, t, at) }
