package sheetstest

// Deviation is a way in which a server behaves on purpose otherwise than the
// service is held to, so that whoever relies on it can be seen to notice.
type Deviation int

// The deviations.
const (
	SortLeavesAnchors Deviation = iota + 1 // row metadata stays where it is when whole rows are sorted
	NullClears                             // null empties a cell
	RawIsTyped                             // RAW is understood as if typed
	PlainTextIsTyped                       // cells of plain text understand what is typed
	WarningForbids                         // a mere warning keeps everybody but the owner from sorting
	LostAnchorFails                        // a filter that selects nothing is an error
)

// WithDeviations makes a server behave otherwise in the ways given.
func WithDeviations(list ...Deviation) Option {
	return func(o *options) {
		o.flaws.deviations = map[Deviation]bool{}
		for _, d := range list {
			o.flaws.deviations[d] = true
		}
	}
}

func (s *spreadsheet) deviates(d Deviation) bool { return s.flaws != nil && s.flaws.deviations[d] }

// forbidden says whether a mere warning stands in the way of a sort.
func (e *edit) forbidden(t *tab, at span) bool {
	if !e.s.deviates(WarningForbids) || e.user == e.s.owner {
		return false
	}
	for _, p := range t.protected {
		if truthy(p.data["warningOnly"]) && p.at.closed(len(t.rows), len(t.cols)).meets(at) {
			return true
		}
	}
	return false
}
