package locale

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$`)
	shortDate = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})(?:[-/.](\d{2}|\d{4}))?$`)
	clockTime = regexp.MustCompile(`(?i)^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(am|pm)?$`)
)

// moment reads dates and times. Recorded: 2020-01-01 and 1999-01-02 in en_US.
// Measured: 1-2 is the second of January of the running year there. That a
// locale with the day first reads 9/10 as the ninth of October is inferred.
func (l Locale) moment(text string, year int) (Typed, bool) {
	if t, ok := l.date(text, year); ok {
		return t, true
	}
	if n, pattern, ok := timeOfDay(text); ok {
		return Typed{Kind: Number, Number: n, Format: "TIME", Pattern: pattern}, true
	}
	if i := strings.IndexAny(text, " T"); i > 0 {
		day, ok := l.date(text[:i], year)
		n, pattern, ok2 := timeOfDay(strings.TrimSpace(text[i+1:]))
		if ok && ok2 {
			return Typed{Kind: Number, Number: day.Number + n, Format: "DATE_TIME", Pattern: day.Pattern + " " + pattern}, true
		}
	}
	return Typed{}, false
}

func (l Locale) date(text string, year int) (Typed, bool) {
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return dated(m[1], m[2], m[3], "yyyy-mm-dd")
	}
	m := shortDate.FindStringSubmatch(text)
	if m == nil || m[2] == "." && l.Decimal == '.' || m[2] == "." && m[4] == "" {
		return Typed{}, false
	}
	day, month := m[3], m[1]
	if l.DayFirst {
		day, month = m[1], m[3]
	}
	pattern, y := l.DatePattern, m[4]
	switch {
	case y == "" && l.DayFirst:
		pattern, y = "dd/mm", strconv.Itoa(year)
	case y == "":
		pattern, y = "M/d", strconv.Itoa(year)
	case len(y) == 2:
		pattern = strings.ReplaceAll(pattern, "yyyy", "yy")
		if y >= "30" {
			y = "19" + y
		} else {
			y = "20" + y
		}
	}
	if m[2] != "/" {
		pattern = strings.ReplaceAll(pattern, "/", m[2])
	}
	return dated(y, month, day, pattern)
}

func dated(year, month, day, pattern string) (Typed, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || at.Day() != d || at.Month() != time.Month(m) {
		return Typed{}, false
	}
	return Typed{Kind: Number, Number: Serial(at), Format: "DATE", Pattern: pattern}, true
}

func timeOfDay(text string) (float64, string, bool) {
	m := clockTime.FindStringSubmatch(text)
	if m == nil {
		return 0, "", false
	}
	h, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	second, _ := strconv.ParseFloat("0"+m[3]+m[4], 64)
	pattern := "h:mm"
	if m[3] != "" {
		pattern = "h:mm:ss"
	}
	if half := strings.ToLower(m[5]); half != "" {
		if h < 1 || h > 12 {
			return 0, "", false
		}
		h %= 12
		if half == "pm" {
			h += 12
		}
		pattern += " am/pm"
	} else if m[3] == "" {
		pattern = "H:mm"
	} else {
		pattern = "H:mm:ss"
	}
	if minute > 59 || second >= 60 {
		return 0, "", false
	}
	return (float64(h)*3600 + float64(minute)*60 + second) / 86400, pattern, true
}

// epoch is day zero of serial dates.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// Serial is an instant as days since 30 December 1899.
func Serial(at time.Time) float64 { return at.Sub(epoch).Hours() / 24 }

// Instant is the other way about, to the nearest millisecond.
func Instant(serial float64) time.Time {
	days := math.Floor(serial)
	ms := math.Round((serial - days) * 86400000)
	return epoch.AddDate(0, 0, int(days)).Add(time.Duration(ms) * time.Millisecond)
}
