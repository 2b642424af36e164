package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/config"
	"bieu/rules"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/workbook"
)

// The settings and the forms each write the defaults down, as neither may know
// the other. These tests hold them together.

const leastSettings = "organisation: UBND phường A\nyear: 2023\nworkbook: ke-hoach.xlsx\n"

func TestDefaultWordsAndTabs(t *testing.T) {
	c, err := config.Parse("bieu.yaml", []byte(leastSettings))
	must(t, err)
	words := map[rules.Status]string{}
	for code, text := range c.Statuses {
		words[rules.Status(code)] = text
	}
	if diff := cmp.Diff(form.DefaultWords(), words); diff != "" {
		t.Errorf("words of the statuses (-form +config):\n%s", diff)
	}
	if diff := cmp.Diff(form.DefaultTabs(), form.Tabs(c.Tabs)); diff != "" {
		t.Errorf("titles of the tabs (-form +config):\n%s", diff)
	}
	codes := slices.Sorted(maps.Keys(words))
	if diff := cmp.Diff(slices.Sorted(slices.Values(rules.Statuses)), codes); diff != "" {
		t.Errorf("statuses (-rules +config):\n%s", diff)
	}
}

// Every header that a tab is laid out with can be given other names in the
// settings, and no other can.
func TestHeaderNames(t *testing.T) {
	laidOut := map[string]bool{"Ghi chú VP": true} // comes into being when an office's words stay
	for _, tab := range example.Layouts((&settings{Config: exampleConfig(t)}).form()) {
		for _, header := range headersOf(tab) {
			laidOut[header] = true
		}
	}
	want := slices.Sorted(maps.Keys(laidOut))
	if diff := cmp.Diff(want, namesInSettings(t)); diff != "" {
		t.Errorf("headers (-form +config):\n%s", diff)
	}
}

func exampleConfig(t *testing.T) *config.Config {
	t.Helper()
	c, err := config.Parse("bieu.yaml", example.Settings())
	must(t, err)
	return c
}

// headersOf returns the headers of a tab's table: the last row that stays on
// the screen. Tổng quan has no table of people's.
func headersOf(tab workbook.Layout) []string {
	if tab.FrozenRows == 0 {
		return nil
	}
	var headers []string
	for _, cell := range tab.Rows[tab.FrozenRows-1].Cells {
		headers = append(headers, cell.Value.Value)
	}
	return headers
}

// namesInSettings returns the headers that may have other names, as the
// settings tell them to whoever writes one that may not.
func namesInSettings(t *testing.T) []string {
	t.Helper()
	_, err := config.Parse("bieu.yaml", []byte(leastSettings+"headers:\n  zzzzzzzzzzzz: [x]\n"))
	var problems config.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want problems", err)
	}
	_, list, ok := strings.Cut(problems[0].Error(), "dùng được: ")
	if !ok {
		t.Fatalf("%q lists no headers", problems[0].Error())
	}
	names := strings.Split(list, ", ")
	slices.Sort(names)
	for _, name := range names {
		text := fmt.Sprintf("%sheaders:\n  '%s': [Tên khác]\n", leastSettings, name)
		if _, err := config.Parse("bieu.yaml", []byte(text)); err != nil {
			t.Errorf("%s is listed but refused: %v", name, err)
		}
	}
	return names
}
