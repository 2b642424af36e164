package gsheets

// lines are the rows or the columns of a tab: how many, what each says about
// itself, and its anchor.
type lines struct {
	n       int
	labels  map[int]string
	anchors map[int]int64
}

// lineUp tells for each line of before where it is in after, -1 when it is
// gone. Labels that occur once on either side decide; then anchors; a line
// with neither keeps its distance to its neighbours, if both moved alike.
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

// byAnchor settles what has an anchor on both sides. An anchor that is gone
// means that its line was deleted; one whose line now belongs to another was
// left behind by cut cells.
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
		if at, ok := where[id]; ok && !taken[at] {
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
	for i := range to {
		if settled[i] {
			continue
		}
		offset, ok := agreed(up[i], down[i])
		at := i + offset
		if !ok || at < 0 || taken[at] {
			continue
		}
		label, had := before.labels[i]
		if now, has := after.labels[at]; had && (!has || now != label) && (up[i] == nil || down[i] == nil || offset != 0) {
			continue
		}
		to[i] = at
	}
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
