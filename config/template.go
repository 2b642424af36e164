package config

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	"bieu/rules/calendar"
)

// Values are what an office's first settings file says beside the defaults.
type Values struct {
	Organisation string
	Year         int
	// Workbook is the path from the folder the file will lie in.
	Workbook string
	// Google is the id or link of a spreadsheet that stands for Workbook, with
	// the key that opens it and, where it is not Google's, the server's address.
	Google, Credentials, Endpoint string
	// Titles are written out where they are not "".
	Titles Titles
}

//go:embed bieu.yaml.tmpl
var templateText string

var fileTemplate = template.Must(template.New("bieu.yaml").
	Funcs(template.FuncMap{"quote": quote, "oneline": oneline}).Parse(templateText))

// Template returns a commented bieu.yaml. Defaults are in it as comments: a
// line is live once the # at its start is gone. Parse reads it back to v and
// the defaults.
func Template(v Values) []byte {
	rule := calendar.Default(nil)
	data := struct {
		Values
		History, Timezone, YearLateFrom string
		KeepLogs                        int
		Statuses                        []statusLine
		Tabs                            Tabs
		Window                          calendar.Window
		Rule                            calendar.Rule
		Chase                           Chase
		Listen                          string
		Schedule                        Schedule
		Every, Otherwise                int // minutes
	}{
		Values:       v,
		History:      besideWorkbook(v.Workbook, historyName),
		Timezone:     defaultTimezone,
		KeepLogs:     defaultKeepLogs,
		YearLateFrom: fmt.Sprintf("%02d-%02d", int(rule.Year.DueMonth), rule.Year.DueDay),
		Statuses:     statusLines(),
		Tabs:         defaultTabs(),
		Window:       rule.Window,
		Rule:         rule,
		Chase:        defaultChase(),
		Listen:       defaultListen,
		Schedule:     defaultSchedule(),
		Every:        int(defaultSchedule().Every.Minutes()),
		Otherwise:    int(defaultSchedule().Otherwise.Minutes()),
	}
	var b bytes.Buffer
	if err := fileTemplate.Execute(&b, data); err != nil {
		panic(err) // the template and its data are both in this package
	}
	return b.Bytes()
}

// statusLine is one line of the list of words.
type statusLine struct{ Code, Words, Meaning string }

func statusLines() []statusLine {
	var lines []statusLine
	for _, code := range statusCodes {
		lines = append(lines, statusLine{code, defaultStatuses()[code], statusMeanings[code]})
	}
	return lines
}

// quote writes a text so that YAML reads it back. Single quotes leave \ alone,
// which stands in Windows paths; only control characters need double ones.
func quote(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(s)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// oneline keeps a text from ending the comment it stands in.
func oneline(s string) string { return strings.Join(strings.Fields(s), " ") }
