package config

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// nearest returns the known name that a mistyped one most likely means: at
// most a third of its letters away, marks and case counting less than letters.
func nearest(name string, known []string) (string, bool) {
	best, bestDistance := "", 0
	for _, k := range known {
		d := distance(decomposed(name), decomposed(k))
		if best == "" || d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best, best != "" && 3*bestDistance <= max(len(decomposed(best)), 3)
}

// decomposed splits letters from their marks, so that a forgotten mark is a
// smaller slip than another word.
func decomposed(s string) []rune { return []rune(norm.NFD.String(strings.ToLower(s))) }

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that make b of a.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			step := 1
			if a[i-1] == b[j-1] {
				step = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+step)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
