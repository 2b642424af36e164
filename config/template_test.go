package config

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var offices = []struct {
	name string
	Values
}{
	{"ward", Values{Organisation: "UBND phường Thọ Xương", Year: 2023, Workbook: "tho-xuong-2023.xlsx"}},
	{"folder", Values{Organisation: "UBND xã A", Year: 2024, Workbook: "so lieu/kế hoạch.xlsx"}},
	{"windows path", Values{Organisation: "UBND xã A", Year: 2024, Workbook: `D:\so-lieu\ke-hoach.xlsx`}},
	{"awkward words", Values{Organisation: "Sở 'A': \"B\" # 1\t{x}\u00a0\ny", Year: 2025, Workbook: "#a: b.xlsx",
		Titles: Titles{Bieu01: "Biểu số 01: 'x'", Bieu02: "yes", Attached: "(Kèm theo Kế hoạch số /KH-UBND)"}}},
	{"spreadsheet", Values{Organisation: "UBND xã A", Year: 2024, Credentials: "khoa-bieu.json",
		Google: "https://docs.google.com/spreadsheets/d/abc/edit#gid=0"}},
	{"spreadsheet for trial", Values{Organisation: "UBND xã A", Year: 2024, Credentials: "BIEU_KEY",
		Google: "1abc", Endpoint: "http://127.0.0.1:9"}},
}

func wantFrom(v Values) *Config {
	c := leastConfig()
	c.Organisation, c.Year, c.Workbook, c.Titles = v.Organisation, v.Year, v.Workbook, v.Titles
	c.Google = Google{Spreadsheet: v.Google, Credentials: v.Credentials, Endpoint: v.Endpoint}
	c.History = besideWorkbook(v.Workbook, historyName)
	return c
}

func TestTemplateParsesBack(t *testing.T) {
	for _, o := range offices {
		t.Run(o.name, func(t *testing.T) {
			got, err := Parse("bieu.yaml", Template(o.Values))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wantFrom(o.Values), got, sameLocation); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A default is a comment whose # is followed by a key or by its indentation,
// an example one whose # is followed by one space and a key.
var (
	defaultLine = regexp.MustCompile(`(?m)^#( {2,})?([a-z_0-9]+:)`)
	exampleLine = regexp.MustCompile(`(?m)^( *)# ('[^'\n]+':|[a-z_0-9]+:|-) `)
)

func TestCommentedDefaultsAreTheDefaults(t *testing.T) {
	for _, o := range offices {
		t.Run(o.name, func(t *testing.T) {
			template := string(Template(o.Values))
			if n := len(defaultLine.FindAllString(template, -1)); n != 33 {
				t.Errorf("%d defaults are shown, want 33", n)
			}
			live := defaultLine.ReplaceAllString(template, "$1$2")
			got, err := Parse("bieu.yaml", []byte(live))
			if err != nil {
				t.Fatalf("%v\nin\n%s", err, live)
			}
			if diff := cmp.Diff(wantFrom(o.Values), got, sameLocation); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// liveWorkbook is the one line that an example would stand beside.
var liveWorkbook = regexp.MustCompile(`(?m)^workbook: .*\n`)

func TestExamplesParse(t *testing.T) {
	for _, o := range []struct {
		Values
		examples int
	}{{offices[0].Values, 22}, {offices[4].Values, 20}} {
		template := liveWorkbook.ReplaceAllString(string(Template(o.Values)), "")
		if n := len(exampleLine.FindAllString(template, -1)); n != o.examples {
			t.Errorf("%d examples are shown, want %d", n, o.examples)
		}
		got, err := Parse("bieu.yaml", []byte(exampleLine.ReplaceAllString(template, "$1$2 ")))
		if err != nil {
			t.Fatal(err)
		}
		if got.AsOf.IsZero() || len(got.Headers) != 2 || got.Titles.Attached == "" ||
			len(got.Calendar.Dates) != 1 || len(got.Calendar.Holidays) != 2 ||
			got.HistoryVariable() != "BIEU_HISTORY" || got.Chase.Office == "" || got.Mail.Password.Variable == "" ||
			got.Mail.From == "" || got.Webhook.URL == "" || got.Webhook.Secret.Variable == "" ||
			got.Google.Spreadsheet == "" || got.Google.Credentials == "" || got.Google.Reads != 60 || got.Google.Writes != 60 ||
			len(got.Plans) != 1 || got.Plans[0].Name == "" || got.Plans[0].Google.Spreadsheet != "" {
			t.Errorf("an example has no effect: %+v", got)
		}
	}
}
