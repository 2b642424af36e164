package language

// garbledEnd returns the token after a number that only looks like one: "1E+06"
// as a spreadsheet shows it, "1O0" typed with a letter. It returns 0 when the
// number at token i is whole.
func (r *reader) garbledEnd(i int) int {
	if !r.isWordAt(i+1) || !r.tokens[i+1].glued || r.tokens[i+1].letters != 1 {
		return 0
	}
	switch next := i + 2; r.tokens[i+1].key {
	case letterE:
		if r.isMarkAt(next, '+') || r.isMarkAt(next, '-') {
			next++
		}
		if r.isNumberAt(next) && r.tokens[next].glued {
			return next + 1
		}
	case letterO:
		if r.isMarkAt(next, '/') && r.isWordAt(next+1) && r.tokens[next+1].key == letterO {
			return next + 2 // "85o/o"
		}
		for next < len(r.tokens) && r.tokens[next].glued && (r.isNumberAt(next) || r.isWordAt(next) && r.tokens[next].key == letterO) {
			next++
		}
		return next
	}
	return 0
}

var (
	letterE = keyOf("e")
	letterO = keyOf("o")
	letterH = keyOf("h")
	letterG = keyOf("g")
)

// clockEnd returns the token after a time of day ("7h30", "13h") or a scale
// ("1:500"); 0 when there is none at token i.
func (r *reader) clockEnd(i int) int {
	next := i + 1
	if next >= len(r.tokens) || !r.tokens[next].glued {
		return 0
	}
	after := r.isNumberAt(next+1) && r.tokens[next+1].glued
	switch {
	case r.isWordAt(next) && (r.tokens[next].key == letterH || r.tokens[next].key == letterG && after):
		if after {
			return next + 2
		}
		return next + 1
	case r.isMarkAt(next, ':') && after:
		return next + 2
	case r.isMarkAt(next, '/') && after && r.roundTheClock(i):
		return next + 2
	}
	return 0
}

// roundTheClock reports whether "24/24 giờ" or "24/7" begins at token i.
func (r *reader) roundTheClock(i int) bool {
	day, _ := r.numbers[r.tokens[i].number].plainInt()
	of, _ := r.numbers[r.tokens[i+2].number].plainInt()
	if day != 24 {
		return false
	}
	return of == 7 && !r.hasUnit(i+3) || of == 24 && r.isWordAt(i+3) && (r.tokens[i+3].key == letterH || r.tokens[i+3].key == wordHour)
}

var wordHour = keyOf("giờ")

// splitDecimal joins "98, 5%" and "98 ,5%": a blank beside the decimal comma. It
// returns the token after the decimals, end when there are none.
func (r *reader) splitDecimal(n *number, end int) int {
	if n.seps > 0 || !r.isMarkAt(end, ',') || !r.isNumberAt(end+1) || r.tokens[end+1].line || r.tokens[end].glued == r.tokens[end+1].glued {
		return end
	}
	next := r.numbers[r.tokens[end+1].number]
	if next.seps > 0 || next.digits > 2 || n.digits+next.digits > mostDigits {
		return end
	}
	if u := r.unitAt(end + 2); u.none() || !u.share() && !u.measured() {
		return end
	}
	first := n.first
	*n = n.join(next)
	n.first, n.seps, n.sep, n.last, n.damaged = first, 1, ',', next.digits, true
	return end + 2
}

// bareDecimal reads ".5" and ",5", whose zero was left out; it reports whether
// such a sign belongs to the number at token i.
func (r *reader) bareDecimal(n *number, i int) bool {
	if n.seps > 0 || i == 0 || !r.tokens[i].glued || !r.isMarkAt(i-1, '.') && !r.isMarkAt(i-1, ',') || r.tokens[i-1].glued && i > 1 {
		return false
	}
	n.first, n.seps, n.last, n.zero, n.sep = 0, 1, n.digits, true, byte(r.tokens[i-1].mark)
	n.damaged = n.sep == ','
	return true
}

// shortTail adds what is glued to an amount of money without a unit of its own:
// "5tỷ340" is 5 tỷ 340 triệu, "2tỷ5" and "2 tỷ rưỡi" are 2,5 tỷ.
func (r *reader) shortTail(f *figure) {
	if f.unit.family() != familyMoney || !f.unit.bare() || f.other.Valid || !f.value.IsInteger() || r.at >= len(r.tokens) {
		return
	}
	if r.isWordAt(r.at) && r.tokens[r.at].key == wordHalf {
		f.value = f.value.Add(half(f.value))
		r.at++
		f.to = r.at
		return
	}
	if !r.isNumberAt(r.at) || !r.tokens[r.at].glued || r.hasUnit(r.at+1) {
		return
	}
	n := r.numbers[r.tokens[r.at].number]
	if n.seps > 0 || n.digits > 3 {
		return
	}
	f.value = f.value.Add(n.decimal(r.cut(r.at, r.at+1), n.digits))
	f.style = styleDamaged
	r.at++
	f.to = r.at
}

var wordHalf = keyOf("rưỡi")
