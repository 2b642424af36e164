package locale

import (
	"math"
	"strconv"
	"strings"
)

// General shows a number that has no format of its own. Whole numbers stand in
// full; others keep ten digits after the leading zeros (recorded: 1/1024 is
// 0.0009765625; the limit of ten is known from the page, not recorded).
func (l Locale) General(n float64) string {
	size := math.Abs(n)
	switch {
	case n == 0:
		return "0"
	case n == math.Trunc(n) && size < 1e15:
		return strconv.FormatFloat(n, 'f', -1, 64)
	case size >= 1e15 || size < 1e-9:
		text := strconv.FormatFloat(n, 'E', 5, 64)
		mantissa, exponent, _ := strings.Cut(text, "E")
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		return l.marks(mantissa + "E" + exponent)
	}
	places := 10
	if size >= 1 {
		places = 10 - len(strconv.FormatFloat(math.Trunc(size), 'f', 0, 64))
		if places < 0 {
			places = 0
		}
	}
	text := strconv.FormatFloat(roundHalfUp(n, places), 'f', places, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return l.marks(text)
}

// marks turns the point of plain digits into the locale's decimal mark.
func (l Locale) marks(text string) string {
	return strings.Replace(text, ".", string(l.Decimal), 1)
}

// roundHalfUp rounds at a number of places with halves away from zero, looking
// at the shortest digits of the number rather than at its binary form.
func roundHalfUp(n float64, places int) float64 {
	text := strconv.FormatFloat(math.Abs(n), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) <= places {
		return n
	}
	up := fraction[places] >= '5'
	kept, _ := strconv.ParseFloat(whole+"."+fraction[:places]+"0", 64)
	if up {
		kept += math.Pow10(-places)
	}
	return math.Copysign(kept, n)
}
