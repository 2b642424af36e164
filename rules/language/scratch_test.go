package language

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestScratch(t *testing.T) {
	name := os.Getenv("SCRATCH")
	if name == "" {
		t.Skip()
	}
	f, _ := os.Open(name)
	s := bufio.NewScanner(f)
	for s.Scan() {
		kind, text, ok := strings.Cut(s.Text(), "\t")
		if !ok {
			continue
		}
		fmt.Println(kind, "|", text)
		switch kind {
		case "t":
			g := ReadTargets(text)
			for _, x := range g.Targets {
				lo, hi, gv := "", "", ""
				if x.Low.Valid {
					lo = x.Low.Decimal.String()
				}
				if x.High.Valid {
					hi = ".." + x.High.Decimal.String()
				}
				if x.Given.Valid {
					gv = x.Given.Decimal.String()
				}
				fmt.Printf("    %s %s%s [%s] L=%q W=%q G=%s/%s P=%d\n", x.Op, lo, hi, x.Unit, x.Label, x.Words, x.Giver, gv, x.Polarity)
			}
			for _, q := range g.Questions {
				fmt.Println("    ?", q.Code, q.Text)
			}
			for _, q := range g.Notes {
				fmt.Println("    n", q)
			}
		case "r":
			g := ReadResult(text, Known{})
			for _, x := range g.Figures {
				o := ""
				if x.Other.Valid {
					o = "|" + x.Other.Decimal.String()
				}
				fmt.Printf("    %s%s [%s] %s q=%q fall=%v br=%v alt=%v L=%q c=%d\n", x.Value, o, x.Unit, x.Role, x.Qualifier, x.Falling, x.Bracketed, x.Alternative, x.Label, x.Clause)
			}
			for _, c := range g.Claims {
				fmt.Printf("    claim %s %v %v st=%v co=%v %s: %s\n", c.Kind, c.A.Decimal, c.B.Decimal, c.Stated.Decimal, c.Computed.Decimal, c.Verdict, c.Why)
			}
			if g.Answer != "" || g.Part != "" {
				fmt.Println("    answer", g.Answer, "part", g.Part)
			}
			for _, q := range g.Questions {
				fmt.Println("    ?", q.Code, q.Text)
			}
			for _, q := range g.Notes {
				fmt.Println("    n", q)
			}
		case "c":
			g := ReadCell(text, Known{})
			fmt.Printf("    %q [%s] %s %s\n", g.Value, g.Unit, g.Action, g.Why)
		}
	}
}
