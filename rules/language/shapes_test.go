package language

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// shape is a way in which people state a claim: build writes a sentence whose
// figures agree when skew is 0, and are off by skew otherwise.
type shape struct {
	kind  ClaimKind
	name  string
	build func(d draw, skew int) string
}

// draw picks the numbers of a sentence.
type draw struct{ *rapid.T }

func (d draw) between(low, high int, label string) int {
	return rapid.IntRange(low, high).Draw(d.T, label)
}

// per writes a/b in per cent with one decimal, off by skew points.
func per(a, b, skew int) string {
	p := decimal.New(int64(a)*100, 0).DivRound(decimal.New(int64(b), 0), 1)
	return Format(p.Add(decimal.New(int64(skew), 0)))
}

// growthOf writes how much a is above b ("tăng 5,5%") or below it.
func growthOf(a, b, skew int) string {
	p := decimal.New(int64(a-b)*100, 0).DivRound(decimal.New(int64(b), 0), 1).Add(decimal.New(int64(skew), 0))
	if p.IsNegative() {
		return "giảm " + Format(p.Neg()) + "%"
	}
	return "tăng " + Format(p) + "%"
}

// whole writes a count in house style.
func whole(n int) string { return Format(decimal.New(int64(n), 0)) }

// tenths writes a number of tenths.
func tenths(n int) string { return Format(decimal.New(int64(n), -1)) }

var shapes = []shape{
	pair(ClaimFrac, "a/b", func(a, b, skew int) string {
		return fmt.Sprintf("Đã giải quyết %s/%s hồ sơ, đạt %s%%", whole(a), whole(b), per(a, b, skew))
	}),
	pair(ClaimFrac, "of a total", func(a, b, skew int) string {
		return fmt.Sprintf("Kiểm tra %s cơ sở trên tổng số %s cơ sở, bằng %s%%", whole(a), whole(b), per(a, b, skew))
	}),
	pair(ClaimFrac, "in a total", func(a, b, skew int) string {
		return fmt.Sprintf("Có %s hộ trong tổng số %s hộ được vay vốn, chiếm %s%%", whole(a), whole(b), per(a, b, skew))
	}),
	pair(ClaimFrac, "plan first", func(a, b, skew int) string {
		return fmt.Sprintf("Kế hoạch %s lớp, thực hiện %s lớp, đạt %s%%", whole(b), whole(a), per(a, b, skew))
	}),
	pair(ClaimFrac, "plan in a bracket", func(a, b, skew int) string {
		return fmt.Sprintf("Tuyển được %s công dân, đạt %s%% kế hoạch (%s công dân)", whole(a), per(a, b, skew), whole(b))
	}),
	pair(ClaimFrac, "both in a bracket", func(a, b, skew int) string {
		return fmt.Sprintf("Số người tham gia đạt %s%% KH (%s/%s người)", per(a, b, skew), whole(a), whole(b))
	}),
	pair(ClaimFrac, "both named in a bracket", func(a, b, skew int) string {
		return fmt.Sprintf("Xây dựng mô hình đạt %s%% (KH giao %s mô hình, thực hiện %s mô hình)", per(a, b, skew), whole(b), whole(a))
	}),
	pair(ClaimFrac, "of the period before", func(a, b, skew int) string {
		return fmt.Sprintf("Đàn bò %s con, bằng %s%% so với cùng kỳ năm trước (%s con)", whole(a), per(a, b, skew), whole(b))
	}),
	part(ClaimFrac, "behind trong đó", func(a, b, skew int) string {
		return fmt.Sprintf("Toàn xã có %s hộ chăn nuôi, trong đó %s hộ ký cam kết (%s%%)", whole(b), whole(a), per(a, b, skew))
	}),
	pair(ClaimOver, "against the period before", func(a, b, skew int) string {
		return fmt.Sprintf("Xảy ra %s vụ, %s so với cùng kỳ (%s vụ)", whole(a), growthOf(a, b, skew), whole(b))
	}),
	pair(ClaimOver, "base before", func(a, b, skew int) string {
		return fmt.Sprintf("Số lượt khám %s lượt (cùng kỳ %s lượt), %s", whole(a), whole(b), growthOf(a, b, skew))
	}),
	pair(ClaimOver, "two years", func(a, b, skew int) string {
		return fmt.Sprintf("Năm 2022 có %s doanh nghiệp, năm 2023 có %s doanh nghiệp, %s", whole(b), whole(a), growthOf(a, b, skew))
	}),
	pair(ClaimOver, "from and to", func(a, b, skew int) string {
		move := map[bool]string{true: "giảm từ %s con xuống còn %s con, %s", false: "tăng từ %s con lên %s con, %s"}[a < b]
		return "Đàn trâu " + fmt.Sprintf(move, whole(b), whole(a), growthOf(a, b, skew))
	}),
	part(ClaimOver, "beyond the plan", func(a, b, skew int) string {
		return fmt.Sprintf("Vận động %s triệu đồng (kế hoạch %s triệu đồng), vượt %s%%", whole(b), whole(a), strings.TrimPrefix(strings.TrimSuffix(growthOf(b, a, skew), "%"), "tăng "))
	}),
	part(ClaimOver, "restated", func(a, b, skew int) string {
		return fmt.Sprintf("Toàn xã có %s hộ nghèo, giảm %s hộ so với cùng kỳ (%s hộ), tương đương %s%%", whole(a), whole(b-a), whole(b), per(b-a, b, skew))
	}),
	part(ClaimDiff, "fall against a base", func(a, b, skew int) string {
		return fmt.Sprintf("Toàn xã có %s hộ nghèo, giảm %s hộ so với đầu năm (%s hộ)", whole(a), whole(b-a+skew), whole(b))
	}),
	part(ClaimDiff, "from and to", func(a, b, skew int) string {
		return fmt.Sprintf("Số hội viên tăng từ %s hội viên lên %s hội viên, tăng %s hội viên", whole(a), whole(b), whole(b-a+skew))
	}),
	part(ClaimDiff, "remainder", func(a, b, skew int) string {
		return fmt.Sprintf("Tiếp nhận %s đơn, đã giải quyết %s đơn, còn %s đơn", whole(b), whole(a), whole(b-a+skew))
	}),
	part(ClaimDiff, "remainder of a fraction", func(a, b, skew int) string {
		return fmt.Sprintf("Đã chi trả cho %s/%s hộ, còn lại %s hộ chưa nhận", whole(a), whole(b), whole(b-a+skew))
	}),
	{ClaimDiff, "remainder of several parts", func(d draw, skew int) string {
		a, b, c := d.between(100, 300, "a"), d.between(20, 60, "b"), d.between(3, 15, "c")
		return fmt.Sprintf("Thụ lý %s vụ; đã giải quyết %s vụ, tạm đình chỉ %s vụ, còn %s vụ", whole(a+b+c), whole(a), whole(b), whole(c+skew))
	}},
	{ClaimDiff, "two rates", func(d draw, skew int) string {
		now, fall := d.between(5, 300, "now"), d.between(1, 90, "fall")
		return fmt.Sprintf("Tỷ lệ hộ nghèo còn %s%% (đầu năm %s%%), giảm %s%%", tenths(now), tenths(now+fall), tenths(fall+3*skew))
	}},
	{ClaimDiff, "a rate from and to", func(d draw, skew int) string {
		from, rise := d.between(300, 800, "from"), d.between(1, 90, "rise")
		return fmt.Sprintf("Tỷ lệ bao phủ BHYT tăng từ %s%% lên %s%%, tăng %s điểm %%", tenths(from), tenths(from+rise), tenths(rise+3*skew))
	}},
	parts("gồm", "Tiếp nhận %s đơn, gồm khiếu nại %s đơn, tố cáo %s đơn, kiến nghị %s đơn"),
	parts("trong đó", "Tổng số %s vụ, trong đó trộm cắp %s vụ, đánh bạc %s vụ, ma túy %s vụ"),
	parts("colon", "Tổng đàn %s con: trâu %s con, bò %s con, lợn %s con"),
	parts("bracket", "Tổng diện tích %s ha (lúa %s ha, ngô %s ha, rau %s ha)"),
	partsFirst("tổng cộng", "Thu quỹ đất %s triệu đồng, phí %s triệu đồng, thu khác %s triệu đồng; tổng cộng %s triệu đồng"),
	partsFirst("cộng", "Tổ 1: %s hộ; tổ 2: %s hộ; tổ 3: %s hộ; cộng %s hộ"),
	partsFirst("tổng", "Thôn Đông %s km, thôn Tây %s km, thôn Trung %s km, tổng %s km"),
	{ClaimProd, "area and yield", func(d draw, skew int) string {
		area, yield := 10*d.between(2, 90, "area"), d.between(20, 70, "yield")
		return fmt.Sprintf("Gieo trồng %s ha, năng suất %s tạ/ha, sản lượng %s tấn", whole(area), whole(yield), whole(area*yield/10*(100+5*skew)/100))
	}},
	{ClaimProd, "sign of multiplication", func(d draw, skew int) string {
		number, rate := d.between(3, 400, "number"), d.between(2, 90, "rate")
		return fmt.Sprintf("Hỗ trợ %s hộ x %s triệu đồng/hộ = %s triệu đồng", whole(number), whole(rate), whole(number*rate+skew))
	}},
	{ClaimProd, "each", func(d draw, skew int) string {
		number, rate := d.between(3, 400, "number"), d.between(2, 90, "rate")
		return fmt.Sprintf("Tặng %s suất quà, mỗi suất %s triệu đồng, tổng trị giá %s triệu đồng", whole(number), whole(rate), whole(number*rate+skew))
	}},
}

// pair is a shape of two counts of any size.
func pair(kind ClaimKind, name string, write func(a, b, skew int) string) shape {
	return shape{kind, name, func(d draw, skew int) string {
		return write(d.between(40, 900, "a"), d.between(40, 900, "b"), skew)
	}}
}

// part is a shape of a count and a larger one.
func part(kind ClaimKind, name string, write func(a, b, skew int) string) shape {
	return shape{kind, name, func(d draw, skew int) string {
		a := d.between(220, 800, "a")
		return write(a, a+d.between(10, 150, "more"), skew)
	}}
}

// parts is a shape of a total before its parts.
func parts(name, format string) shape {
	return shape{ClaimSum, name, func(d draw, skew int) string {
		a, b, c := d.between(50, 300, "a"), d.between(50, 300, "b"), d.between(50, 300, "c")
		return fmt.Sprintf(format, whole(a+b+c-skew), whole(a), whole(b), whole(c))
	}}
}

// partsFirst is a shape of a total behind its parts.
func partsFirst(name, format string) shape {
	return shape{ClaimSum, name, func(d draw, skew int) string {
		a, b, c := d.between(50, 300, "a"), d.between(50, 300, "b"), d.between(50, 300, "c")
		return fmt.Sprintf(format, whole(a), whole(b), whole(c), whole(a+b+c-skew))
	}}
}

// verdicts writes the claims of a reading for people who look at a failure.
func verdicts(reading ResultReading) string {
	var all []string
	for _, c := range reading.Claims {
		all = append(all, fmt.Sprintf("%s %s: %s", c.Kind, c.Verdict, c.Why))
	}
	return strings.Join(all, "\n")
}

func TestConsistentClaimsOfEveryShapeAreFoundAndNotDoubted(t *testing.T) {
	for _, s := range shapes {
		t.Run(string(s.kind)+" "+s.name, rapid.MakeCheck(func(t *rapid.T) {
			text := s.build(draw{t}, 0)
			reading := ReadResult(text, Known{})
			found := false
			for _, c := range reading.Claims {
				found = found || c.Kind == s.kind
				if c.Verdict == VerdictWarn || c.Verdict == VerdictAsk {
					t.Fatalf("%s\n%s", text, verdicts(reading))
				}
			}
			if !found {
				t.Fatalf("no %s in %s\n%s", s.kind, text, verdicts(reading))
			}
		}))
	}
}

func TestInconsistentClaimsOfEveryShapeAreWarnedAbout(t *testing.T) {
	for _, s := range shapes {
		t.Run(string(s.kind)+" "+s.name, rapid.MakeCheck(func(t *rapid.T) {
			text := s.build(draw{t}, rapid.IntRange(5, 9).Draw(t, "skew"))
			reading := ReadResult(text, Known{})
			for _, c := range reading.Claims {
				if c.Kind == s.kind && c.Verdict == VerdictWarn {
					return
				}
			}
			t.Fatalf("%s\n%s", text, verdicts(reading))
		}))
	}
}

func TestClaimsSideBySideRaiseNoAlarm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var clauses []string
		for range rapid.IntRange(2, 4).Draw(t, "clauses") {
			s := shapes[rapid.IntRange(0, len(shapes)-1).Draw(t, "shape")]
			clauses = append(clauses, s.build(draw{t}, 0))
		}
		text := strings.Join(clauses, rapid.SampledFrom([]string{"; ", ". "}).Draw(t, "joint"))
		reading := ReadResult(text, Known{})
		for _, c := range reading.Claims {
			if c.Verdict == VerdictWarn {
				t.Fatalf("%s\n%s", text, verdicts(reading))
			}
		}
	})
}
