package config

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestHistoryPlace(t *testing.T) {
	for _, c := range []struct{ history, path, variable string }{
		{"bieu.db", "bieu.db", ""},
		{"lịch sử/bieu.db", "lịch sử/bieu.db", ""},
		{"postgres", "postgres", ""},
		{"postgres://bieu:geheim@may-chu/bieu", "", ""},
		{"postgresql:///bieu?host=/run/postgresql", "", ""},
		{"env:BIEU_HISTORY", "", "BIEU_HISTORY"},
	} {
		got, err := Parse("bieu.yaml", []byte(least+"history: "+c.history+"\n"))
		if err != nil {
			t.Errorf("%s: %v", c.history, err)
			continue
		}
		if path := filepath.ToSlash(got.HistoryPath()); got.History != c.history || path != c.path || got.HistoryVariable() != c.variable {
			t.Errorf("%s: read %q, path %q, variable %q; want path %q, variable %q",
				c.history, got.History, path, got.HistoryVariable(), c.path, c.variable)
		}
	}
}

// No problem repeats a password, wherever in the file it was put.
func TestProblemsShowNoPassword(t *testing.T) {
	const address = "postgres://bieu:geheim@may-chu/bieu"
	for _, line := range []string{
		"history: env:" + address, "history: mysql://bieu:geheim@may-chu", "history: ['" + address + "']",
		"history: {x: " + address + "}", "history: '" + address, "history:" + address, "histori: " + address,
		"timezone: " + address, "as_of: " + address, "statuses: " + address, "protection: " + address,
		"tabs: {plan: '" + address + "'}", "'" + address + "': 1", address + ": 1", "history: &a " + address, "history: !x " + address,
		"calendar: {window: '" + address + "'}", "calendar: {dates: {'" + address + "': {}}}", "keep_logs_days: " + address,
		"mail: {host: a, from: a@a.vn, user: a, password: geheim}", "mail: {password: [geheim]}", "mail: {password: 'geheim}",
		"webhook: {secret: geheim}", "webhook: {secret: file:geheim, url: 'ftp://a.vn/?key=geheim'}", "mail: {password: env:geheim!}",
		"webhook: {url: '://geheim'}", "mail:\n  password:geheim", "mail: {password: {geheim}}",
	} {
		_, err := Parse("bieu.yaml", []byte(least+line+"\n"))
		if err == nil {
			t.Errorf("%s: taken", line)
			continue
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", line, err)
		}
	}
	_, err := Parse("bieu.yaml", []byte(strings.Replace(least, "tho-xuong-2023.xlsx", address, 1)))
	if err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("as workbook: %v", err)
	}
}
