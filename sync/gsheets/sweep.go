package gsheets

import (
	"maps"

	"bieu/sync/workbook"
)

// origin is a spreadsheet as it was before the first value of a write went out,
// with all that was to be written then.
type origin struct {
	before  *picture
	entries []entry
	keys    map[int64]int
}

func newOrigin(before *picture, j *job) origin {
	return origin{before: before, entries: j.entries, keys: maps.Clone(j.keys)}
}

// sweep finds values of the write that still stand in cells of people when all
// seems well: after several rounds in which people moved things each time,
// what the rounds know of each other no longer adds up. What belongs there is
// for people to say, so each is reported, too.
func (o origin) sweep(after *picture) proof {
	var p proof
	for _, group := range byTab(o.entries) {
		b, a := o.before.byID(group[0].tab), after.byID(group[0].tab)
		if b == nil || a == nil {
			continue
		}
		g := groupProof{proof: &p, trace: newTrace(b, a, group, keyOf(o.keys, b)), group: group}
		g.goals = maps.Clone(g.own)
		g.leftOver()
	}
	return p
}

func (g *groupProof) leftOver() {
	columns := map[int]bool{}
	for col := range g.columns {
		columns[g.colTo[col]] = true
	}
	for r, row := range g.after.cells {
		for c, now := range row {
			if columns[c] || now.empty() || g.values[now.Value] == nil {
				continue
			}
			for _, e := range g.group {
				if e.value.Kind != workbook.Blank && g.putBackAt(e, r, c) {
					g.lost = append(g.lost, Displaced{g.address(r, c), g.was(r, c).Cell, now.Cell})
					break
				}
			}
		}
	}
}
