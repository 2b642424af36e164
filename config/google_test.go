package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const googlePlan = "organisation: UBND phường Thử\nyear: 2023\nworkbook:\n  google: https://docs.google.com/spreadsheets/d/abc/edit\n"

func TestParseGoogle(t *testing.T) {
	c, err := Parse("noi/bieu.yaml", []byte(googlePlan+
		"credentials: khoa.json\nendpoint: http://127.0.0.1:9\nquota: {reads: 30, writes: 20}\nprotection: strict\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Google{
		Spreadsheet: "https://docs.google.com/spreadsheets/d/abc/edit", Credentials: "khoa.json",
		Endpoint: "http://127.0.0.1:9", Reads: 30, Writes: 20, Strict: true,
	}
	if diff := cmp.Diff(want, c.Google); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if c.Workbook != "" || c.HistoryPath() != "noi/bieu.db" {
		t.Errorf("workbook %q, history %q", c.Workbook, c.HistoryPath())
	}
}

func TestParseGoogleRefuses(t *testing.T) {
	for text, want := range map[string][]Code{
		googlePlan: {CodeMissing},
		googlePlan + "credentials: k.json\nprotection: maybe\n":             {CodeChoice},
		googlePlan + "credentials: k.json\nquota: {reads: 0, wites: 3}\n":   {CodeRange, CodeUnknownNear},
		"organisation: a\nyear: 2023\nworkbook:\n  gogle: x\n":              {CodeUnknownNear},
		"organisation: a\nyear: 2023\nworkbook: {google: x, onedrive: y}\n": {CodeUnknown, CodeMissing},
	} {
		_, err := Parse("bieu.yaml", []byte(text))
		problems, _ := err.(Problems)
		var got []Code
		for _, p := range problems {
			got = append(got, p.Code)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n-want +got:\n%s", text, diff)
		}
	}
}
