package form

import (
	"fmt"
	"strconv"
	"strings"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// Listed is one row of a list from which a plan is made.
type Listed struct {
	Bieu  string // "01" or "02"; "" is 02
	TT    string
	Text  string
	Owner string // several units by ";" report on the parts in order
	Line  int    // where the list has it, for messages
}

// Draft is one row of a Kế hoạch that is being made.
type Draft struct {
	Bieu, Code, TT, Text, Owner string
	// Version is what was understood; nil beside a task, a head row and a
	// sentence that holds no target.
	Version *plan.Version
	// Answer is what the unit's tab starts with in Kết quả, "" for none.
	Answer string
}

// DraftPlan gives every listed row its Mã and splits sentences that hold
// several targets into a head row and its parts.
func DraftPlan(list []Listed, fallback string) []Draft {
	taken := map[string]bool{}
	next := 0
	var drafts []Draft
	for _, l := range list {
		owners := splitOwners(l.Owner, fallback)
		if l.Bieu == "01" {
			code := freeCode("N"+rowKey(l.TT), "N", taken, &next)
			drafts = append(drafts, Draft{Bieu: "01", Code: code, TT: l.TT, Text: l.Text, Owner: owners[0]})
			continue
		}
		code := rowKey(l.TT)
		if _, err := strconv.Atoi(code); err != nil {
			code = ""
		}
		code = freeCode(code, "", taken, &next)
		drafts = append(drafts, draftIndicator(code, l, owners)...)
	}
	clearGroups(drafts, list)
	return drafts
}

// draftIndicator makes the rows of one indicator.
func draftIndicator(code string, l Listed, owners []string) []Draft {
	ind := plan.FromSentence(code, l.Text)
	owner := func(i int) string { return owners[min(i, len(owners)-1)] }
	if len(ind.Parts) == 1 {
		d := Draft{Bieu: "02", Code: code, TT: l.TT, Text: l.Text, Owner: owner(0)}
		if v := ind.Parts[0].Versions[0]; v.Target.Op != "" {
			d.Version = &v
		}
		return []Draft{d}
	}
	head := Draft{Bieu: "02", Code: code, TT: l.TT, Text: l.Text}
	if len(owners) == 1 {
		head.Owner = owners[0]
	}
	drafts := []Draft{head}
	for i, p := range ind.Parts {
		v := p.Versions[0]
		drafts = append(drafts, Draft{
			Bieu: "02", Code: fmt.Sprintf("%s.%d", code, i+1), Text: p.Text, Owner: owner(i), Version: &v,
		})
	}
	return drafts
}

// clearGroups takes the owner from tasks that only group others, unless the
// list itself names one.
func clearGroups(drafts []Draft, list []Listed) {
	parents := map[string]bool{}
	for _, d := range drafts {
		if head, _, under := strings.Cut(d.Code, "."); under {
			parents[head] = true
		}
	}
	named := map[string]bool{}
	for _, l := range list {
		named["N"+rowKey(l.TT)] = l.Owner != ""
	}
	for i, d := range drafts {
		if d.Bieu == "01" && parents[d.Code] && !named[d.Code] {
			drafts[i].Owner = ""
		}
	}
}

// freeCode returns code when it is not taken, else the next free number.
func freeCode(code, prefix string, taken map[string]bool, next *int) string {
	for code == "" || code == prefix || taken[code] {
		*next++
		code = prefix + strconv.Itoa(*next)
	}
	taken[code] = true
	return code
}

func splitOwners(text, fallback string) []string {
	var owners []string
	for _, o := range strings.Split(text, ";") {
		if o = strings.TrimSpace(o); o != "" {
			owners = append(owners, o)
		}
	}
	if len(owners) == 0 {
		return []string{fallback}
	}
	return owners
}

// Owners returns the units that the drafts name, each once, in order.
func Owners(drafts []Draft) []string {
	var names []string
	seen := map[string]bool{}
	for _, d := range drafts {
		key := language.Key(d.Owner)
		if d.Owner != "" && !seen[key] {
			seen[key] = true
			names = append(names, d.Owner)
		}
	}
	return names
}
