package plan

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// measures has one unit of every family that measures rather than counts.
var measures = []string{"%", "điểm %", "đồng", "m²", "kg", "m³", "km", "lít", "giờ"}

// CountsThings reports whether the unit counts things ("hộ", "trường") rather
// than measuring an amount or a rate. No unit counts nothing.
func CountsThings(unit string) bool {
	return unit != "" && !isRate(unit) && !slices.ContainsFunc(measures, func(m string) bool {
		_, same := language.Convert(decimal.New(1, 0), unit, m)
		return same
	})
}

// isRate reports whether the unit is a share or an amount per something.
func isRate(unit string) bool {
	return unit == "%" || unit == "‰" || unit == "điểm %" || strings.Contains(unit, "/")
}

// DefaultCounting guesses how the figures of a target relate from period to
// period, for a plan that does not say. Counts and amounts grow in the course
// of the year; a rate, an average or a level stands alone, and so does a
// change; a target in words has no figures.
func DefaultCounting(t language.Target) Counting {
	switch t.Op {
	case language.OpComplete:
		return Cumulative
	case language.OpEq, language.OpGe, language.OpGt, language.OpLe, language.OpLt, language.OpRange:
	case language.OpText, language.OpMaintain, "":
		return CountingUnstated
	default:
		return Latest
	}
	switch {
	case t.Unit == "":
		return CountingUnstated
	case isRate(t.Unit), namesLevel(t.Label):
		return Latest
	}
	return Cumulative
}

// levels are the words of a name that counts what there is at a time, not what
// has come about since the start of the year.
var levels = []string{"bình quân", "nghèo", "thất nghiệp", "tồn đọng", "nợ đọng", "hiện có"}

func namesLevel(label string) bool {
	key := language.Key(label)
	return slices.ContainsFunc(levels, func(w string) bool { return strings.Contains(key, language.Key(w)) })
}
