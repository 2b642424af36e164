package sheetstest

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
)

// compare says how the server's answer differs from the recorded one, "" when it
// does not.
func (p *player) compare(one interaction, status int, body any) string {
	if status != one.Status {
		return fmt.Sprintf("status %d, recorded %d: %v", status, one.Status, body)
	}
	if body == "" && one.Resp == nil {
		return ""
	}
	p.learn(one.Resp, body)
	return differs(p.translate(one.Resp, ""), body, "")
}

var projectNumber = regexp.MustCompile(`(project_number:|projects/)[\w*-]+`)

// differs walks two trees of JSON and names the first difference. Times only have
// to be times, addresses addresses, and numbers equal to the ninth place.
func differs(want, got any, path string) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s: %v, recorded an object", path, got)
		}
		for _, name := range sorted(w) {
			value, has := g[name]
			if !has {
				return fmt.Sprintf("%s.%s is missing, recorded %v", path, name, short(w[name]))
			}
			if d := differs(w[name], value, path+"."+name); d != "" {
				return d
			}
		}
		for _, name := range sorted(g) {
			if _, has := w[name]; !has {
				return fmt.Sprintf("%s.%s is too much: %v", path, name, short(g[name]))
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: %v, recorded %v", path, short(got), short(want))
		}
		for i := range w {
			if d := differs(w[i], g[i], fmt.Sprintf("%s[%d]", path, i)); d != "" {
				return d
			}
		}
	case float64:
		g, ok := got.(float64)
		if !ok || math.Abs(w-g) > 1e-9*math.Max(1, math.Abs(w)) {
			return fmt.Sprintf("%s: %v, recorded %v", path, got, want)
		}
	case string:
		g, ok := got.(string)
		if !ok || !sameText(path, w, g) {
			return fmt.Sprintf("%s: %q, recorded %q", path, short(got), short(want))
		}
	default:
		if want != got {
			return fmt.Sprintf("%s: %v, recorded %v", path, got, want)
		}
	}
	return ""
}

func sameText(path, want, got string) bool {
	if want == got {
		return true
	}
	if strings.HasSuffix(path, "Time") {
		_, first := time.Parse(time.RFC3339, want)
		_, second := time.Parse(time.RFC3339, got)
		return first == nil && second == nil
	}
	if strings.Contains(path, "users[") || strings.HasSuffix(path, "emailAddress") {
		return strings.Contains(want, "@") && strings.Contains(got, "@")
	}
	if strings.HasSuffix(path, "spreadsheetUrl") {
		want, _, _ = strings.Cut(want, "?")
		return want == got
	}
	if strings.HasSuffix(path, "PageToken") || strings.Contains(path, "parents[") {
		return got != ""
	}
	return projectNumber.ReplaceAllString(want, "$1") == projectNumber.ReplaceAllString(got, "$1")
}

func short(value any) string {
	text := fmt.Sprint(value)
	if len(text) > 160 {
		return text[:160] + "…"
	}
	return text
}
