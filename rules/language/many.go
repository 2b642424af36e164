package language

// unitOfMany reads the denominator of a rate that names no unit above it:
// "15/100.000 trẻ đẻ sống".
func (p *page) unitOfMany(i int) unit {
	if !p.isNumberAt(i + 1) {
		return unit{}
	}
	many := p.numbers[p.tokens[i+1].number]
	next, name := p.denominatorAt(i + 1)
	if next == 0 || many.digits < 4 || p.perTokens(i+2) == 0 {
		return unit{}
	}
	return unit{name: "/" + name, per: true, to: next}
}

// perTokens returns the length of the words at token i that rates are given for
// thousands of: people, and live births.
func (p *page) perTokens(i int) int {
	if name, length := p.perAt(i); name == liveBirths {
		return length
	}
	if u, ok := p.unitWordAt(i); ok && u.word == unitPeople {
		return u.to - i
	}
	return 0
}

const liveBirths = "trẻ đẻ sống"
