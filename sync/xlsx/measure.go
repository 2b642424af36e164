package xlsx

import (
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Rows grow with their text only in Excel, and only when the file states no
// height; other programs show the stated or the usual height. So heights are
// worked out here, from the widths of the letters of Times New Roman.

// letterWidths are thousandths of the font size for U+0020 to U+007E.
var letterWidths = [...]float64{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}

const (
	wideLetter   = 722  // Đ, and what else is large
	usualLetter  = 500  // any other
	squareLetter = 1000 // of scripts written in squares, and pictures
	boldFactor   = 1.06
	cellPadding  = 3.75 // points on both sides together
	// lineFactor is the height of a line over the font size; programs round
	// heights up to three quarters of a point.
	lineFactor = 1.31
	heightStep = 0.75
	// formatFontSize is what the format takes when a file states no size.
	formatFontSize = 11

	maxHeight = 409.5 // Excel's own limit
	// Programs break lines a little earlier than the bare sums say.
	usableWidth = 0.94
)

// typeface is what the height of a text depends on.
type typeface struct {
	size float64
	bold bool
	wrap bool
}

// height returns the height of a row that shows the whole text in a column of
// the given width in points.
func (f typeface) height(text string, width float64) float64 {
	lines := 1
	if f.wrap {
		lines = 0
		for line := range strings.SplitSeq(text, "\n") {
			lines += f.lines(line, (width-cellPadding)*usableWidth)
		}
	}
	return math.Min(float64(lines)*f.lineHeight(), maxHeight)
}

func (f typeface) lineHeight() float64 {
	return math.Ceil(f.size*lineFactor/heightStep) * heightStep
}

// lines counts the lines that one paragraph takes when it is broken at spaces.
func (f typeface) lines(paragraph string, width float64) int {
	space := f.width(" ")
	lines, used := 1, 0.0
	for word := range strings.SplitSeq(paragraph, " ") {
		w := f.width(word)
		if used > 0 && used+space+w > width {
			lines++
			used = 0
		}
		if used > 0 {
			used += space
		}
		used += w
		for used > width && width > 0 {
			// A word wider than the column is broken inside.
			lines++
			used -= width
		}
	}
	return lines
}

// width returns a text's width in points.
func (f typeface) width(text string) float64 {
	widths := runeWidths()
	sum := 0.0
	for _, r := range text {
		if int(r) < len(widths) {
			sum += widths[r]
		} else {
			sum += squareLetter
		}
	}
	if f.bold {
		sum *= boldFactor
	}
	return sum * f.size / 1000
}

// runeWidths gives the width of each character of the alphabets. A letter with
// marks is as wide as without; a mark alone takes no room.
var runeWidths = sync.OnceValue(func() *[0x2100]float64 {
	var widths [0x2100]float64
	for i := range widths {
		base := []rune(norm.NFD.String(string(rune(i))))[0]
		switch {
		case base >= ' ' && int(base-' ') < len(letterWidths):
			widths[i] = letterWidths[base-' ']
		case unicode.Is(unicode.Mn, base):
		case unicode.IsUpper(base):
			widths[i] = wideLetter
		default:
			widths[i] = usualLetter
		}
	}
	return &widths
})

// columnPoints turns a column's width in characters of the workbook's usual
// font into points, at 96 pixels an inch as the format counts.
func columnPoints(chars float64, font fontLook) float64 {
	ratio := 0.507
	switch font.name {
	case "Arial", "Tahoma", "Verdana":
		ratio = 0.556
	}
	size := font.size
	if size == 0 {
		size = formatFontSize
	}
	const pixelsPerPoint = 96.0 / 72
	return chars * math.Round(size*ratio*pixelsPerPoint) / pixelsPerPoint
}
