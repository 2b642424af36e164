// Package language reads what Vietnamese officials write: the figures of a
// sentence, the targets of a plan, the claims a report makes about its own
// figures. It is pure: text in, readings and questions out. The other rooms of
// rules, form and cmd import it; it imports nothing of ours, and it never
// decides whether a target is met.
//
// Whatever has two readings comes back as a question that quotes the figures.
// Every span counts runes of the text as it was given, before normalisation.
//
// A text is read in stages, each with its own table of words:
//
//   - scan.go: one pass from runes to words, numbers and signs (letters.go folds
//     spellings, number.go keeps separators, vocabulary.go knows the words that
//     begin a phrase of any table, phrases.go finds the whole phrase);
//   - figure.go: numbers with their units (unitwords.go, rates.go, countedwords.go,
//     nouns.go), what is written oddly (broken.go), pairs
//     (pair.go), and what only looks like a figure (notfigure.go,
//     names.go, definitions.go);
//   - cues.go: the fixed expressions, such as "trở lên" or "so với cùng kỳ";
//   - targets.go, operators.go, givers.go, wordtargets.go: a plan's sentence;
//   - result.go, context.go, openers.go, roles.go, parts.go, answer.go: a report's
//     sentence;
//   - claims.go (shareclaims.go, levelshares.go, growthclaims.go, timesclaims.go,
//     gapclaims.go, sumclaims.go, productclaims.go; wholes.go for what shares are
//     taken of): what it states about its own figures, weighed as finding.go,
//     tally.go, exact.go and pieces.go say and worded in words.go;
//   - cell.go: a single typed figure.
package language

import "github.com/shopspring/decimal"

// Op is how a target compares. The zero Op is no target.
type Op string

// The operators of a target. The inc and dec families speak of the change,
// never of the level.
const (
	OpEq       Op = "eq"
	OpGe       Op = "ge"
	OpGt       Op = "gt"
	OpLe       Op = "le"
	OpLt       Op = "lt"
	OpRange    Op = "range"
	OpIncEq    Op = "inc_eq"
	OpIncGe    Op = "inc_ge"
	OpIncGt    Op = "inc_gt"
	OpIncRange Op = "inc_range"
	OpDecEq    Op = "dec_eq"
	OpDecGe    Op = "dec_ge"
	OpDecGt    Op = "dec_gt"
	OpDecRange Op = "dec_range"
	OpDownTo   Op = "down_to"
	OpUpTo     Op = "up_to"
	OpMult     Op = "mult"
	OpMaintain Op = "maintain"
	OpComplete Op = "complete"
	OpText     Op = "text"
)

// Polarity says which side of a target is the good one.
type Polarity uint8

// The polarities. The zero Polarity means that more is better.
const (
	HigherIsBetter Polarity = iota
	LowerIsBetter
)

// Span is a half-open range of runes in the text as given.
type Span struct{ Start, End int }

// Question is something only a person can settle, worded for that person.
type Question struct {
	Code string // "one_separator", "no_unit", … : stable, for tests and counts
	Text string // Vietnamese, quotes the figures
	Span Span
}

// Target is one thing a plan sentence asks for.
type Target struct {
	Op Op
	// Low is the figure; with a range High is its other end. A complete target
	// has Low 100 and Unit "%". Text and maintain without a figure have none.
	Low, High decimal.NullDecimal
	// Words is the grade or level of a text target ("hoàn thành xuất sắc",
	// "mức độ 2"), as typed.
	Words string
	Unit  string // normalised: "triệu đồng/ha"; "" when the sentence gives none
	Label string // the words that name what is measured, as typed
	Giver string // who assigned Given, or the whole of a complete target
	Given decimal.NullDecimal
	// Polarity is what the label suggests; the plan may overrule it.
	Polarity Polarity
	// Span covers all of the sentence that belongs to the target, its label
	// included.
	Span Span
}

// TargetReading is what a plan sentence was understood as.
type TargetReading struct {
	Text      string
	Targets   []Target
	Questions []Question
	Notes     []string // Vietnamese: slips that were understood all the same
}

// Role is what a figure is for in its sentence.
type Role string

// The roles of a figure.
const (
	// RoleValue is a level: "117" of "117/200 lao động", and a percentage of what
	// was received or counted ("09/10 đơn đạt 90,0%").
	RoleValue Role = "value"
	// RoleBase is what a level is compared with or a part of.
	RoleBase   Role = "base"
	RolePlan   Role = "plan" // a planned level, "200" of "117/200 … 58,5% KH"
	RoleChange Role = "change"
	// RoleShare is a share of the plan, and of nothing else ("58,5% KH").
	RoleShare     Role = "share"
	RoleRemainder Role = "remainder"
	RolePart      Role = "part"
	RoleOther     Role = "other"
)

// Figure is one number with what it counts.
type Figure struct {
	Value decimal.Decimal
	// Other is the second reading of a figure that has two (269.505 or 269505).
	Other decimal.NullDecimal
	Unit  string // normalised; "" when none is written
	Role  Role
	// Qualifier is the word before the figure as typed ("ước", "gần"), or "".
	Qualifier string
	// Falling is true for a change downwards ("giảm 0,05%").
	Falling bool
	// Bracketed is true inside brackets.
	Bracketed bool
	// Alternative is true where the words around the figure make it another
	// reading of the figure before it ("nếu không tính …", "loại trừ …").
	Alternative bool
	// Label is the words of the figure's own clause that name it, as typed.
	Label string
	// Clause is the number of the figure's clause, from 0.
	Clause int
	Span   Span
}

// ClaimKind is what a sentence states about its own figures.
type ClaimKind string

// The kinds of claim.
const (
	ClaimFrac    ClaimKind = "frac"
	ClaimOver    ClaimKind = "over"
	ClaimSum     ClaimKind = "sum"
	ClaimDiff    ClaimKind = "diff"
	ClaimProd    ClaimKind = "prod"
	ClaimImplied ClaimKind = "implied"
)

// Verdict is what checking a claim found.
type Verdict string

// The verdicts of a claim.
const (
	VerdictOK   Verdict = "ok"
	VerdictNote Verdict = "note"
	VerdictWarn Verdict = "warn"
	VerdictAsk  Verdict = "ask"
)

// Claim is one checked statement, such as "76/116 … đạt 65,5%".
type Claim struct {
	Kind ClaimKind
	A, B decimal.NullDecimal // the operands, B absent where there is one
	// Stated is what the sentence says, Computed what its figures give.
	Stated, Computed decimal.NullDecimal
	Verdict          Verdict
	Why              string // one Vietnamese line that quotes the figures
	Span             Span   // of the stated figure
}

// Answer is a reply that is legal though it holds no figure.
type Answer string

// The answers. The zero Answer is none.
const (
	AnswerNotDue  Answer = "not_due"   // "Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm"
	AnswerNothing Answer = "nothing"   // "Không phát sinh"
	AnswerPending Answer = "no_result" // "Chưa có kết quả" for another reason
)

// ResultReading is what a report sentence was understood as.
type ResultReading struct {
	Text      string
	Figures   []Figure
	Claims    []Claim
	Questions []Question
	Notes     []string
	// Answer is set only where the sentence as a whole is such an answer: a
	// level or a share beside it leaves it empty.
	Answer Answer
	// Part is the part of the year that the sentence speaks of, as typed
	// ("vụ Xuân Hè", "6 tháng đầu năm"), or "".
	Part string
}

// Action is what may be done with a single cell.
type Action string

// The actions, from the safest on.
const (
	ActionAccept Action = "accept"
	ActionNote   Action = "note"
	ActionAsk    Action = "ask"
	ActionWarn   Action = "warn"
	ActionReject Action = "reject"
)

// CellReading is what one typed figure was understood as.
type CellReading struct {
	Text string
	// Value is "58.5", "117/200", "15..20", or "" for no figure.
	Value  string
	Number decimal.NullDecimal // Value, when it is a single number
	Other  decimal.NullDecimal // the second reading, when there are two
	Unit   string
	Action Action
	Why    string // Vietnamese, "" when there is nothing to say
}

// Known is what the plan and the last period say, which may settle a reading
// that the text alone leaves open. The zero Known settles nothing.
type Known struct {
	Unit string              // the unit the plan counts in
	Plan decimal.NullDecimal // the planned level
	Last decimal.NullDecimal // the level of the last period
}
