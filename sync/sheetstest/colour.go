package sheetstest

import (
	"maps"
	"math"
	"strconv"
	"strings"

	"bieu/sync/sheetstest/discovery"
)

// twins are the pairs of members that say one colour in an old and a new way.
// Setting one shows in both (recorded for a cell's background and text).
var twins = map[string]string{
	"backgroundColor": "backgroundColorStyle",
	"foregroundColor": "foregroundColorStyle",
	"tabColor":        "tabColorStyle",
	"color":           "colorStyle",
	"headerColor":     "headerColorStyle",
	"firstBandColor":  "firstBandColorStyle",
	"secondBandColor": "secondBandColorStyle",
	"footerColor":     "footerColorStyle",
	"leafBandColor":   "leafBandColorStyle",
}

// styled returns an object with every colour in eight bits and both of its
// spellings, everywhere inside.
func styled(object map[string]any) map[string]any {
	out := make(map[string]any, len(object))
	for name, value := range object {
		switch v := value.(type) {
		case map[string]any:
			if strings.HasSuffix(name, "olor") && isColour(v) {
				out[name] = eightBit(v)
			} else {
				out[name] = styled(v)
			}
		case []any:
			list := make([]any, len(v))
			for i, item := range v {
				if inner, ok := item.(map[string]any); ok {
					list[i] = styled(inner)
				} else {
					list[i] = item
				}
			}
			out[name] = list
		default:
			out[name] = value
		}
	}
	if borders, ok := out["borders"].(map[string]any); ok {
		out["borders"] = drawn(borders)
	}
	for old, style := range twins {
		switch colour, given := out[old].(map[string]any); {
		case out[style] != nil:
			if inner, ok := out[style].(map[string]any)["rgbColor"].(map[string]any); ok {
				out[old] = inner
			} else if len(out[style].(map[string]any)) == 0 {
				delete(out, style)
				delete(out, old)
			}
		case given && isColour(colour):
			out[style] = map[string]any{"rgbColor": colour}
		}
	}
	return out
}

func isColour(object map[string]any) bool {
	for name := range object {
		if name != "red" && name != "green" && name != "blue" && name != "alpha" {
			return false
		}
	}
	return true
}

// eightBit keeps what is left of a colour in eight bits a channel, rounded down
// (recorded: 0.5 reads 0.49803922 and 0.9 reads 0.8980392); black channels are
// left out.
func eightBit(colour map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range colour {
		n, _ := value.(float64)
		if steps := math.Floor(n*255 + 0.001); steps > 0 {
			// The shortest digits of a single-precision number, as recorded.
			shown := strconv.FormatFloat(steps/255, 'g', -1, 32)
			out[name], _ = strconv.ParseFloat(shown, 64)
		}
	}
	return out
}

// mergeStyled merges under a mask and keeps both spellings of a colour in step:
// where the mask names one of them, the other is forgotten first.
func mergeStyled(mask discovery.Mask, dst, src map[string]any) map[string]any {
	return styled(mask.Merge(forgetTwins(mask, dst), src))
}

func forgetTwins(mask discovery.Mask, dst map[string]any) map[string]any {
	out := maps.Clone(dst)
	for name, below := range mask {
		for old, style := range twins {
			if name == old {
				delete(out, style)
			}
			if name == style {
				delete(out, old)
			}
		}
		if inner, ok := out[name].(map[string]any); ok && len(below) > 0 {
			out[name] = forgetTwins(below, inner)
		}
	}
	if out == nil {
		out = map[string]any{}
	}
	return out
}

// thickness is the width in pixels that each style of border has; reading a
// border shows it whatever was written (from issues).
var thickness = map[string]int{"SOLID": 1, "DOTTED": 1, "DASHED": 1, "SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}

// drawn completes borders with what reading shows of them: the width and, where
// none was given, black.
func drawn(borders map[string]any) map[string]any {
	out := map[string]any{}
	for side, value := range borders {
		border, ok := value.(map[string]any)
		style, _ := border["style"].(string)
		if !ok || thickness[style] == 0 {
			continue
		}
		one := maps.Clone(border)
		one["width"] = thickness[style]
		if one["color"] == nil && one["colorStyle"] == nil {
			one["color"], one["colorStyle"] = map[string]any{}, map[string]any{"rgbColor": map[string]any{}}
		}
		out[side] = one
	}
	return out
}
