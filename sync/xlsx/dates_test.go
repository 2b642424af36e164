package xlsx

import "testing"

func TestDateKindOf(t *testing.T) {
	for format, want := range map[string]dateKind{
		"":                           noDate,
		"General":                    noDate,
		"0.00%":                      noDate,
		"0.00E+00":                   noDate,
		"#,##0\\ \"đồng/ngày\"":      noDate,
		"#,##0_d":                    noDate,
		"0*d":                        noDate,
		"[Red]0":                     noDate,
		"[$đ-42A]#,##0":              noDate,
		"0;d":                        noDate,
		"@":                          noDate,
		"\"chưa đóng":                noDate,
		"[chưa đóng":                 noDate,
		"d/m/yyyy":                   onClock,
		"[$-42A]dd/mm/yyyy;@":        onClock,
		"\"ngày\" dd \"tháng\" mm":   onClock,
		"h:mm AM/PM":                 onClock,
		"mm:ss.0":                    onClock,
		"YYYY":                       onClock,
		"[h]:mm":                     elapsed,
		"[hh]:mm:ss":                 elapsed,
		"[mm]:ss":                    elapsed,
		"[ss]":                       elapsed,
		"[$-F400]h:mm:ss\\ AM/PM":    onClock,
		"_-* #,##0.00_-;-* #,##0_-d": noDate,
	} {
		if got := dateKindOf(format); got != want {
			t.Errorf("format %q: got %d, want %d", format, got, want)
		}
	}
}

func TestDatesBothWays(t *testing.T) {
	tests := []struct {
		serial   string
		date1904 bool
		want     string
	}{
		{"45199", false, "2023-09-30"},
		{"43737", true, "2023-09-30"},
		{"45199.5", false, "2023-09-30T12:00:00"},
		{"1", false, "1900-01-01"},
		{"59", false, "1900-02-28"},
		{"61", false, "1900-03-01"},
		{"0.25", false, "06:00:00"},
		{"0.25", true, "06:00:00"},
		{"0", true, "1904-01-01"},
		{"2958465", false, "9999-12-31"},
	}
	for _, test := range tests {
		got, ok := dateValue(test.serial, onClock, test.date1904)
		if !ok || got != test.want {
			t.Errorf("serial %s is %q, want %q", test.serial, got, test.want)
		}
		back, err := serialOf(test.want, test.date1904)
		if err != nil || back != test.serial {
			t.Errorf("%s is serial %s (%v), want %s", test.want, back, err, test.serial)
		}
	}
	for _, serial := range []string{"-1", "2958466", "1e300", "x"} {
		if got, ok := dateValue(serial, onClock, false); ok {
			t.Errorf("serial %s is %q, want none", serial, got)
		}
	}
	for _, value := range []string{"1899-12-31", "1899-01-01", "30/9/2023", ""} {
		if got, err := serialOf(value, false); err == nil {
			t.Errorf("%q is serial %s, want an error", value, got)
		}
	}
	// The day that Excel counts and the calendar does not have.
	if got, _ := dateValue("60", onClock, false); got != "1900-02-28" && got != "1900-03-01" {
		t.Errorf("serial 60 is %q", got)
	}
}
