package sheetstest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// protoText writes a JSON value as the service shows a google.protobuf.Value in
// a refusal (from issues): one member a line, two blanks deeper inside. Lists and
// objects are shown so in issues; how numbers are written is inferred.
func protoText(value any, depth int) string {
	indent := strings.Repeat("  ", depth)
	block := func(name, inside string) string { return indent + name + " {\n" + inside + indent + "}\n" }
	switch v := value.(type) {
	case []any:
		inside := ""
		for _, item := range v {
			inside += indent + "  values {\n" + protoText(item, depth+2) + indent + "  }\n"
		}
		return block("list_value", inside)
	case map[string]any:
		inside := ""
		for _, name := range slices.Sorted(maps.Keys(v)) {
			inside += indent + "  fields {\n" + indent + "    key: " + strconv.Quote(name) + "\n" +
				indent + "    value {\n" + protoText(v[name], depth+3) + indent + "    }\n" + indent + "  }\n"
		}
		return block("struct_value", inside)
	case string:
		return indent + "string_value: " + strconv.Quote(v) + "\n"
	case float64:
		shown := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(shown, ".") {
			shown += ".0"
		}
		return indent + "number_value: " + shown + "\n"
	case bool:
		return indent + fmt.Sprintf("bool_value: %v\n", v)
	}
	return indent + "null_value: NULL_VALUE\n"
}
