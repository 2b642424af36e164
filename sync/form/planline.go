package form

import "time"

// Line is everything a row of Kế hoạch asks for, as texts: what is hashed to
// tell one version of a plan from another.
func (r PlanRow) Line() []string {
	from := ""
	if !r.from.IsZero() {
		from = r.from.Format(time.DateOnly)
	}
	return []string{r.Code, r.TT, r.Text, r.Owner, r.Unit, r.Goal, from, r.version.Basis}
}
