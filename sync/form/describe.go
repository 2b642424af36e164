package form

import (
	"strings"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// DescribeTarget writes a target in one line, as the column Kế hoạch and the
// table of a run show it: "≥ 94%", "tăng 15–20%", "hoàn thành xuất sắc".
func DescribeTarget(t language.Target) string {
	switch t.Op {
	case "":
		return ""
	case language.OpText:
		return t.Words
	case language.OpComplete:
		return "100% kế hoạch" + givenBy(t.Giver)
	case language.OpMaintain:
		if !t.Low.Valid {
			return strings.TrimSpace("duy trì " + t.Words)
		}
	}
	figure := language.FormatUnit(t.Low.Decimal, t.Unit)
	if t.High.Valid {
		figure = language.Format(t.Low.Decimal) + "–" + language.FormatUnit(t.High.Decimal, t.Unit)
	}
	switch t.Op {
	case language.OpEq, language.OpRange, language.OpMaintain:
		return figure
	case language.OpIncEq, language.OpIncRange:
		return "tăng " + figure
	case language.OpDecEq, language.OpDecRange:
		return "giảm " + figure
	case language.OpMult:
		return "gấp " + language.Format(t.Low.Decimal) + " lần"
	}
	return comparisonWord(t.Op) + " " + figure
}

// DescribeVersion writes a target with the day from which it is in force and
// why, where the plan says so.
func DescribeVersion(v plan.Version) string {
	text := DescribeTarget(v.Target)
	if !v.From.IsZero() {
		text += ", hiệu lực từ " + v.From.Format("02/01/2006")
	}
	if v.Basis != "" {
		text += " (" + v.Basis + ")"
	}
	return text
}

// givenBy names who assigned a target: " (thành phố giao)".
func givenBy(giver string) string {
	if giver == "" {
		return ""
	}
	return " (" + giver + " giao)"
}

// understood is the text of the column Máy hiểu: the target that counts, and
// the sentence's own where the office overruled it, and slips that were
// understood all the same.
func understood(v plan.Version, sentence language.Target, overruled bool, notes []string) string {
	goal := DescribeTarget(v.Target)
	if goal == "" {
		return "chưa hiểu"
	}
	if v.Target.Given.Valid {
		goal += "; " + strings.TrimSpace(v.Target.Giver+" giao ") + " " + language.FormatUnit(v.Target.Given.Decimal, v.Target.Unit)
	}
	if v.Polarity == language.LowerIsBetter {
		goal += "; thấp hơn là tốt"
	}
	if overruled && sentence.Op != "" {
		goal += " (theo các cột; câu chữ ghi " + DescribeTarget(sentence) + ")"
	}
	return strings.Join(append([]string{goal}, notes...), "\n")
}
