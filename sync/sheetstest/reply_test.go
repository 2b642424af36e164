package sheetstest

import (
	"bytes"
	"encoding/json"
	"math"
	"net/url"
	"testing"

	"bieu/sync/sheetstest/discovery"

	"github.com/google/go-cmp/cmp"
)

// What is written is what encoding/json writes of the selected part.
func TestRepliesAreWrittenAsJSON(t *testing.T) {
	value := map[string]any{
		"empty": map[string]any{}, "none": nil, "noList": []any(nil), "noObject": map[string]any(nil), "list": []any{},
		"texts": []any{"", "Biểu", "a\"b\\c", "<a&b>", "\x01\n\t", "\u2028", "bad \xff", "😀"},
		"numbers": []any{
			0, -7, 0.0, math.Copysign(0, -1), 58.5, -0.1, 1e-6, 9.99e-7, 1e20, 1e21, 123456789012.25, 0.49803922, int64(5),
		},
		"truths": []any{true, false},
		"below":  map[string]any{"a": []any{map[string]any{"x": 1, "y": 2}, map[string]any{"y": 3}, "text"}, "b": "no"},
	}
	masks := []string{"", "*", "empty,none,noList,noObject,list", "noList(a),noObject(a)", "below(a(x)),texts", "below.a.*,absent", "numbers/deep"}
	for _, written := range masks {
		for _, pretty := range []string{"", "false"} {
			var mask discovery.Mask
			if written != "" {
				parsed, err := discovery.ParseMask(written)
				if err != nil {
					t.Fatal(err)
				}
				mask = parsed
			}
			var want bytes.Buffer
			e := json.NewEncoder(&want)
			e.SetEscapeHTML(false)
			if pretty == "" {
				e.SetIndent("", "  ")
			}
			if err := e.Encode(mask.Select(value)); err != nil {
				t.Fatal(err)
			}
			got := encode(value, mask, url.Values{"prettyPrint": {pretty}})
			if diff := cmp.Diff(want.String(), string(got)); diff != "" {
				t.Errorf("mask %q, prettyPrint %q (-want +got):\n%s", written, pretty, diff)
			}
		}
	}
}
