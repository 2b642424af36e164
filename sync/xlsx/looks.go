package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"bieu/sync/workbook"
)

// look is what a style makes of a cell, as far as it can be asked for or
// would be noticed.
type look struct {
	font         fontLook
	fill         string // "RRGGBB", "" for none
	borders      [4]string
	horizontal   string
	vertical     string
	wrap, turned bool
	quoted       bool
	format       string
}

type fontLook struct {
	name                             string
	size                             float64
	bold, italic, underline, striked bool
	colour                           string // "" for black
}

// looks are the styles that a workbook has.
type looks struct {
	cells []look
	// rules are the fills of the styles for conditions, "" where there is more
	// to it than a fill.
	rules []string
}

// readLooks reads the workbook's styles.
func (b *book) readLooks() (*looks, error) {
	r := looksReader{custom: map[int]string{}}
	if b.styles == "" {
		return &r.looks, nil
	}
	xml, err := b.part(b.styles)
	if err != nil {
		return nil, err
	}
	r.b = xml
	for r.next() {
		if r.kind == openTag {
			r.section()
		}
	}
	if r.err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", b.styles, workbook.ErrFormat, r.err)
	}
	return &r.looks, nil
}

type looksReader struct {
	scanner
	looks
	custom  map[int]string
	fonts   []fontLook
	fills   []string
	borders [][4]string
}

// section reads one list of the styles part.
func (r *looksReader) section() {
	switch string(r.name) {
	case "styleSheet":
	case "numFmts":
		r.each(func() {
			r.custom[attrInt(&r.scanner, "numFmtId", -1)] = attrText(&r.scanner, "formatCode")
			r.skip()
		})
	case "fonts":
		r.each(func() { r.fonts = append(r.fonts, r.font()) })
	case "fills":
		r.each(func() { r.fills = append(r.fills, r.fill()) })
	case "borders":
		r.each(func() { r.borders = append(r.borders, r.border()) })
	case "cellXfs":
		r.each(func() { r.cells = append(r.cells, r.cell()) })
	case "dxfs":
		r.each(func() { r.rules = append(r.rules, r.rule()) })
	default:
		r.skip()
	}
}

// each calls do for each child of the element whose opening tag was just read;
// do moves behind the child.
func (r *looksReader) each(do func()) {
	if r.kind != openTag {
		return
	}
	for r.next() && r.kind != closeTag {
		do()
	}
}

func (r *looksReader) font() fontLook {
	var f fontLook
	r.each(func() {
		val := attrText(&r.scanner, "val")
		on := val != "0" && val != "false"
		switch string(r.name) {
		case "name", "rFont":
			f.name = val
		case "sz":
			f.size, _ = strconv.ParseFloat(val, 64)
		case "b":
			f.bold = on
		case "i":
			f.italic = on
		case "u":
			f.underline = val != "none"
		case "strike":
			f.striked = on
		case "color":
			f.colour = r.colour()
		}
		r.skip()
	})
	return f
}

// colour names a colour; black and what the program takes by itself are "".
func (r *looksReader) colour() string {
	if rgb, ok := r.attr("rgb"); ok {
		hex := strings.ToUpper(string(rgb))
		if len(hex) == 8 {
			hex = hex[2:]
		}
		if hex == "000000" {
			return ""
		}
		return hex
	}
	theme, hasTheme := r.attr("theme")
	indexed, hasIndex := r.attr("indexed")
	tint, _ := r.attr("tint")
	switch {
	case hasTheme && string(theme) == "1" && len(tint) == 0:
		return ""
	case hasTheme:
		return "theme " + string(theme) + " " + string(tint)
	case hasIndex && (string(indexed) == "8" || string(indexed) == "64"):
		return ""
	case hasIndex:
		return "indexed " + string(indexed)
	default:
		return ""
	}
}

func (r *looksReader) fill() string {
	pattern, front, back := "", "", ""
	r.each(func() {
		pattern = attrText(&r.scanner, "patternType")
		r.each(func() {
			switch string(r.name) {
			case "fgColor":
				front = r.colour()
			case "bgColor":
				back = r.colour()
			}
			r.skip()
		})
	})
	switch pattern {
	case "none":
		return ""
	case "solid", "":
		// Cells take the colour in front, conditions the one behind.
		if front == "" {
			return back
		}
		return front
	default:
		return pattern
	}
}

func (r *looksReader) border() [4]string {
	var sides [4]string
	r.each(func() {
		style := attrText(&r.scanner, "style")
		if style == "none" {
			style = ""
		}
		switch string(r.name) {
		case "left", "start":
			sides[0] = style
		case "right", "end":
			sides[1] = style
		case "top":
			sides[2] = style
		case "bottom":
			sides[3] = style
		}
		r.skip()
	})
	return sides
}

func (r *looksReader) cell() look {
	l := look{
		font:    pick(r.fonts, attrInt(&r.scanner, "fontId", 0)),
		fill:    pick(r.fills, attrInt(&r.scanner, "fillId", 0)),
		borders: pick(r.borders, attrInt(&r.scanner, "borderId", 0)),
		format:  formatCode(attrInt(&r.scanner, "numFmtId", 0), r.custom),
		quoted:  isTrue(attrText(&r.scanner, "quotePrefix")),
	}
	r.each(func() {
		if string(r.name) == "alignment" {
			l.horizontal = attrText(&r.scanner, "horizontal")
			if l.horizontal == "general" {
				l.horizontal = ""
			}
			l.vertical = attrText(&r.scanner, "vertical")
			l.wrap = isTrue(attrText(&r.scanner, "wrapText"))
			l.turned = attrInt(&r.scanner, "textRotation", 0) != 0 || attrInt(&r.scanner, "indent", 0) != 0
		}
		r.skip()
	})
	return l
}

func (r *looksReader) rule() string {
	fill, other := "", false
	r.each(func() {
		if string(r.name) == "fill" {
			fill = r.fill()
			return
		}
		other = true
		r.skip()
	})
	if other {
		return ""
	}
	return fill
}

func pick[T any](list []T, i int) T {
	var none T
	if i < 0 || i >= len(list) {
		return none
	}
	return list[i]
}

// match returns the style of the workbook that comes nearest to what is asked
// for.
func (e *editing) match(s workbook.Style) int {
	return e.looks.nearest(e.looks.asked(s))
}

// asked is the look that a layout asks for, in the workbook's own font.
func (l *looks) asked(s workbook.Style) look {
	base := pick(l.cells, 0)
	want := look{
		font: fontLook{name: base.font.name, size: base.font.size, bold: s.Bold, italic: s.Italic},
		fill: strings.ToUpper(s.Fill), horizontal: string(s.Align), vertical: "center",
		wrap: s.Wrap, format: s.Format,
	}
	if s.Size > 0 {
		want.font.size = s.Size
	}
	if s.Top {
		want.vertical = "top"
	}
	if s == (workbook.Style{}) {
		want.vertical = base.vertical
	}
	if s.Border {
		want.borders = [4]string{"thin", "thin", "thin", "thin"}
	}
	return want
}

func (l *looks) nearest(want look) int {
	best, least := 0, math.Inf(1)
	for i, have := range l.cells {
		if d := want.distance(have); d < least {
			best, least = i, d
		}
	}
	return best
}

// distance says how much a look differs from the wanted one. What changes the
// meaning of a cell (its number format) weighs most, then what strikes the eye.
func (want look) distance(have look) float64 {
	d := 0.0
	add := func(differs bool, weight float64) {
		if differs {
			d += weight
		}
	}
	add(dateKindOf(want.format) != dateKindOf(have.format), 400)
	add((want.format == "@") != (have.format == "@"), 200)
	add(want.format != have.format, 120)
	for side, style := range want.borders {
		add((style == "") != (have.borders[side] == ""), 20)
		add(style != have.borders[side], 5)
	}
	add(want.wrap != have.wrap, 60)
	add(want.turned != have.turned, 60)
	add(want.fill != have.fill, 60)
	add(want.fill == "" && have.fill != "", 40)
	add(want.font.bold != have.font.bold, 60)
	add(want.font.italic != have.font.italic, 30)
	add(want.font.underline != have.font.underline, 50)
	add(want.font.striked != have.font.striked, 50)
	add(want.font.colour != have.font.colour, 50)
	add(want.font.name != have.font.name, 30)
	add(want.quoted != have.quoted, 30)
	add(want.horizontal != have.horizontal, 25)
	add(want.vertical != have.vertical, 15)
	return d + math.Min(40, 8*math.Abs(want.font.size-have.font.size))
}
