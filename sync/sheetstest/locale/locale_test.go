package locale

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		locale, typed string
		want          Typed
	}{
		// Recorded.
		{"en_US", "2020-01-01", Typed{Kind: Number, Number: 43831, Format: "DATE", Pattern: "yyyy-mm-dd"}},
		{"en_US", "1999-01-02", Typed{Kind: Number, Number: 36162, Format: "DATE", Pattern: "yyyy-mm-dd"}},
		{"en_US", "0042", Typed{Kind: Number, Number: 42}},
		{"en_US", "2,000,000.01", Typed{Kind: Number, Number: 2000000.01, Format: "NUMBER", Pattern: "#,##0.00"}},
		{"en_US", "= 1 / 1024", Typed{Kind: Formula, Text: "= 1 / 1024"}},
		{"en_US", "3_1_0", Typed{Text: "3_1_0"}},
		// Measured.
		{"en_US", "$100.15", Typed{Kind: Number, Number: 100.15, Format: "CURRENCY", Pattern: `"$"#,##0.00`}},
		{"en_US", "1-2", Typed{Kind: Number, Number: 46024, Format: "DATE", Pattern: "M-d"}},
		{"en_US", "TRUE", Typed{Kind: Bool, Bool: true}},
		{"en_US", "'0123", Typed{Text: "0123"}},
		// Inferred.
		{"en_US", "58,5", Typed{Kind: Number, Number: 585, Format: "NUMBER", Pattern: "#,##0"}},
		{"en_US", "50%", Typed{Kind: Number, Number: 0.5, Format: "PERCENT", Pattern: "0%"}},
		{"en_US", "(12)", Typed{Kind: Number, Number: -12}},
		{"en_US", "1e3", Typed{Kind: Number, Number: 1000, Format: "SCIENTIFIC", Pattern: "0.00E+00"}},
		{"en_US", "10:45 pm", Typed{Kind: Number, Number: 22.75 / 24, Format: "TIME", Pattern: "h:mm am/pm"}},
		{"en_US", "13/1/2020", Typed{Text: "13/1/2020"}},
		{"vi_VN", "58,5", Typed{Kind: Number, Number: 58.5}},
		{"vi_VN", "1.234.567,5", Typed{Kind: Number, Number: 1234567.5, Format: "NUMBER", Pattern: "#,##0.00"}},
		{"vi_VN", "58.5", Typed{Text: "58.5"}},
		{"vi_VN", "13/1/2020", Typed{Kind: Number, Number: 43843, Format: "DATE", Pattern: "dd/mm/yyyy"}},
		{"vi_VN", "9/10", Typed{Kind: Number, Number: 46304, Format: "DATE", Pattern: "dd/mm"}},
		{"vi_VN", "30/2/2020", Typed{Text: "30/2/2020"}},
		{"vi_VN", "99,88%", Typed{Kind: Number, Number: 0.9988, Format: "PERCENT", Pattern: "0.00%"}},
	} {
		if diff := cmp.Diff(tt.want, For(tt.locale).Read(tt.typed, 2026)); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", tt.locale, tt.typed, diff)
		}
	}
}

func TestShow(t *testing.T) {
	for _, tt := range []struct {
		locale          string
		n               float64
		format, pattern string
		want            string
	}{
		// Recorded.
		{"en_US", 1.0 / 1024, "", "", "0.0009765625"},
		{"en_US", 1.5, "", "", "1.5"},
		{"en_US", 2000000.01, "NUMBER", "#,##0.00", "2,000,000.01"},
		{"en_US", 43831, "DATE", "M/d/yyyy", "1/1/2020"},
		{"en_US", 10.75 / 24, "TIME", "h:mm:ss am/pm", "10:45:00 AM"},
		{"en_US", 23, "TIME", "[h]:mm:ss", "552:00:00"},
		{"en_US", 0.501, "PERCENT", "0.00%", "50.10%"},
		{"en_US", 23, "NUMBER", `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`, " $ 23.00 "},
		// Known from the page.
		{"en_US", 1.0 / 3, "", "", "0.3333333333"},
		{"en_US", 2000.0 / 3, "", "", "666.6666667"},
		{"en_US", 1e15, "", "", "1E+15"},
		{"en_US", -1234.5, "NUMBER", "#,##0.0", "-1,234.5"},
		{"en_US", 1.005, "NUMBER", "0.00", "1.01"},
		{"en_US", 0, "NUMBER", "#,##0", "0"},
		{"en_US", 1234, "SCIENTIFIC", "0.00E+00", "1.23E+03"},
		{"vi_VN", 58.5, "", "", "58,5"},
		{"vi_VN", 1234567.5, "NUMBER", "#,##0.00", "1.234.567,50"},
		{"vi_VN", 45208, "DATE", "dd/mm/yyyy", "09/10/2023"},
		{"vi_VN", 45208.5, "DATE_TIME", "dd/mm/yyyy HH:mm", "09/10/2023 12:00"},
	} {
		if got := For(tt.locale).Show(tt.n, tt.format, tt.pattern); got != tt.want {
			t.Errorf("%s %v under %q: %q, want %q", tt.locale, tt.n, tt.pattern, got, tt.want)
		}
	}
}

func TestShowText(t *testing.T) {
	for _, tt := range []struct{ text, pattern, want string }{
		{"x", "@", "x"}, {"x", "0.00", "x"}, {"x", `0;-0;0;"<"@">"`, "<x>"},
	} {
		if got := ShowText(tt.text, tt.pattern); got != tt.want {
			t.Errorf("%q under %q: %q, want %q", tt.text, tt.pattern, got, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"1.234,5", "9/10", "=1", "'x", "10:61", "%", "1e", "-", "99999999999999999999", "1/1/9999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, name := range []string{"en_US", "vi_VN", "fr_FR"} {
			l := For(name)
			got := l.Read(typed, 2026)
			if got.Kind == Number {
				l.Show(got.Number, got.Format, got.Pattern)
			}
		}
	})
}
