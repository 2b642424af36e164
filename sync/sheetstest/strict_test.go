package sheetstest

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bieu/sync/sheetstest/discovery"
)

func TestRequestsAreCheckedStrictly(t *testing.T) {
	a := newAPI(t, sample())
	for _, tt := range []struct{ name, verb, path, body, want string }{
		{"query", "GET", "?joe=1", "",
			`Invalid JSON payload received. Unknown name "joe": Cannot bind query parameter. Field 'joe' could not be found in request message.`},
		{"enum in the query", "GET", "/values/A1?majorDimension=ACROSS", "",
			`Invalid value at 'major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), "ACROSS"`},
		{"member", "POST", ":batchUpdate", `{"requests":[{"addSheet":{"properties":{"titel":"x"}}}]}`,
			`Invalid JSON payload received. Unknown name "titel" at 'requests[0].add_sheet.properties': Cannot find field.`},
		{"member of a resource", "PUT", "/values/A1?valueInputOption=RAW", `{"valuez":[]}`,
			`Invalid JSON payload received. Unknown name "valuez" at 'data': Cannot find field.`},
		{"enum", "POST", ":batchUpdate", `{"requests":[{"mergeCells":{"mergeType":"MERGE_SOME"}}]}`,
			`Invalid value at 'requests[0].merge_cells.merge_type' (type.googleapis.com/google.apps.sheets.v4.MergeCellsRequest.MergeType), "MERGE_SOME"`},
		{"integer", "POST", ":batchUpdate", `{"requests":[{"deleteSheet":{"sheetId":"one"}}]}`,
			`Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "one"`},
		{"two at once", "POST", ":batchUpdate", `{"requests":[{"deleteSheet":{"a":1,"b":2}}]}`,
			`Invalid JSON payload received. Unknown name "a" at 'requests[0].delete_sheet': Cannot find field.` + "\n" +
				`Invalid JSON payload received. Unknown name "b" at 'requests[0].delete_sheet': Cannot find field.`},
		{"fields of an update", "POST", ":batchUpdate", `{"requests":[{"repeatCell":{"range":{"sheetId":0},"cell":{},"fields":"colour"}}]}`,
			"Invalid requests[0].repeatCell: Request contains an invalid argument."},
		{"no requests", "POST", ":batchUpdate", `{}`, "Must specify at least one request."},
	} {
		same(t, tt.name, a.refused(tt.verb, tt.path, tt.body, 400), tt.want)
	}
	// What is lenient in protocol-buffer JSON is lenient here: recorded.
	a.batch(`{"updateSheetProperties":{"properties":{"sheetId":"0","rightToLeft":"true"},"fields":"right_to_left"}}`)
}

// TestEveryMethodIsAnsweredOrNamed: each method of either document has a handler
// or answers 501 with its name.
func TestEveryMethodIsAnsweredOrNamed(t *testing.T) {
	a := newAPI(t, sample())
	missing := 0
	a.token = a.srv.Token(DefaultAccount, "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/drive.apps.readonly")
	for _, doc := range []*discovery.Document{discovery.Sheets(), discovery.Drive()} {
		for _, m := range doc.Methods() {
			if handlers[m.ID] != nil {
				continue
			}
			missing++
			if doc.Name == "sheets" {
				t.Errorf("%s is not implemented", m.ID)
			}
			path := "/" + doc.ServicePath + strings.NewReplacer("{fileId}", a.id, "{", "", "}", "").Replace(m.FlatPath)
			same(t, m.ID, a.refused(m.HTTPMethod, path, "", 501), "sheetstest does not implement the method "+m.ID)
		}
	}
	if missing == 0 {
		t.Error("no method answers 501: the table of handlers claims all of Drive")
	}
}

func TestUnknownPathsGetAPage(t *testing.T) {
	a := newAPI(t, sample())
	resp, err := http.Get(a.srv.URL + "/v4/elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	same(t, "answer", []any{resp.StatusCode, resp.Header.Get("Content-Type")}, []any{404, "text/html; charset=UTF-8"})
}

// TestDiscoveryDocumentsAreTheModulesOwn notices when a newer module brings other
// documents: methods, kinds of request or scopes may have changed with them.
func TestDiscoveryDocumentsAreTheModulesOwn(t *testing.T) {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output()
	if err != nil {
		t.Fatal(err)
	}
	for name, inside := range map[string]string{"sheets-api.json": "sheets/v4", "drive-api.json": "drive/v3"} {
		theirs, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), inside, name))
		if err != nil {
			t.Fatal(err)
		}
		ours, err := os.ReadFile(filepath.Join("discovery", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(theirs) == string(ours) {
			continue
		}
		newer, err := discovery.Parse(theirs)
		if err != nil {
			t.Fatal(err)
		}
		older, err := discovery.Parse(ours)
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("%s is revision %s here and %s in the module: copy it over and look at what changed", name, older.Revision, newer.Revision)
		for schema, s := range newer.Schemas {
			for member := range s.Properties {
				if older.Schemas[schema] == nil || older.Schemas[schema].Properties[member] == nil {
					t.Logf("new: %s.%s", schema, member)
				}
			}
		}
	}
}
