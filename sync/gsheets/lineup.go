package gsheets

// lines are the rows or the columns of a tab: how many, what each says about
// itself, and its anchor. Bare lines hold nothing but what the worker writes.
type lines struct {
	n       int
	labels  map[int]string
	anchors map[int]int64
	bare    map[int]bool
	// alike tells by how much of its content a line of before is the line of
	// after, 0 when it is not; nil when contents are not compared.
	alike func(i, at int) int
}

// lineUp tells for each line of before where it is in after, -1 when it is
// gone. Labels that occur once on either side decide; then, where a label was
// lost, the likeness of the rest; then anchors; a line with none of them keeps
// its distance to its neighbours, if both moved alike.
func lineUp(before, after lines) []int {
	to := make([]int, before.n)
	for i := range to {
		to[i] = -1
	}
	taken := map[int]bool{}
	settled := make([]bool, before.n)
	settle := func(i, at int) {
		to[i], settled[i] = at, true
		if at >= 0 {
			taken[at] = true
		}
	}
	byLabel(before, after, settle)
	byLikeness(before, after, settled, taken, settle)
	byAnchor(before, after, settled, taken, settle)
	byDistance(before, after, settled, taken, to)
	return to
}

func byLabel(before, after lines, settle func(i, at int)) {
	here, there := single(before), single(after)
	for i := range before.n {
		label, ok := before.labels[i]
		if !ok || here[label] != i {
			continue
		}
		if at, ok := there[label]; ok && at >= 0 {
			settle(i, at)
		}
	}
}

// single maps each label to its line, or to -1 when several lines have it.
func single(l lines) map[string]int {
	at := map[string]int{}
	for i := range l.n {
		label, ok := l.labels[i]
		if !ok {
			continue
		}
		if _, again := at[label]; again {
			at[label] = -1
		} else {
			at[label] = i
		}
	}
	return at
}

// byLikeness finds lines whose label is gone, because a write may have come
// down on it, and lines that never had a label nor an anchor.
func byLikeness(before, after lines, settled []bool, taken map[int]bool, settle func(i, at int)) {
	if before.alike == nil {
		return
	}
	for i := range before.n {
		_, labelled := before.labels[i]
		if _, anchored := before.anchors[i]; settled[i] || anchored && !labelled {
			continue
		}
		best, found := 0, -1
		for at := range after.n {
			if taken[at] {
				continue
			}
			switch n := before.alike(i, at); {
			case n > best:
				best, found = n, at
			case n == best:
				found = -1
			}
		}
		if found >= 0 {
			settle(i, found)
		}
	}
}

// byAnchor settles what has an anchor on both sides. An anchor that is gone
// means that its line was deleted; one whose line now belongs to another, or
// is bare where it had a label, was left behind by cut cells.
func byAnchor(before, after lines, settled []bool, taken map[int]bool, settle func(i, at int)) {
	where := map[int64]int{}
	for at, id := range after.anchors {
		where[id] = at
	}
	for i := range before.n {
		id, ok := before.anchors[i]
		if settled[i] || !ok {
			continue
		}
		_, labelled := before.labels[i]
		if at, ok := where[id]; ok && !taken[at] && !(labelled && after.bare[at]) {
			settle(i, at)
		} else {
			settle(i, -1)
		}
	}
}

// byDistance places the lines that say nothing of themselves. A line whose
// label is gone, or whose neighbours moved apart, is not guessed.
func byDistance(before, after lines, settled []bool, taken map[int]bool, to []int) {
	up, down := offsets(settled, to)
	known := single(before)
	for i := range to {
		if settled[i] {
			continue
		}
		offset, ok := agreed(up[i], down[i])
		at := i + offset
		if !ok || at < 0 || taken[at] {
			continue
		}
		if _, had := before.labels[i]; had && !plausible(known, after, at, up[i] != nil && down[i] != nil) {
			continue
		}
		to[i] = at
	}
}

// plausible reports whether a line that had a label may now be the one at a
// place: one with a new label, or one that lost its label between neighbours
// that are both still there.
func plausible(known map[string]int, after lines, at int, between bool) bool {
	label, has := after.labels[at]
	if !has {
		return between && !after.bare[at]
	}
	_, old := known[label]
	return !old
}

// offsets are, for each line, how far its nearest settled neighbours on either
// side moved; nil at the ends.
func offsets(settled []bool, to []int) (up, down []*int) {
	up, down = make([]*int, len(to)), make([]*int, len(to))
	var last *int
	for i := range to {
		if settled[i] && to[i] >= 0 {
			last = new(to[i] - i)
		}
		up[i] = last
	}
	last = nil
	for i := len(to) - 1; i >= 0; i-- {
		if settled[i] && to[i] >= 0 {
			last = new(to[i] - i)
		}
		down[i] = last
	}
	return up, down
}

// agreed is the offset of the neighbours. Lines below all settled ones go with
// the last; of lines above them nobody can tell whether they moved along.
func agreed(up, down *int) (int, bool) {
	switch {
	case up == nil && down == nil:
		return 0, true
	case up == nil:
		return 0, *down == 0
	case down == nil:
		return *up, true
	}
	return *up, *up == *down
}
