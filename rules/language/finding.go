package language

import "github.com/shopspring/decimal"

// finding is what checking one stated figure came to, before it is worded. Many
// are weighed against each other and dropped; only those that stay get their
// line.
type finding struct {
	kind    ClaimKind
	figure  int // the figure that states it
	stated  operand
	falling bool
	a, b    operand   // what it was computed from; b is empty where there is one
	top     int       // the figure that a is, none where it is no figure
	base    int       // the figure that b is
	parts   span      // the figures among which the parts of a sum lie
	less    []operand // what is taken from a, where it is more than b alone
	value   tally
	times   bool // the value is so many times, not per cent
	average bool // a is divided by b
	verdict Verdict
	doubt   doubt
}

// operand is a number with its unit.
type operand struct {
	value decimal.Decimal
	unit  string
}

// none stands for no figure.
const none = -1

// doubt is why a finding is asked about.
type doubt uint8

const (
	doubtNone doubt = iota
	doubtOver       // "vượt mức 121%"
	doubtBase       // the base is zero
)

// operand returns figure k as an operand.
func (r *resultReader) operand(k int) operand {
	f := &r.reading.Figures[k]
	return operand{f.Value, f.Unit}
}

// finding begins the finding that figure k states.
func (r *resultReader) finding(kind ClaimKind, k int) finding {
	return finding{kind: kind, figure: k, stated: r.operand(k), falling: r.reading.Figures[k].Falling, top: none, base: none}
}

// asked turns a finding into a question.
func (f finding) asked(d doubt) finding {
	f.verdict, f.doubt = VerdictAsk, d
	return f
}

// holds reports whether nothing is wrong with what was found.
func (f finding) holds() bool { return f.verdict == VerdictOK }

// claims words the findings that stay.
func (r *resultReader) claims(findings []finding) []Claim {
	if len(findings) == 0 {
		return nil
	}
	claims := make([]Claim, 0, len(findings))
	for i := range findings {
		claims = append(claims, r.claim(&findings[i]))
	}
	return claims
}

// claim words one finding.
func (r *resultReader) claim(f *finding) Claim {
	c := Claim{
		Kind: f.kind, Stated: some(r.reading.Figures[f.figure].Value), Verdict: f.verdict,
		Span: r.reading.Figures[f.figure].Span,
	}
	if f.kind == ClaimOver {
		c.Stated = some(f.stated.value)
	}
	if f.a.value.IsZero() && f.a.unit == "" && f.doubt != doubtNone {
		c.Why = r.why(f, decimal.Zero)
		return c
	}
	c.A = some(f.a.value)
	if f.kind != ClaimSum {
		c.B = some(f.b.value)
	}
	computed := decimal.Zero
	if f.doubt != doubtBase {
		computed = f.value.shown()
		c.Computed = some(computed)
	}
	c.Why = r.why(f, computed)
	return c
}

// why picks the line for a finding.
func (r *resultReader) why(f *finding, computed decimal.Decimal) string {
	switch {
	case f.doubt == doubtOver:
		return whyDoubtfulOver(f.stated)
	case f.doubt == doubtBase:
		return whyNoBase(f.stated)
	}
	switch f.kind {
	case ClaimOver:
		return whyOver(f, computed)
	case ClaimDiff:
		return whyGap(f, computed)
	case ClaimSum:
		return whySum(f, r.addends(f.parts), computed)
	case ClaimProd:
		return whyProduct(f, computed)
	}
	return whyShare(f, computed)
}

func some(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }
