package rules

import "bieu/rules/plan"

// Evaluate judges every indicator of the plan by what the units wrote, in the
// plan's order. reports[i] belongs to the plan's indicator i; indicators
// beyond the end of reports count as not reported.
func Evaluate(p plan.Plan, reports []Report, asOf AsOf) []Verdict {
	verdicts := make([]Verdict, len(p.Indicators))
	for i, ind := range p.Indicators {
		var report Report
		if i < len(reports) {
			report = reports[i]
		}
		verdicts[i] = judgeIndicator(ind, report, asOf)
	}
	return verdicts
}

// judgeIndicator hears every part first, then lets the parts that read the
// same sentence settle whose figure is whose, and judges them last.
func judgeIndicator(ind plan.Indicator, report Report, asOf AsOf) Verdict {
	parts := make([]*hearing, len(ind.Parts))
	for i, part := range ind.Parts {
		var said PartReport
		if i < len(report.Parts) {
			said = report.Parts[i]
		}
		parts[i] = hear(part, said, asOf, len(ind.Parts) == 1)
	}
	settle(parts)
	v := Verdict{Parts: make([]PartVerdict, len(parts))}
	for i, h := range parts {
		v.Parts[i] = h.judge()
	}
	shareClaims(parts, v.Parts)
	v.Status = together(v.Parts)
	v.Why = wordsOfIndicator(parts, v.Parts)
	for _, part := range v.Parts {
		for _, q := range part.Questions {
			v.Questions = appendNew(v.Questions, q)
		}
	}
	return v
}

// together is the status of an indicator from its parts': one part that cannot
// be told or is missed decides for all, and only all together make it met.
func together(parts []PartVerdict) Status {
	count := map[Status]int{}
	for _, p := range parts {
		count[p.Status]++
	}
	switch n := len(parts); {
	case n == 0 || count[CannotTell] > 0:
		return CannotTell
	case count[NotMet] > 0:
		return NotMet
	case count[Exceeded] == n:
		return Exceeded
	case count[Met]+count[Exceeded] == n:
		return Met
	case count[NotDue] == n:
		return NotDue
	}
	return InProgress
}

// appendNew appends a line unless it is blank or already there.
func appendNew(lines []string, line string) []string {
	if line == "" {
		return lines
	}
	for _, l := range lines {
		if l == line {
			return lines
		}
	}
	return append(lines, line)
}
