package language

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Format writes a number in house style: 1.727; 58,5; -0,05.
func Format(d decimal.Decimal) string {
	return string(appendNumber(make([]byte, 0, 24), d))
}

// FormatUnit writes a number with its unit: "58,5%", "135 triệu đồng/ha".
func FormatUnit(d decimal.Decimal, unit string) string {
	return string(appendAmount(make([]byte, 0, 24+len(unit)), d, unit))
}

// appendAmount appends a number with its unit.
func appendAmount(out []byte, d decimal.Decimal, unit string) []byte {
	out = appendNumber(out, d)
	if unit != "" && unit[0] != '/' && !strings.HasPrefix(unit, percent) && !strings.HasPrefix(unit, "‰") {
		out = append(out, ' ')
	}
	return append(out, unit...)
}

// appendNumber appends a number in house style.
func appendNumber(out []byte, d decimal.Decimal) []byte {
	if d.IsNegative() {
		out = append(out, '-')
	}
	var buffer [24]byte
	whole, fraction := digitsOf(d, buffer[:0])
	for i := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out = append(out, '.')
		}
		out = append(out, whole[i])
	}
	if len(fraction) > 0 {
		out = append(out, ',')
		out = append(out, fraction...)
	}
	return out
}

// digitsOf returns the digits of d before and after the point, without zeros
// at the end. Numbers of everyday size are spelled without a big integer.
func digitsOf(d decimal.Decimal, buffer []byte) (whole, fraction []byte) {
	decimals := int(-d.Exponent())
	if decimals < 0 || decimals > mostDigits || d.NumDigits() > mostDigits {
		text := strings.TrimPrefix(d.String(), "-")
		before, after, _ := strings.Cut(text, ".")
		return []byte(before), []byte(after)
	}
	coefficient := d.CoefficientInt64()
	if coefficient < 0 {
		coefficient = -coefficient
	}
	digits := strconv.AppendInt(buffer, coefficient, 10)
	for len(digits) <= decimals {
		digits = append(digits, 0)
		copy(digits[1:], digits)
		digits[0] = '0'
	}
	whole, fraction = digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for len(fraction) > 0 && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	return whole, fraction
}
