package language

// Counted reports whether figures in a unit are whole numbers: people, cases,
// houses, single đồng. A unit that the table does not hold is taken for a noun
// that counts; without a unit nothing is known.
func Counted(name string) bool {
	if name == "" {
		return false
	}
	p := open(name)
	defer p.close()
	if len(p.tokens) == 0 {
		return false
	}
	u := p.unitAt(0)
	return u.none() || u.grain() == grainWhole
}
