package locale

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// showMoment renders a serial date or time. Whether m means months or minutes
// follows from its neighbours, as everywhere in spreadsheets.
func (l Locale) showMoment(tokens []token, serial float64) string {
	at := Instant(serial)
	half := false
	for _, t := range tokens {
		if t.kind == dateToken && strings.Contains(strings.ToLower(t.text), "/p") {
			half = true
		}
	}
	var out strings.Builder
	for i, t := range tokens {
		switch t.kind {
		case literal:
			out.WriteString(t.text)
		case digits, percent:
			out.WriteString(strings.Trim(t.text, "0#?"))
		case dateToken:
			out.WriteString(part(tokens, i, at, serial, half))
		}
	}
	return out.String()
}

func part(tokens []token, i int, at time.Time, serial float64, half bool) string {
	text := tokens[i].text
	low := strings.ToLower(text)
	switch low[0] {
	case 'y':
		if len(low) <= 2 {
			return fmt.Sprintf("%02d", at.Year()%100)
		}
		return strconv.Itoa(at.Year())
	case 'd':
		switch len(low) {
		case 1, 2:
			return pad(at.Day(), len(low))
		case 3:
			return at.Weekday().String()[:3]
		}
		return at.Weekday().String()
	case 'h':
		h := at.Hour()
		if half {
			h = (h + 11) % 12
			h++
		}
		return pad(h, len(low))
	case 's':
		return pad(at.Second(), len(low))
	case 'm':
		if isMinutes(tokens, i) {
			return pad(at.Minute(), len(low))
		}
		switch len(low) {
		case 1, 2:
			return pad(int(at.Month()), len(low))
		case 3:
			return at.Month().String()[:3]
		}
		return at.Month().String()
	case 'a':
		return halfDay(text, at.Hour() >= 12)
	case '[':
		return elapsed(low, serial)
	}
	return ""
}

// halfDay writes AM or PM. A pattern in small letters still shows capitals:
// recorded, "h:mm:ss am/pm" shows "10:45:00 AM".
func halfDay(text string, afternoon bool) string {
	letter := "A"
	if afternoon {
		letter = "P"
	}
	if len(text) == 3 {
		return letter
	}
	return letter + "M"
}

// elapsed writes hours, minutes or seconds past the day's end: 23 days under
// [h]:mm:ss are 552:00:00.
func elapsed(low string, serial float64) string {
	seconds := math.Round(serial * 86400)
	switch low[1] {
	case 'm':
		return pad(int(seconds/60), len(low)-2)
	case 's':
		return pad(int(seconds), len(low)-2)
	}
	return pad(int(seconds/3600), len(low)-2)
}

// isMinutes says whether the m at i stands for minutes: after hours or before
// seconds.
func isMinutes(tokens []token, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if tokens[j].kind == dateToken {
			if strings.ContainsAny(strings.ToLower(tokens[j].text), "h") {
				return true
			}
			break
		}
	}
	for j := i + 1; j < len(tokens); j++ {
		if tokens[j].kind == dateToken {
			return strings.HasPrefix(strings.ToLower(tokens[j].text), "s")
		}
	}
	return false
}

func pad(n, width int) string {
	if width >= 2 {
		return fmt.Sprintf("%02d", n)
	}
	return strconv.Itoa(n)
}
