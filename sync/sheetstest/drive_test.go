package sheetstest

import (
	"net/url"
	"testing"
)

func TestFilesAreFoundAndPaged(t *testing.T) {
	a := newAPI(t, Spreadsheet{Title: "Kế hoạch 2023"})
	for _, in := range []Spreadsheet{{Title: "Kế hoạch 2024"}, {Title: "Sổ 'riêng'"}, {Title: "của người khác", NotShared: true}} {
		a.srv.Create(in)
	}
	names := func(q string) []string {
		out := []string{}
		reply := a.ok("GET", "/drive/v3/files?fields=*&orderBy=name&q="+url.QueryEscape(q), "")
		for _, f := range listOf(reply["files"]) {
			out = append(out, f.(map[string]any)["name"].(string))
		}
		return out
	}
	for _, tt := range []struct {
		q    string
		want []string
	}{
		{"", []string{"Kế hoạch 2023", "Kế hoạch 2024", "Sổ 'riêng'"}},
		{`mimeType="application/vnd.google-apps.spreadsheet" and name = "Kế hoạch 2023"`, []string{"Kế hoạch 2023"}},
		{`name contains 'kế' and not name contains '2023'`, []string{"Kế hoạch 2024"}},
		{`name = 'Sổ \'riêng\''`, []string{"Sổ 'riêng'"}},
		{`trashed = true`, []string{}},
		{`'` + DefaultOwner + `' in owners and sharedWithMe = true`, []string{"Kế hoạch 2023", "Kế hoạch 2024", "Sổ 'riêng'"}},
		{`mimeType != "application/vnd.google-apps.spreadsheet"`, []string{}},
	} {
		same(t, tt.q, names(tt.q), tt.want)
	}
	same(t, "a question that cannot be read", a.refused("GET", "/drive/v3/files?q=name", "", 400), "Invalid Value")
	first := a.ok("GET", "/drive/v3/files?pageSize=2", "")
	second := a.ok("GET", "/drive/v3/files?pageSize=2&pageToken="+first["nextPageToken"].(string), "")
	same(t, "pages", []int{len(listOf(first["files"])), len(listOf(second["files"]))}, []int{2, 1})
	if second["nextPageToken"] != nil {
		t.Error("the last page has a next one")
	}
}

func TestSharingAndCopying(t *testing.T) {
	a := newAPI(t, sample())
	share := func(body string) { a.ok("POST", "/drive/v3/files/"+a.id+"/permissions", body) }
	share(`{"type":"domain","role":"reader","domain":"example.org","unknown":1}`)
	visitor := a.srv.Token("lan@example.org")
	worker := a.token
	a.token = visitor
	a.ok("GET", "", "")
	same(t, "a reader shares", a.refused("POST", "/drive/v3/files/"+a.id+"/permissions", `{"type":"anyone","role":"reader"}`, 403),
		"The user does not have sufficient permissions for this file.")
	copied := a.ok("POST", "/drive/v3/files/"+a.id+"/copy?fields=id,name,ownedByMe", `{}`)
	same(t, "copy", []any{copied["name"], copied["ownedByMe"]}, []any{"Copy of Sổ", true})
	a.token = worker
	same(t, "somebody else's copy", a.refused("GET", "/drive/v3/files/"+copied["id"].(string), "", 404), "File not found: "+copied["id"].(string)+".")
	same(t, "not the owner's", a.refused("DELETE", "/drive/v3/files/"+a.id, "", 403), "The user does not have sufficient permissions for this file.")
}

func TestChangesAreSeen(t *testing.T) {
	a := newAPI(t, sample())
	token := a.ok("GET", "/drive/v3/changes/startPageToken", "")["startPageToken"].(string)
	quiet := a.ok("GET", "/drive/v3/changes?pageToken="+token, "")
	same(t, "nothing", []any{len(listOf(quiet["changes"])), quiet["newStartPageToken"], quiet["kind"]}, []any{0, token, "drive#changeList"})
	if err := a.srv.Human(a.id).Type("A1", "x"); err != nil {
		t.Fatal(err)
	}
	after := a.ok("GET", "/drive/v3/changes?pageToken="+token, "")
	if changes := listOf(after["changes"]); len(changes) != 1 || changes[0].(map[string]any)["fileId"] != a.id {
		t.Errorf("changes: %v", changes)
	}
}
