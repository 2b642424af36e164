package sheetstest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"golang.org/x/oauth2/google"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"
	"google.golang.org/api/sheets/v4"

	"bieu/sync/sheetstest"
)

// signIn goes the way of a real program: from a service account's key to a
// client that fetches its own tokens.
func signIn(key []byte, scopes ...string) (*http.Client, error) {
	config, err := google.JWTConfigFromJSON(key, scopes...)
	if err != nil {
		return nil, err
	}
	return config.Client(context.Background()), nil
}

// A program signs in with the key that the server gave out and writes a cell
// while a person puts a row in.
func Example() {
	srv := sheetstest.NewServer()
	defer srv.Close()
	id := srv.Create(sheetstest.Spreadsheet{Title: "Kế hoạch 2023", Locale: "vi_VN", Tabs: []sheetstest.Tab{{
		Title: "Trạm y tế", Values: [][]any{{"Mã", "Thực hiện"}, {"13", nil}},
	}}})

	client, err := signIn(srv.Key(), sheets.SpreadsheetsScope)
	if err != nil {
		fmt.Println(err)
		return
	}
	service, err := sheets.NewService(context.Background(), option.WithHTTPClient(client), option.WithEndpoint(srv.URL))
	if err != nil {
		fmt.Println(err)
		return
	}
	human := srv.Human(id)
	srv.BeforeApply(func(call sheetstest.Call) {
		if call.Write {
			fmt.Println("a row is put in:", human.InsertRows("Trạm y tế", 1, 1))
		}
	})
	_, err = service.Spreadsheets.Values.Update(id, "'Trạm y tế'!B2", &sheets.ValueRange{Values: [][]any{{"99,5"}}}).
		ValueInputOption("USER_ENTERED").Do()
	fmt.Println("written:", err)
	seen, err := human.Values("'Trạm y tế'")
	fmt.Println(seen, err)
	// Output:
	// a row is put in: <nil>
	// written: <nil>
	// [[] [Mã 99,5] [13]] <nil>
}

func TestRealClientReadsErrors(t *testing.T) {
	srv := sheetstest.NewServer()
	defer srv.Close()
	client, err := signIn(srv.Key(), sheets.SpreadsheetsReadonlyScope)
	if err != nil {
		t.Fatal(err)
	}
	service, err := sheets.NewService(t.Context(), option.WithHTTPClient(client), option.WithEndpoint(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	shared := srv.Create(sheetstest.Spreadsheet{Title: "chung"})
	closed := srv.Create(sheetstest.Spreadsheet{Title: "riêng", NotShared: true})
	_, writeErr := service.Spreadsheets.Values.Clear(shared, "Sheet1", &sheets.ClearValuesRequest{}).Do()
	_, searchErr := service.Spreadsheets.DeveloperMetadata.Search(shared, &sheets.SearchDeveloperMetadataRequest{}).Do()
	_, closedErr := service.Spreadsheets.Get(closed).Do()
	_, unknownErr := service.Spreadsheets.Get("nowhere").Do()
	_, maskErr := service.Spreadsheets.Get(shared).Fields("joe").Do()
	for _, tt := range []struct {
		name    string
		err     error
		code    int
		message string
	}{
		{"a write with the right to read", writeErr, 403, "Request had insufficient authentication scopes."},
		{"a search with the right to read", searchErr, 403, "Request had insufficient authentication scopes."},
		{"not shared", closedErr, 403, "The caller does not have permission"},
		{"unknown", unknownErr, 404, "Requested entity was not found."},
		{"a field that does not exist", maskErr, 400, "Request contains an invalid argument."},
	} {
		var got *googleapi.Error
		if !errors.As(tt.err, &got) {
			t.Errorf("%s: %v, want an answer of the service", tt.name, tt.err)
			continue
		}
		if got.Code != tt.code || got.Message != tt.message {
			t.Errorf("%s: %d %q, want %d %q", tt.name, got.Code, got.Message, tt.code, tt.message)
		}
	}
	if _, err := service.Spreadsheets.Get(shared).Do(); err != nil {
		t.Errorf("reading with the right to read: %v", err)
	}
}

func TestRealDriveClient(t *testing.T) {
	srv := sheetstest.NewServer()
	defer srv.Close()
	client, err := signIn(srv.Key(), drive.DriveScope)
	if err != nil {
		t.Fatal(err)
	}
	service, err := drive.NewService(t.Context(), option.WithHTTPClient(client), option.WithEndpoint(srv.DriveURL()))
	if err != nil {
		t.Fatal(err)
	}
	made, err := service.Files.Create(&drive.File{Name: "Sổ", MimeType: "application/vnd.google-apps.spreadsheet"}).Do()
	if err != nil {
		t.Fatal(err)
	}
	list, err := service.Files.List().Q("name = 'Sổ' and trashed = false").Do()
	if err != nil || len(list.Files) != 1 || list.Files[0].Id != made.Id {
		t.Fatalf("list: %v, %v, want the file made", list, err)
	}
	version := func() int64 {
		f, err := service.Files.Get(made.Id).Fields("version").Do()
		if err != nil {
			t.Fatal(err)
		}
		return f.Version
	}
	before := version()
	if err := srv.Human(made.Id).Type("A1", "x"); err != nil {
		t.Fatal(err)
	}
	if after := version(); after <= before {
		t.Errorf("the version is %d after an edit and was %d", after, before)
	}
	if _, err := service.Permissions.Create(made.Id, &drive.Permission{Type: "user", Role: "reader", EmailAddress: "lan@example.com"}).Do(); err != nil {
		t.Fatal(err)
	}
	shared, err := service.Permissions.List(made.Id).Fields("permissions(role,emailAddress)").Do()
	if err != nil || len(shared.Permissions) != 2 || shared.Permissions[1].EmailAddress != "lan@example.com" {
		t.Errorf("permissions: %v, %v", shared, err)
	}
	if err := service.Files.Delete(made.Id).Do(); err != nil {
		t.Fatal(err)
	}
	_, err = service.Files.Get(made.Id).Do()
	var got *googleapi.Error
	if !errors.As(err, &got) || got.Code != 404 || got.Message != "File not found: "+made.Id+"." {
		t.Errorf("a deleted file: %v", err)
	}
}
