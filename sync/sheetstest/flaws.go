package sheetstest

import "strings"

// flaws are mistakes that tests put in on purpose, to see that the replay of
// recorded traffic notices them.
type flaws struct {
	noTrimming bool // empty rows and cells at the end are shown
	noClamping bool // a range that ends at the grid's edge reads one row too long
	wrongRange bool // updatedRange repeats the range that was asked for
	keepZeroes bool // members that are zero are shown
	noQuoting  bool // titles in ranges are never quoted

	deviations map[Deviation]bool
}

// inReplies says whether one of the mistakes is put into finished replies.
func (f flaws) inReplies() bool { return f.keepZeroes || f.noQuoting }

// spoil puts those mistakes in that can be put into a finished reply.
func (f flaws) spoil(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, inner := range v {
			inner = f.spoil(inner)
			if shown, ok := inner.(string); ok && f.noQuoting && strings.HasSuffix(strings.ToLower(name), "range") {
				inner = strings.ReplaceAll(shown, "'", "")
			}
			out[name] = inner
		}
		if _, isGrid := v["rowCount"]; isGrid && f.keepZeroes && v["frozenRowCount"] == nil {
			out["frozenRowCount"] = 0
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = f.spoil(v[i])
		}
		return out
	}
	return value
}
