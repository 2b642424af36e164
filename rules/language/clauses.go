package language

// turns begin a clause of their own after a comma: what they say does not hold
// for the words before the comma.
var turns = newPhraseTable([]entry{{1,
	"chưa|không|đang|còn|đã|nhưng|tuy nhiên|song|hiện|hiện nay|riêng|trong đó|một số|tuy|do|vì|đạt|hoàn thành|được|bằng|tăng|giảm|cao hơn|thấp hơn|vượt"}})

// Clauses cuts a sentence at stops, semicolons and line ends, and at commas
// before a word that turns the sentence ("chưa", "nhưng", "đang"). The clauses
// are as typed, without the marks between them.
func Clauses(text string) []string {
	p := open(text)
	defer p.close()
	r := p.itemise(false, grainMeasured)
	var clauses []string
	for _, s := range r.clauseSpans() {
		clauses = append(clauses, p.cut(s.from, s.to))
	}
	return clauses
}

// clauseSpans returns the tokens of each clause.
func (r *reader) clauseSpans() []span {
	spans := r.page.clauses
	from := 0
	for _, it := range r.items {
		if it.depth > 0 {
			continue
		}
		cut := it.cue == cueStop || it.cue == cueSemicolon || it.cue == cueComma && turns.lookup(r.tokens, it.to) > 0
		if !cut {
			continue
		}
		if it.from > from {
			spans = append(spans, span{from, it.from})
		}
		from = it.to
	}
	if from < len(r.tokens) {
		spans = append(spans, span{from, len(r.tokens)})
	}
	r.page.clauses = spans
	return spans
}
