package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"bieu/sync/workbook"
)

const (
	dayLayout    = "2006-01-02"
	momentLayout = "2006-01-02T15:04:05"
	clockLayout  = "15:04:05"

	daySeconds = 24 * 60 * 60
	lastSerial = 2958465 // 9999-12-31
)

// dateValue writes a serial number as the seam writes dates; false when the
// number is outside of what Excel shows as a date.
func dateValue(stored string, kind dateKind, date1904 bool) (string, bool) {
	serial, err := strconv.ParseFloat(stored, 64)
	if err != nil || serial < 0 || serial >= lastSerial+1 {
		return "", false
	}
	seconds := int64(math.Round(serial * daySeconds))
	days, clock := seconds/daySeconds, seconds%daySeconds
	if kind == elapsed {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60), true
	}
	if days == 0 && !date1904 || days == 0 && clock != 0 {
		return time.Unix(clock, 0).UTC().Format(clockLayout), true
	}
	moment := epoch(days, date1904).AddDate(0, 0, int(days)).Add(time.Duration(clock) * time.Second)
	if clock == 0 {
		return moment.Format(dayLayout), true
	}
	return moment.Format(momentLayout), true
}

// epoch returns day 0. Excel counts a 29 February 1900 that never was, so that
// days before it have another origin than days after it.
func epoch(days int64, date1904 bool) time.Time {
	switch {
	case date1904:
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		return time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	default:
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	}
}

// serialOf is the way back: the number that stands for a date of the seam.
func serialOf(value string, date1904 bool) (string, error) {
	if t, err := time.Parse(clockLayout, value); err == nil {
		return strconv.FormatFloat(secondsOf(t)/daySeconds, 'f', -1, 64), nil
	}
	t, err := time.Parse(momentLayout, value)
	if err != nil {
		if t, err = time.Parse(dayLayout, value); err != nil {
			return "", fmt.Errorf("%q is not a date", value)
		}
	}
	days := daysSince(epoch(60, date1904), t)
	if !date1904 && days <= 60 {
		days = daysSince(epoch(0, date1904), t)
	}
	if days < 0 || days == 0 && !date1904 {
		return "", fmt.Errorf("%q is before the first day of the workbook's calendar", value)
	}
	return strconv.FormatFloat(float64(days)+secondsOf(t)/daySeconds, 'f', -1, 64), nil
}

// daysSince counts whole days; a time.Duration would overflow after 292 years.
func daysSince(start, t time.Time) int64 {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return (day.Unix() - start.Unix()) / daySeconds
}

func secondsOf(t time.Time) float64 {
	return float64(t.Hour()*3600 + t.Minute()*60 + t.Second())
}

// isoDate brings the text of a cell of type "d" (ISO 8601) into the seam's
// form.
func isoDate(text string) (string, bool) {
	text = strings.TrimSuffix(text, "Z")
	if t, err := time.Parse("2006-01-02T15:04:05.999", text); err == nil {
		if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
			return t.Format(dayLayout), true
		}
		return t.Format(momentLayout), true
	}
	for _, layout := range []string{dayLayout, clockLayout} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(layout), true
		}
	}
	return "", false
}

// needsISO reports whether a date must be written as text of type "d", because
// the cell's own format would show its number as a plain number.
func needsISO(c workbook.Cell, format string) bool {
	return c.Kind == workbook.Date && dateKindOf(format) == noDate
}
