package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"bieu/rules/language"
	"bieu/sync/form"
)

type (
	targetsJSON struct {
		Text      string       `json:"text"`
		Targets   []targetJSON `json:"targets"`
		Questions []string     `json:"questions"`
	}
	targetJSON struct {
		Op    language.Op `json:"op"`
		Low   string      `json:"low"`
		High  string      `json:"high"`
		Unit  string      `json:"unit"`
		Label string      `json:"label"`
		Giver string      `json:"giver"`
		Given string      `json:"given"`
	}
	resultJSON struct {
		Text      string       `json:"text"`
		Figures   []figureJSON `json:"figures"`
		Claims    []claimJSON  `json:"claims"`
		Questions []string     `json:"questions"`
	}
	figureJSON struct {
		Value     string        `json:"value"`
		Unit      string        `json:"unit"`
		Role      language.Role `json:"role"`
		Qualifier string        `json:"qualifier"`
		Start     int           `json:"start"`
		End       int           `json:"end"`
	}
	claimJSON struct {
		Kind     language.ClaimKind `json:"kind"`
		A        string             `json:"a"`
		B        string             `json:"b"`
		Stated   string             `json:"stated"`
		Computed string             `json:"computed"`
		Verdict  language.Verdict   `json:"verdict"`
		Why      string             `json:"why"`
	}
	cellJSON struct {
		Text   string          `json:"text"`
		Value  string          `json:"value"`
		Unit   string          `json:"unit"`
		Action language.Action `json:"action"`
		Why    string          `json:"why"`
	}
)

// reading is one of the three ways to read a text: as JSON, and for people.
type reading struct {
	name, short, long, example string
	read                       func(text string) (value any, words []string)
}

var readings = []reading{
	{
		"target", "Đọc câu chỉ tiêu",
		"Cho biết một câu chỉ tiêu được hiểu là những mức nào.",
		`  bieu explain target "Tỷ lệ hộ nghèo: dưới 0,5%"`, explainTarget,
	},
	{
		"result", "Đọc câu kết quả",
		"Cho biết các con số trong một câu kết quả và các phép tính trong câu có khớp không.",
		`  bieu explain result "Giải quyết việc làm cho 117/200 lao động, đạt 58,5%"`, explainResult,
	},
	{
		"figure", "Đọc một ô số liệu",
		"Cho biết một ô số liệu được đọc là số nào.",
		`  bieu explain figure "4,457 tỷ đồng"`, explainFigure,
	},
}

func (a *app) explainCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "explain",
		Short: "Giải thích một câu được hiểu như thế nào",
		Args:  args(0, 0, "cần một trong các lệnh con: target, result, figure"),
		RunE: func(c *cobra.Command, _ []string) error {
			return usage(c, "cần một trong các lệnh con: target, result, figure")
		},
	}
	for _, r := range readings {
		c.AddCommand(a.explainOne(r))
	}
	return c
}

func (a *app) explainOne(r reading) *cobra.Command {
	var asJSON bool
	var file string
	c := &cobra.Command{
		Use: r.name + " [--json] [--file TỆP] [CÂU]", Short: r.short, Long: r.long, Example: r.example,
		RunE: func(c *cobra.Command, words []string) error {
			switch {
			case file != "" && len(words) > 0:
				return usage(c, "chỉ dùng một trong hai: câu trên dòng lệnh hoặc --file")
			case file != "":
				return a.explainFile(file, r)
			case len(words) == 0:
				return usage(c, "thiếu câu cần đọc (đặt trong dấu nháy kép) hoặc --file")
			}
			value, lines := r.read(strings.Join(words, " "))
			if asJSON {
				return printJSON(a.stdout, value)
			}
			for _, line := range lines {
				a.say("%s", line)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&file, "file", "", "đọc từng dòng của `TỆP` (- là đầu vào chuẩn), mỗi dòng in một đối tượng JSON")
	return c
}

// explainFile reads one sentence per line and prints one JSON object per line.
func (a *app) explainFile(name string, r reading) error {
	in := a.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return &fileError{name, err}
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(a.stdout)
	lines := bufio.NewReader(in)
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if line != "" {
			if first {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			value, _ := r.read(strings.TrimRight(line, "\r\n"))
			if err := printJSON(out, value); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return &fileError{name, err}
		}
	}
}

func explainTarget(text string) (any, []string) {
	r := language.ReadTargets(text)
	j := targetsJSON{Text: text, Targets: []targetJSON{}, Questions: questionTexts(r.Questions)}
	var lines []string
	for _, t := range r.Targets {
		j.Targets = append(j.Targets, targetJSON{
			Op: t.Op, Low: decimalText(t.Low), High: decimalText(t.High), Unit: t.Unit,
			Label: t.Label, Giver: t.Giver, Given: decimalText(t.Given),
		})
		line := "Chỉ tiêu: " + form.DescribeTarget(t)
		if t.Label != "" {
			line += " – " + t.Label
		}
		if t.Given.Valid {
			line += fmt.Sprintf(" (%s giao %s)", t.Giver, language.FormatUnit(t.Given.Decimal, t.Unit))
		}
		lines = append(lines, line)
	}
	if len(r.Targets) == 0 {
		lines = append(lines, "Không thấy mức chỉ tiêu nào trong câu.")
	}
	return j, append(lines, told(r.Notes, j.Questions)...)
}

func explainResult(text string) (any, []string) {
	r := language.ReadResult(text, language.Known{})
	j := resultJSON{Text: text, Figures: []figureJSON{}, Claims: []claimJSON{}, Questions: questionTexts(r.Questions)}
	var lines []string
	for _, f := range r.Figures {
		j.Figures = append(j.Figures, figureJSON{
			Value: f.Value.String(), Unit: f.Unit, Role: f.Role, Qualifier: f.Qualifier,
			Start: f.Span.Start, End: f.Span.End,
		})
		line := fmt.Sprintf("Số: %s (%s)", language.FormatUnit(f.Value, f.Unit), roleWords[f.Role])
		if f.Qualifier != "" {
			line = fmt.Sprintf("Số: %s %s (%s)", f.Qualifier, language.FormatUnit(f.Value, f.Unit), roleWords[f.Role])
		}
		lines = append(lines, line)
	}
	for _, c := range r.Claims {
		j.Claims = append(j.Claims, claimJSON{
			Kind: c.Kind, A: decimalText(c.A), B: decimalText(c.B), Stated: decimalText(c.Stated),
			Computed: decimalText(c.Computed), Verdict: c.Verdict, Why: c.Why,
		})
		lines = append(lines, verdictWords[c.Verdict]+": "+c.Why)
	}
	if words := answerWords[r.Answer]; words != "" {
		lines = append(lines, words)
	}
	if len(lines) == 0 {
		lines = append(lines, "Không thấy con số nào trong câu.")
	}
	return j, append(lines, told(r.Notes, j.Questions)...)
}

func explainFigure(text string) (any, []string) {
	r := language.ReadCell(text, language.Known{})
	line := "Đọc là: " + figureWords(r)
	if r.Number.Valid {
		line = "Đọc là: " + language.FormatUnit(r.Number.Decimal, r.Unit)
	} else if r.Value == "" {
		line = "Không có số"
	}
	lines := []string{line}
	if r.Why != "" {
		lines = append(lines, actionWords[r.Action]+r.Why)
	}
	return cellJSON{Text: text, Value: r.Value, Unit: r.Unit, Action: r.Action, Why: r.Why}, lines
}

// figureWords writes a range or a fraction as people do: "15..20" is "15–20%".
func figureWords(r language.CellReading) string {
	words := strings.NewReplacer("..", "–", ".", ",").Replace(r.Value)
	switch r.Unit {
	case "", "%":
		return words + r.Unit
	}
	return words + " " + r.Unit
}

func questionTexts(questions []language.Question) []string {
	texts := []string{}
	for _, q := range questions {
		texts = append(texts, q.Text)
	}
	return texts
}

// told lists notes and questions below a reading.
func told(notes, questions []string) []string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, "Lưu ý: "+n)
	}
	for _, q := range questions {
		lines = append(lines, "Hỏi: "+q)
	}
	return lines
}
