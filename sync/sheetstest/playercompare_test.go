package sheetstest

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
)

// prepare brings about what a recorded call finds from before its session: a
// file that exists, or one that is not shared. The interaction that such a file
// is made from does not count, because it would be compared with itself.
func (p *player) prepare(one interaction) string {
	m, params := match(one.Method, one.path())
	if m == nil {
		return ""
	}
	id := params["spreadsheetId"] + params["fileId"]
	if _, known := p.bound[id]; id != "" && !known {
		switch {
		case p.lost[id]:
			return "the file is from before the session"
		case one.Status == 403:
			p.bound[id] = p.srv.Create(Spreadsheet{Title: "private", Owner: "somebody@example.com"})
			return ""
		case one.Status >= 300:
			return ""
		case m.ID == "sheets.spreadsheets.get" || m.ID == "drive.files.get":
			p.seed(id, one.Resp)
			return "the file is from before the session and made from this answer"
		}
		p.lost[id] = true
		return "the file is from before the session"
	}
	if m.ID == "drive.files.list" {
		return p.seedList(one.Resp)
	}
	return ""
}

// seed makes a file as a recorded answer shows it.
func (p *player) seed(id string, recorded any) {
	object, _ := recorded.(map[string]any)
	props, _ := object["properties"].(map[string]any)
	made := Spreadsheet{Title: idText(object["name"]), Owner: DefaultAccount}
	if props != nil {
		made.Title, made.Locale, made.TimeZone = idText(props["title"]), idText(props["locale"]), idText(props["timeZone"])
	}
	for _, item := range listOf(object["sheets"]) {
		sheet, _ := item.(map[string]any)
		props, _ := sheet["properties"].(map[string]any)
		grid, _ := props["gridProperties"].(map[string]any)
		rows, _ := grid["rowCount"].(float64)
		columns, _ := grid["columnCount"].(float64)
		made.Tabs = append(made.Tabs, Tab{Title: idText(props["title"]), Rows: int(rows), Columns: int(columns)})
	}
	p.bound[id] = p.srv.Create(made)
	for i, item := range listOf(object["sheets"]) {
		sheet, _ := item.(map[string]any)
		props, _ := sheet["properties"].(map[string]any)
		n, _ := props["sheetId"].(float64)
		p.srv.sheets[p.bound[id]].tabs[i].id = int(n)
	}
}

// seedList makes the files of a recorded list that the session has not made.
func (p *player) seedList(recorded any) string {
	object, _ := recorded.(map[string]any)
	reason := ""
	files := listOf(object["files"])
	for i := len(files) - 1; i >= 0; i-- {
		file, _ := files[i].(map[string]any)
		id := idText(file["id"])
		if _, known := p.bound[id]; !known && id != "" {
			p.seed(id, file)
			reason = "the list shows files from before the session, made from this answer"
		}
	}
	return reason
}

// compare says how the server's answer differs from the recorded one, "" when it
// does not.
func (p *player) compare(one interaction, status int, body any) string {
	if status != one.Status {
		return fmt.Sprintf("status %d, recorded %d: %v", status, one.Status, body)
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
	if strings.HasSuffix(path, "PageToken") {
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
