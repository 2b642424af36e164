package sheetstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bieu/sync/sheetstest/discovery"
)

// encode writes what a mask selects of a reply as JSON, on several lines unless
// the client asks otherwise.
func encode(value any, mask discovery.Mask, query url.Values) []byte {
	written := append(appendJSON(nil, value, mask), '\n')
	if pretty := query.Get("prettyPrint"); pretty != "" && !yes(pretty) {
		return written
	}
	var out bytes.Buffer
	if err := json.Indent(&out, written, "", "  "); err != nil {
		panic(fmt.Sprintf("reply cannot be laid out: %v", err)) // a defect of the server
	}
	return out.Bytes()
}

// appendJSON writes the same as encoding/json would of mask.Select(value), with
// no characters escaped for HTML. Replies are large and many: written this way
// they are neither copied for the mask nor looked at by reflection.
func appendJSON(out []byte, value any, mask discovery.Mask) []byte {
	switch v := value.(type) {
	case map[string]any:
		return appendObject(out, v, mask)
	case []any:
		return appendList(out, v, mask)
	case string:
		return appendText(out, v)
	case int:
		return strconv.AppendInt(out, int64(v), 10)
	case bool:
		return strconv.AppendBool(out, v)
	case float64:
		return appendNumber(out, v)
	}
	return appendOther(out, value)
}

func appendObject(out []byte, object map[string]any, mask discovery.Mask) []byte {
	if object == nil && mask.All() {
		return append(out, "null"...)
	}
	var room [24]string
	names := room[:0]
	if mask.All() {
		mask = nil
		for name := range object {
			names = append(names, name)
		}
	}
	for name := range mask {
		if _, has := object[name]; has {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	out = append(out, '{')
	for i, name := range names {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendText(out, name), ':')
		out = appendJSON(out, object[name], mask[name])
	}
	return append(out, '}')
}

func appendList(out []byte, list []any, mask discovery.Mask) []byte {
	if list == nil && mask.All() {
		return append(out, "null"...)
	}
	out = append(out, '[')
	for i, item := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendJSON(out, item, mask)
	}
	return append(out, ']')
}

// appendText writes a text as it is when no character of it needs escaping.
func appendText(out []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == '"' || s[i] == '\\' {
			return appendOther(out, s)
		}
	}
	if !utf8.ValidString(s) || strings.ContainsAny(s, "\u2028\u2029") {
		return appendOther(out, s)
	}
	out = append(out, '"')
	out = append(out, s...)
	return append(out, '"')
}

func appendNumber(out []byte, n float64) []byte {
	if size := math.Abs(n); size != 0 && size < 1e-6 || size >= 1e21 || math.IsNaN(n) {
		return appendOther(out, n) // with an exponent, or not at all
	}
	return strconv.AppendFloat(out, n, 'f', -1, 64)
}

func appendOther(out []byte, value any) []byte {
	var written bytes.Buffer
	e := json.NewEncoder(&written)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(fmt.Sprintf("reply cannot be written as JSON: %v", err)) // a defect of the server
	}
	return append(out, bytes.TrimSuffix(written.Bytes(), []byte("\n"))...)
}
