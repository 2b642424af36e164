package language

import "testing"

// A text ten times as long must not ask for much more than ten times as many
// objects: what looks back or ahead without a bound asks for a hundred times as
// many. Objects are counted because time depends on what else the machine does.
func TestReadingIsLinear(t *testing.T) {
	const short, growth, spare = 3_000, 10, 500
	readers := map[string]func(string){
		"targets": func(text string) { ReadTargets(text) },
		"results": func(text string) { ReadResult(text, Known{}) },
		"cells":   func(text string) { ReadCell(text, Known{}) },
	}
	for name, unit := range stretches {
		for reader, read := range readers {
			text, longer := stretch(unit, short), stretch(unit, growth*short)
			want := 1.5*growth*testing.AllocsPerRun(1, func() { read(text) }) + spare
			if got := testing.AllocsPerRun(1, func() { read(longer) }); got > want {
				t.Errorf("%s of %q: %.0f objects at %d characters, want at most %.0f", reader, name, got, growth*short, want)
			}
		}
	}
}
