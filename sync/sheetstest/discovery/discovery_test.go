package discovery

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		verb, path, id string
		params         map[string]string
	}{
		{"GET", "/v4/spreadsheets/abc", "sheets.spreadsheets.get", map[string]string{"spreadsheetId": "abc"}},
		{"POST", "/v4/spreadsheets/abc:batchUpdate", "sheets.spreadsheets.batchUpdate", map[string]string{"spreadsheetId": "abc"}},
		{"GET", "/v4/spreadsheets/abc/values/%27A%2FB%27%21A1%3AB2", "sheets.spreadsheets.values.get",
			map[string]string{"spreadsheetId": "abc", "range": "'A/B'!A1:B2"}},
		{"POST", "/v4/spreadsheets/abc/values/%27Sheet1%27:clear", "sheets.spreadsheets.values.clear",
			map[string]string{"spreadsheetId": "abc", "range": "'Sheet1'"}},
		{"POST", "/v4/spreadsheets/abc/values/A1:B2:append", "sheets.spreadsheets.values.append",
			map[string]string{"spreadsheetId": "abc", "range": "A1:B2"}},
		{"GET", "/v4/spreadsheets/abc/values:batchGet", "sheets.spreadsheets.values.batchGet", map[string]string{"spreadsheetId": "abc"}},
		{"GET", "/v4/elsewhere", "", nil},
		{"PATCH", "/v4/spreadsheets/abc", "", nil},
	} {
		m, params := Sheets().Match(tt.verb, tt.path)
		id := ""
		if m != nil {
			id = m.ID
		}
		if diff := cmp.Diff([]any{tt.id, tt.params}, []any{id, params}); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", tt.verb, tt.path, diff)
		}
	}
	if m, _ := Drive().Match("DELETE", "/drive/v3/files/abc"); m == nil || m.ID != "drive.files.delete" {
		t.Errorf("Drive: %v", m)
	}
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func method(t *testing.T, id string) *Method {
	t.Helper()
	for _, m := range Sheets().Methods() {
		if m.ID == id {
			return m
		}
	}
	t.Fatalf("no method %s", id)
	return nil
}

func TestCheckBodyTakesWhatProtocolBuffersTake(t *testing.T) {
	m := method(t, "sheets.spreadsheets.batchUpdate")
	got, found := m.CheckBody(object(t, `{"requests":[{"update_sheet_properties":{"fields":"hidden","properties":{"sheetId":"0","hidden":"true","index":2,"title":null}}}]}`))
	if len(found) > 0 {
		t.Fatal(found)
	}
	want := map[string]any{"requests": []any{map[string]any{"updateSheetProperties": map[string]any{
		"fields": "hidden", "properties": map[string]any{"sheetId": 0, "hidden": true, "index": 2},
	}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCheckQuery(t *testing.T) {
	m := method(t, "sheets.spreadsheets.get")
	for _, tt := range []struct {
		query string
		wrong int
	}{
		{"includeGridData=False&alt=json&prettyPrint=false&fields=sheets", 0},
		{"includeGridData=perhaps", 1},
		{"include_grid_data=true", 0},
		{"joe=1&jim=2", 2},
	} {
		query, err := url.ParseQuery(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if found := m.CheckQuery(query); len(found) != tt.wrong {
			t.Errorf("%s: %v, want %d", tt.query, found, tt.wrong)
		}
	}
}

func TestCheckResponseIsStrict(t *testing.T) {
	m := method(t, "sheets.spreadsheets.values.get")
	for _, tt := range []struct {
		body  string
		wrong int
	}{
		{`{"range":"A1","majorDimension":"ROWS","values":[["a",1,true]]}`, 0},
		{`{"range":1}`, 1},
		{`{"majorDimension":"ACROSS"}`, 1},
		{`{"values":{}}`, 1},
		{`{"more":1,"range":null}`, 2},
	} {
		if found := m.CheckResponse(any(object(t, tt.body))); len(found) != tt.wrong {
			t.Errorf("%s: %v, want %d", tt.body, found, tt.wrong)
		}
	}
}

func TestMask(t *testing.T) {
	const body = `{"id":"x","sheets":[{"properties":{"title":"a","index":0},"data":[{}]},{"properties":{"title":"b"}}]}`
	for _, tt := range []struct{ mask, want string }{
		{"id", `{"id":"x"}`},
		{"sheets.properties.title", `{"sheets":[{"properties":{"title":"a"}},{"properties":{"title":"b"}}]}`},
		{"sheets/properties/index", `{"sheets":[{"properties":{"index":0}},{"properties":{}}]}`},
		{"id,sheets(properties(title),data)", `{"id":"x","sheets":[{"data":[{}],"properties":{"title":"a"}},{"properties":{"title":"b"}}]}`},
		{"sheets.properties,sheets.properties.title", `{"sheets":[{"properties":{"index":0,"title":"a"}},{"properties":{"title":"b"}}]}`},
		{"*", body},
		{"none", `{}`},
	} {
		mask, err := ParseMask(tt.mask)
		if err != nil {
			t.Errorf("%s: %v", tt.mask, err)
			continue
		}
		if diff := cmp.Diff(any(object(t, tt.want)), mask.Select(object(t, body))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.mask, diff)
		}
	}
	for _, bad := range []string{"", "a,,b", "a(b", "a)", "a.", "(a)"} {
		if mask, err := ParseMask(bad); err == nil {
			t.Errorf("%q is taken for the mask %v", bad, mask)
		}
	}
}

func TestMaskMerge(t *testing.T) {
	for _, tt := range []struct{ mask, dst, src, want string }{
		{"a", `{"a":1,"b":2}`, `{"a":3,"b":9}`, `{"a":3,"b":2}`},
		{"a", `{"a":1,"b":2}`, `{}`, `{"b":2}`},
		{"f.x", `{"f":{"x":1,"y":2}}`, `{"f":{"x":5,"y":9}}`, `{"f":{"x":5,"y":2}}`},
		{"f.x", `{"f":{"x":1}}`, `{}`, `{}`},
		{"*", `{"a":1,"b":2}`, `{"c":3}`, `{"c":3}`},
	} {
		mask, err := ParseMask(tt.mask)
		if err != nil {
			t.Fatal(err)
		}
		dst := object(t, tt.dst)
		if diff := cmp.Diff(object(t, tt.want), mask.Merge(dst, object(t, tt.src))); diff != "" {
			t.Errorf("%s of %s into %s (-want +got):\n%s", tt.mask, tt.src, tt.dst, diff)
		}
		if diff := cmp.Diff(object(t, tt.dst), dst); diff != "" {
			t.Errorf("%s: what was merged into has changed:\n%s", tt.mask, diff)
		}
	}
}

func TestUnknownPath(t *testing.T) {
	schema := Sheets().Schemas["Spreadsheet"]
	for _, tt := range []struct{ mask, want string }{
		{"sheets.data.rowData.values.note", ""}, {"joe", "joe"}, {"sheets(properties(title,joe))", "sheets.properties.joe"},
	} {
		mask, err := ParseMask(tt.mask)
		if err != nil {
			t.Fatal(err)
		}
		if got := Sheets().UnknownPath(schema, mask); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.mask, got, tt.want)
		}
	}
}

func FuzzParseMask(f *testing.F) {
	for _, seed := range []string{"a,b(c,d)", "a/b.c", "*", "a(b(c))"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if mask, err := ParseMask(text); err == nil && len(mask) == 0 {
			t.Errorf("%q gives an empty mask and no error", text)
		}
	})
}
