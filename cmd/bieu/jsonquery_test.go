package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	found, err := jsonPick(ts.ReadFile(args[0]), args[1])
	ts.Check(err)
	texts := make([]string, len(found))
	for i, v := range found {
		texts[i] = jsonText(v)
	}
	if got := strings.Join(texts, " "); (got == args[2]) == neg {
		ts.Fatalf("%s is %q, asked for %q", args[1], got, args[2])
	}
}

func scriptJSONKeys(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	found, err := jsonPick(ts.ReadFile(args[0]), args[1])
	ts.Check(err)
	want := slices.Sorted(slices.Values(args[2:]))
	if len(found) == 0 {
		ts.Fatalf("nothing at %s", args[1])
	}
	for _, v := range found {
		object, ok := v.(map[string]any)
		if got := slices.Sorted(maps.Keys(object)); !ok || !slices.Equal(got, want) {
			ts.Fatalf("keys of %s\n got %q\nwant %q", args[1], got, want)
		}
	}
}

// jsonPick returns what stands at a path in the first JSON value of text. The
// steps of a path are apart by "/": a key; a number, an element; key=value, the
// elements with this value; "*", all of them; "#", how many there are; "+", the
// sum of an object's values.
func jsonPick(text, path string) ([]any, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var root any
	if err := dec.Decode(&root); err != nil {
		return nil, fmt.Errorf("no JSON in %.80q: %w", text, err)
	}
	at := []any{root}
	for step := range strings.SplitSeq(path, "/") {
		if step == "." {
			continue
		}
		var next []any
		for _, v := range at {
			found, err := jsonStep(v, step)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			next = append(next, found...)
		}
		at = next
	}
	return at, nil
}

func jsonStep(v any, step string) ([]any, error) {
	if object, ok := v.(map[string]any); ok {
		if step == "+" {
			return jsonSum(object)
		}
		child, ok := object[step]
		if !ok {
			return nil, fmt.Errorf("no key %q", step)
		}
		return []any{child}, nil
	}
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("%q asked of %s", step, jsonText(v))
	}
	if step == "*" {
		return list, nil
	}
	if step == "#" {
		return []any{json.Number(strconv.Itoa(len(list)))}, nil
	}
	if key, value, ok := strings.Cut(step, "="); ok {
		var found []any
		for _, element := range list {
			if object, ok := element.(map[string]any); ok && jsonText(object[key]) == value {
				found = append(found, element)
			}
		}
		return found, nil
	}
	i, err := strconv.Atoi(step)
	if err != nil || i < 0 || i >= len(list) {
		return nil, fmt.Errorf("no element %q of %d", step, len(list))
	}
	return []any{list[i]}, nil
}

func jsonSum(object map[string]any) ([]any, error) {
	sum := 0
	for key, v := range object {
		n, err := strconv.Atoi(jsonText(v))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		sum += n
	}
	return []any{json.Number(strconv.Itoa(sum))}, nil
}

// jsonText is a value as scripts write it: text without quotes, else JSON.
func jsonText(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was decoded a moment ago
	}
	return string(b)
}

func TestJSONPick(t *testing.T) {
	const text = `{"rows":[{"tt":"1","n":1.50,"ok":true},{"tt":"2","list":[]}],"counts":{"a":2,"b":3}}`
	for _, c := range []struct {
		path string
		want []string
	}{
		{"rows/#", []string{"2"}},
		{"rows/*/tt", []string{"1", "2"}},
		{"rows/tt=2/list", []string{"[]"}},
		{"rows/tt=3/list", nil},
		{"rows/0/n", []string{"1.50"}},
		{"rows/0/ok", []string{"true"}},
		{"counts/+", []string{"5"}},
	} {
		found, err := jsonPick(text, c.path)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
		}
		var got []string
		for _, v := range found {
			got = append(got, jsonText(v))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.path, diff)
		}
	}
	for _, path := range []string{"row", "rows/2", "rows/0/tt/x", "rows/x"} {
		if found, err := jsonPick(text, path); err == nil {
			t.Errorf("%s: got %v, want an error", path, found)
		}
	}
}
