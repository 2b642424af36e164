package sheetstest

import (
	"regexp"
	"strconv"
)

// autoFill carries on what a range begins with (documented). What a series is
// and how it goes on is inferred from the page: two numbers or more follow their
// trend, one date goes on by days, a text that ends in a number counts up, and
// everything else is repeated; the alternate series does the opposite. Formulas
// keep their text.
func autoFill(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, source, a, length, err := e.fillFrom(in)
	if err != nil || length == 0 {
		return nil, err
	}
	from, to := source.along(a)
	target := source.with(a, to, to+length)
	if length < 0 {
		target = source.with(a, from+length, from)
	}
	if target.r0 < 0 || target.c0 < 0 || target.r1 > len(t.rows) || target.c1 > len(t.cols) {
		return nil, beyondGrid(t, target)
	}
	if err := e.guard(t, target); err != nil {
		return nil, err
	}
	for r := target.r0; r < target.r1; r++ {
		for c := target.c0; c < target.c1; c++ {
			line, offset := span{source.r0, source.r1, c, c + 1}, r-source.r0
			if a == columnAxis {
				line, offset = span{r, r + 1, source.c0, source.c1}, c-source.c0
			}
			t.put(r, c, begun(t, line).at(offset, truthy(in["useAlternateSeries"])))
		}
	}
	return nil, nil
}

// fillFrom finds what is carried on, along which axis and how far; backwards
// when the length is negative. Of a range without such details it is what is
// filled at its beginning, carried on downwards or else to the right.
func (e *edit) fillFrom(in map[string]any) (t *tab, source span, a axis, length int, err *apiError) {
	if both, ok := in["sourceAndDestination"].(map[string]any); ok {
		t, source, err = e.gridRange(both["source"])
		length, _ = both["fillLength"].(int)
		return t, source, axisOf(both["dimension"]), length, err
	}
	if in["range"] == nil {
		return nil, source, rowAxis, 0, invalid("Must specify either range or sourceAndDestination.")
	}
	t, at, err := e.gridRange(in["range"])
	if err != nil {
		return nil, at, rowAxis, 0, err
	}
	source = span{at.r0, at.r0, at.c0, at.c0}
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			if !t.cell(r, c).blank() {
				source.r1, source.c1 = max(source.r1, r+1), max(source.c1, c+1)
			}
		}
	}
	switch {
	case source.empty():
		return t, source, rowAxis, 0, nil
	case source.r1 < at.r1:
		return t, source, rowAxis, at.r1 - source.r1, nil
	}
	return t, source, columnAxis, at.c1 - source.c1, nil
}

// series is a line of cells that is carried on.
type series []*cell

func begun(t *tab, line span) series {
	var s series
	for r := line.r0; r < line.r1; r++ {
		for c := line.c0; c < line.c1; c++ {
			s = append(s, t.cell(r, c))
		}
	}
	return s
}

// at is the cell at an offset from the first, which may lie before it.
func (s series) at(offset int, alternate bool) *cell {
	like := s[((offset%len(s))+len(s))%len(s)]
	if numbers, ok := s.numbers(); ok {
		kind, _ := s[0].numberFormat()
		if (len(s) > 1 || isMoment(kind)) != alternate {
			return like.withValue(number(trend(numbers, offset)), "")
		}
		return like
	}
	if stem, numbers, ok := s.counted(); ok && !alternate {
		return like.withValue(text(stem+strconv.Itoa(int(trend(numbers, offset)))), "")
	}
	return like
}

// numbers are the values when all are plain numbers.
func (s series) numbers() ([]float64, bool) {
	var list []float64
	for _, c := range s {
		if c == nil || c.formula != "" || c.input.kind != numberValue {
			return nil, false
		}
		list = append(list, c.input.num)
	}
	return list, true
}

var endsInNumber = regexp.MustCompile(`^(.*?)([0-9]{1,9})$`)

// counted are the numbers at the ends of texts that are the same before them.
func (s series) counted() (stem string, numbers []float64, ok bool) {
	for i, c := range s {
		if c == nil || c.input.kind != textValue {
			return "", nil, false
		}
		parts := endsInNumber.FindStringSubmatch(c.input.text)
		if parts == nil || i > 0 && parts[1] != stem {
			return "", nil, false
		}
		stem = parts[1]
		numbers = append(numbers, float64(atoi(parts[2])))
	}
	return stem, numbers, true
}

// trend is the straight line through the numbers, by least squares; one number
// goes on by one.
func trend(numbers []float64, offset int) float64 {
	n := float64(len(numbers))
	if n == 1 {
		return numbers[0] + float64(offset)
	}
	middle, mean := (n-1)/2, 0.0
	for _, v := range numbers {
		mean += v / n
	}
	var up, across float64
	for i, v := range numbers {
		up += (float64(i) - middle) * (v - mean)
		across += (float64(i) - middle) * (float64(i) - middle)
	}
	return mean + up/across*(float64(offset)-middle)
}
