package language

import "strings"

// gradeWords is the ladder of grades, from the lowest on.
var gradeWords = [...]string{
	"không hoàn thành|chưa hoàn thành",
	"hoàn thành nhiệm vụ",
	"hoàn thành tốt",
	"hoàn thành xuất sắc|hoàn thành xuất xắc",
}

var gradeTable = newPhraseTable(gradeEntries())

func gradeEntries() []entry {
	var all []entry
	for rank, forms := range gradeWords {
		all = append(all, entry{int32(rank), strings.TrimSuffix(forms, " nhiệm vụ")})
	}
	return all
}

// Grade returns the highest rung of the ladder that a text names, as typed:
// không hoàn thành (0), hoàn thành (1), hoàn thành tốt (2), hoàn thành xuất sắc
// (3). ok is false when it names none.
func Grade(text string) (rank int, words string, ok bool) {
	p := open(text)
	defer p.close()
	for i := 0; i < len(p.tokens); i++ {
		found, length := gradeTable.find(p.tokens, i)
		if length == 0 {
			continue
		}
		if !ok || int(found) > rank {
			rank, ok = int(found), true
			words = p.cut(i, i+length)
		}
		i += length - 1
	}
	return rank, words, ok
}
