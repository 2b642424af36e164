package language

// plainUnit finds a word of the table of units at token i of a text typed without
// accents. A unit whose last word begins a fixed expression ends before it: "5 ho so
// voi nam 2023" counts no "hồ sơ".
func (p *page) plainUnit(i int) (value int32, length int) {
	value, length = unitPlainTable.find(p.tokens, i)
	if length < 2 {
		return value, length
	}
	if _, further := cuePlainTable.find(p.tokens, i+length-1); further > 1 {
		if u, shorter := unitPlainTable.find(p.tokens[:i+length-1], i); u != 0 {
			return u, shorter
		}
	}
	return value, length
}
