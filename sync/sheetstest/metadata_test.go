package sheetstest

import (
	"fmt"
	"testing"
)

// anchored is a tab whose second and third data rows carry metadata 501 and 502.
func anchored(t *testing.T, list ...Option) *api {
	a := newAPI(t, sample(), list...)
	for i, id := range []int{501, 502} {
		a.batch(fmt.Sprintf(`{"createDeveloperMetadata":{"developerMetadata":{"metadataId":%d,"metadataKey":"row","metadataValue":"%d","visibility":"PROJECT",
			"location":{"dimensionRange":{"sheetId":0,"dimension":"ROWS","startIndex":%d,"endIndex":%d}}}}}`, id, i, i+1, i+2))
	}
	return a
}

// anchors says which row each piece of metadata is on: the code in its first
// cell, "" when the metadata is gone.
func (a *api) anchors(ids ...int) []string {
	a.t.Helper()
	var out []string
	for _, id := range ids {
		reply := a.ok("POST", "/values:batchGetByDataFilter",
			fmt.Sprintf(`{"dataFilters":[{"developerMetadataLookup":{"metadataId":%d}}]}`, id))
		ranges := listOf(reply["valueRanges"])
		if len(ranges) == 0 {
			out = append(out, "gone")
			continue
		}
		values := listOf(ranges[0].(map[string]any)["valueRange"].(map[string]any)["values"])
		code := ""
		if len(values) > 0 {
			code = listOf(values[0])[0].(string)
		}
		out = append(out, code)
	}
	return out
}

func TestRowMetadataFollowsItsRow(t *testing.T) {
	const tab = "Trạm y tế"
	for _, tt := range []struct {
		name string
		act  func(h *Human) error
		want []string
	}{
		{"nothing happened", func(*Human) error { return nil }, []string{"13", "7"}},
		{"a row above was put in", func(h *Human) error { return h.InsertRows(tab, 2, 2) }, []string{"13", "7"}},
		{"a column was put in", func(h *Human) error { return h.InsertColumns(tab, "C", 1) }, []string{"13", "7"}},
		{"another row was deleted", func(h *Human) error { return h.DeleteRows(tab, 1, 1) }, []string{"13", "7"}},
		{"the row was deleted", func(h *Human) error { return h.DeleteRows(tab, 2, 1) }, []string{"gone", "7"}},
		{"the row was moved", func(h *Human) error { return h.MoveRows(tab, 2, 1, 5) }, []string{"13", "7"}},
		{"all rows were sorted", func(h *Human) error { return h.SortSheet(tab, 2, "B", true) }, []string{"13", "7"}},
		{"cells were cut", func(h *Human) error { return h.Cut("'"+tab+"'!A2:C2", "'"+tab+"'!A7") }, []string{"", "7"}},
		{"the row was copied", func(h *Human) error { return h.Copy("'"+tab+"'!2:2", "'"+tab+"'!7:7") }, []string{"13", "7"}},
		{"values were cleared and typed", func(h *Human) error { return h.Type("'"+tab+"'!C2", "1") }, []string{"13", "7"}},
		{"the tab was renamed", func(h *Human) error { return h.RenameTab(tab, "Y tế") }, []string{"13", "7"}},
		{"the tab was copied", func(h *Human) error { return h.CopyTab(tab, "Bản sao") }, []string{"13", "7"}},
		{"the tab was deleted", func(h *Human) error {
			if err := h.AddTab("Khác"); err != nil {
				return err
			}
			return h.DeleteTab(tab)
		}, []string{"gone", "gone"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := anchored(t)
			if err := tt.act(a.srv.Human(a.id)); err != nil {
				t.Fatal(err)
			}
			same(t, "rows", a.anchors(501, 502), tt.want)
		})
	}
}

func TestPartialSortIsAKnob(t *testing.T) {
	for _, tt := range []struct {
		name string
		list []Option
		want []string
	}{
		{"cells only", nil, []string{"9", "7"}},
		{"with the anchors", []Option{WithPartialSortMovingAnchors()}, []string{"13", "7"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := anchored(t, tt.list...)
			if err := a.srv.Human(a.id).SortRange("'Trạm y tế'!A2:C4", "C", false); err != nil {
				t.Fatal(err)
			}
			same(t, "order", a.values("'Trạm y tế'!A2:A4", ""), `[["9"],["7"],["13"]]`)
			same(t, "rows", a.anchors(501, 502), tt.want)
		})
	}
}

func TestCopyOfAFileKeepsMetadata(t *testing.T) {
	a := anchored(t)
	copied := a.ok("POST", "/drive/v3/files/"+a.id+"/copy", `{}`)
	a.id = copied["id"].(string)
	same(t, "rows", a.anchors(501, 502), []string{"13", "7"})
}

func TestWritingByMetadataHitsTheRowWhereItIsNow(t *testing.T) {
	a := anchored(t)
	a.srv.BeforeApply(func(c Call) {
		if c.Method == "sheets.spreadsheets.values.batchUpdateByDataFilter" {
			if err := a.srv.Human(a.id).InsertRows("Trạm y tế", 1, 3); err != nil {
				t.Error(err)
			}
		}
	})
	out := a.ok("POST", "/values:batchUpdateByDataFilter", `{"valueInputOption":"RAW","data":[
		{"dataFilter":{"developerMetadataLookup":{"metadataId":501}},"majorDimension":"ROWS","values":[[null,null,null,"Đạt"]]},
		{"dataFilter":{"developerMetadataLookup":{"metadataId":999}},"majorDimension":"ROWS","values":[[null,null,null,"nowhere"]]}]}`)
	replies := listOf(out["responses"])
	if len(replies) != 1 {
		t.Fatalf("%d responses, want 1: a filter that selects nothing writes nothing", len(replies))
	}
	same(t, "written", replies[0].(map[string]any)["updatedRange"], any("'Trạm y tế'!A5:D5"))
	same(t, "row", a.values("'Trạm y tế'!A5:D5", ""), `[["13","BHYT","99.99","Đạt"]]`)
}

func TestMetadataSearchAndRefusals(t *testing.T) {
	a := anchored(t)
	out := a.ok("POST", "/developerMetadata:search", `{"dataFilters":[{"developerMetadataLookup":{}},{"developerMetadataLookup":{"metadataKey":"row"}}]}`)
	hits := listOf(out["matchedDeveloperMetadata"])
	if len(hits) != 2 || len(listOf(hits[0].(map[string]any)["dataFilters"])) != 2 {
		t.Errorf("found %v, want both pieces once, each with both filters", hits)
	}
	same(t, "get", a.ok("GET", "/developerMetadata/501", "")["metadataValue"], any("0"))
	same(t, "unknown", a.refused("GET", "/developerMetadata/77", "", 404), "No developer metadata with ID 77")
	for _, tt := range []struct{ name, location, want string }{
		{"two rows", `{"dimensionRange":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":3}}`,
			"Invalid requests[0].createDeveloperMetadata: DimensionRange must represent a single row or column."},
		{"open", `{"dimensionRange":{"sheetId":0,"dimension":"ROWS","startIndex":1}}`,
			"Invalid requests[0].createDeveloperMetadata: DimensionRange must specify both a startIndex and an endIndex"},
		{"no tab", `{"sheetId":5}`, "Invalid requests[0].createDeveloperMetadata: No sheet with id: 5"},
	} {
		body := `{"requests":[{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"PROJECT","location":` + tt.location + `}}}]}`
		same(t, tt.name, a.refused("POST", ":batchUpdate", body, 400), tt.want)
	}
	body := fmt.Sprintf(`{"requests":[{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","metadataValue":"%030000d","visibility":"PROJECT","location":{"sheetId":0}}}}]}`, 1)
	if got := a.refused("POST", ":batchUpdate", body, 400); got == "" {
		t.Error("metadata beyond the storage limit was taken")
	}
	a.batch(`{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataValue":"0"}}}}`)
	same(t, "deleted", a.anchors(501, 502), []string{"gone", "7"})
}
