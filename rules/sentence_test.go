package rules

import (
	"strings"
	"testing"

	"bieu/rules/plan"
)

// A sentence of the plan against a sentence of a unit: the status in the year
// and once it is closed, and the reason. ask is a piece of the one question
// wanted, "" for no question.
func TestSentenceAgainstSentence(t *testing.T) {
	const (
		households  = "Tỷ lệ hộ nghèo: Dưới 0,5%."
		jobs        = "Tổng số lao động được giải quyết việc làm mới: 200 lao động."
		letters     = "Giải quyết đơn thư và thực hiện quyết định, kết luận: trên 95%."
		lettersFrom = "Tỷ lệ giải quyết đơn thư từ 95% trở lên."
		budget      = "Hoàn thành chỉ tiêu thu ngân sách năm 2023."
		shops       = "Số cơ sở sản xuất kinh doanh hằng năm tăng từ 15-20%."
		health      = "Duy trì phường đạt chuẩn quốc gia về y tế."
		defence     = "Hoàn thành xuất sắc nhiệm vụ quốc phòng."
		order       = "Giữ vững ổn định về an ninh chính trị."
		children    = "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%."
		school      = "Trường mầm non Hoa Hồng đạt chuẩn mức độ 2."
	)
	for _, tt := range []struct {
		name, target, result string
		open, closed         Status
		why, ask             string
	}{
		// levels
		{"reached", households, "Tỷ lệ hộ nghèo là 0,4%.", Met, Met, "0,4% < 0,5%", ""},
		{"level and change", households, "Tỷ lệ hộ nghèo còn 0,4%, giảm 0,2% so với cùng kỳ.", Met, Met, "0,4% < 0,5%", ""},
		{"on the limit", households, "Tỷ lệ hộ nghèo là 0,5%.", InProgress, NotMet, "0,5% = 0,5%, KH yêu cầu dưới 0,5%", ""},
		{"bare", households, "0,45%", Met, Met, "0,45% < 0,5%", ""},
		{"count", jobs, "Giải quyết việc làm mới cho 150 lao động.", InProgress, NotMet, "150 < 200 lao động", ""},
		{"count in other words", jobs, "Giải quyết việc làm mới cho 210 người.", Exceeded, Exceeded, "210 ≥ 200 lao động", ""},
		{"count of its plan", jobs, "Giải quyết việc làm mới cho 117/200 lao động, đạt 58,5% KH giao.", InProgress, NotMet, "117 < 200 lao động", ""},
		{"money in another unit", "Thu ngân sách đạt 5 tỷ đồng.", "Thu ngân sách đạt 5.340 triệu đồng.", Exceeded, Exceeded, "5,34 ≥ 5 tỷ đồng", ""},
		{"area in another unit", "Chuyển đổi 2 ha đất trồng lúa.", "Đã chuyển đổi 15.000 m² đất trồng lúa.", InProgress, NotMet, "1,5 < 2 ha", ""},

		{"no unit but the plan's", lettersFrom, "Tỷ lệ giải quyết đơn thư đạt 96.", Met, Met, "96% ≥ 95%", ""},
		{"a separator that the plan settles", "Sản lượng lương thực đạt 3.000 tấn.", "Sản lượng lương thực đạt 3,098 tấn.", Exceeded, Exceeded, "3.098 ≥ 3.000 tấn", ""},
		{"a part of the total", lettersFrom, "Tỷ lệ giải quyết đơn thư đạt 96% (trong đó khiếu nại 90%).", Met, Met, "96% ≥ 95%", ""},
		{"the year before", lettersFrom, "Tỷ lệ giải quyết đơn thư đạt 96% (năm 2022 đạt 93%).", Met, Met, "96% ≥ 95%", ""},
		{"what is left", "Số hộ nghèo còn dưới 15 hộ.", "Đã thoát nghèo 18 hộ, còn 12 hộ.", Met, Met, "12 < 15 hộ", ""},
		{"nearest name", households, "Tỷ lệ hộ nghèo 0,4%; tỷ lệ hộ cận nghèo 1,2%.", Met, Met, "0,4% < 0,5%", ""},
		{"another name", lettersFrom, "Tỷ lệ người dân tham gia tập luyện thể thao đạt 96%.", CannotTell, CannotTell, "96% ≥ 95%, cần xác nhận", "Số 96% trong câu kết quả"},
		{"a doubtful figure on the other side", children, "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân 8,5%; thể thấp còi 12%.", CannotTell, CannotTell, "8,5% < 11%, cần xác nhận", "Số 12% trong câu"},
		{"a doubtful figure on the same side", children, "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân 8,5%; thể thấp còi 9%.", Met, Met, "8,5% < 11%", "Số 9% trong câu"},
		{"a month's rate beside another", lettersFrom, "Trong tháng đạt 96%; lũy kế 9 tháng đạt 94%.", CannotTell, CannotTell, "96% ≥ 95% (số liệu 9 tháng), cần xác nhận", "Số 94% trong câu"},

		// shares of the plan
		{"share of a range", "Kết nạp từ 8 đến 10 đảng viên mới.", "Đạt 105% kế hoạch.", Met, Met, "105% ≥ 100% KH", ""},
		{"said once", budget, "Thu ngân sách nhà nước đạt 101% KH; thu ngân sách địa phương đạt 101% KH.", Exceeded, Exceeded, "101% ≥ 100% KH", ""},
		{"share instead of a level", jobs, "Đạt 58,5% kế hoạch.", InProgress, NotMet, "58,5% < 100% KH", ""},
		{"share beyond", jobs, "Đạt 102% kế hoạch.", Exceeded, Exceeded, "102% ≥ 100% KH", ""},
		{"complete", budget, "Thu ngân sách đạt 100% kế hoạch.", Met, Met, "100% = 100% KH", ""},
		{"complete, short", budget, "Thu ngân sách đạt 52,9% KH năm.", InProgress, NotMet, "52,9% < 100% KH", ""},
		{"all must satisfy", budget, "Thu ngân sách nhà nước đạt 101% KH; thu ngân sách địa phương đạt 99% KH.", InProgress, NotMet,
			"Thu ngân sách nhà nước 101% ≥ 100% KH; thu ngân sách địa phương 99% < 100% KH", ""},
		{"all satisfy", budget, "Thu ngân sách nhà nước đạt 101% KH; thu ngân sách địa phương đạt 102% KH.", Exceeded, Exceeded,
			"Thu ngân sách nhà nước 101% ≥ 100% KH; thu ngân sách địa phương 102% ≥ 100% KH", ""},
		{"another reading, same side", budget, "Thu ngân sách đạt 52% KH năm (bằng 47,5% nếu loại trừ thu chuyển nguồn).", InProgress, NotMet,
			"52% < 100% KH (cách tính khác: 47,5% KH)", ""},
		{"another reading, other side", budget, "Thu ngân sách đạt 157,8% KH năm (bằng 47,5% nếu loại trừ thu chuyển nguồn).", CannotTell, CannotTell,
			"157,8% ≥ 100% KH (cách tính khác: 47,5% < 100% KH), cần xác nhận", "157,8% KH hay 47,5% KH"},
		{"a fraction that may be of the plan", budget, "Thu ngân sách đạt 120/100 triệu đồng.", CannotTell, CannotTell,
			"120/100 = 120% ≥ 100% KH, cần xác nhận", "120/100 = 120%"},
		{"running total beside the month's", jobs, "Trong tháng giải quyết việc làm mới cho 12 lao động; lũy kế 210 lao động.", Exceeded, Exceeded, "210 ≥ 200 lao động", ""},

		// rates from fractions
		{"fraction", letters, "Đã giải quyết 9/10 đơn.", InProgress, NotMet, "9/10 = 90% < 95%", ""},
		{"fraction and rate", letters, "Đã giải quyết 20/20 đơn, đạt 100%.", Met, Met, "20/20 = 100% > 95%", ""},
		{"rounding is not reaching", lettersFrom, "Đã giải quyết 189/199 đơn, đạt 95%.", InProgress, NotMet, "189/199 = 94,97% < 95%", ""},
		{"fraction that does not add up", lettersFrom, "Đã giải quyết 8/10 đơn, đạt 98%.", CannotTell, CannotTell, "98% ≥ 95% (cách tính khác: 8/10 = 80% < 95%), cần xác nhận", "98% hay 8/10 = 80%"},

		{"a hair short", "Cấp thẻ cho 100% người dân.", "Đã cấp thẻ cho 29.999/30.000 người dân.", InProgress, NotMet, "29.999/30.000 = 99,997% < 100%", ""},
		{"two counts are no fraction", letters, "Tiếp nhận 10 đơn, giải quyết 9 đơn.", CannotTell, CannotTell,
			"câu kết quả chưa có số liệu đối chiếu được với mức kế hoạch", "số liệu (tính theo %)"},
		{"what is left is not what is done", jobs, "Còn 83 lao động chưa được giải quyết việc làm.", CannotTell, CannotTell,
			"câu kết quả chưa có số liệu đối chiếu được với mức kế hoạch", "số liệu (tính theo lao động)"},
		{"names that are near each other", children, "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân 8,5%; tỷ lệ trẻ em suy dinh dưỡng thể thấp còi 12%.", CannotTell, CannotTell,
			"8,5% < 11%, cần xác nhận", "Số 12% trong câu"},

		// changes
		{"growth", shops, "Số cơ sở sản xuất kinh doanh tăng 15,2% so với cùng kỳ.", Met, Met, "tăng 15,2% trong khoảng 15–20%", ""},
		{"growth among others", shops, "Có 872 cơ sở sản xuất kinh doanh (tăng 12% so với cùng kỳ).", InProgress, NotMet, "tăng 12% < 15–20%", ""},
		{"fall instead of growth", shops, "Số cơ sở sản xuất kinh doanh giảm 3% so với cùng kỳ.", InProgress, NotMet, "giảm 3% < tăng 15–20%", ""},
		{"level instead of growth", shops, "Có 872 cơ sở sản xuất kinh doanh.", CannotTell, CannotTell,
			"câu kết quả chưa có số liệu đối chiếu được với mức kế hoạch", "mức tăng (tính theo %)"},

		{"growth named as a rate", "Tốc độ tăng trưởng giá trị sản xuất đạt 12%.", "Giá trị sản xuất tăng 12,4% so với cùng kỳ.", Exceeded, Exceeded, "12,4% ≥ 12%", ""},
		{"a rate of growth", "Giá trị sản xuất tăng 12% trở lên.", "Tốc độ tăng trưởng giá trị sản xuất đạt 13%.", Met, Met, "tăng 13% ≥ 12%", ""},
		{"points of a rate", "Giảm tỷ lệ hộ nghèo 0,5%.", "Tỷ lệ hộ nghèo giảm 0,6 điểm %, còn 1,2%.", Met, Met, "giảm 0,6 điểm % ≥ 0,5 điểm %", ""},
		{"growth instead of a fall", "Giảm tỷ lệ hộ nghèo 0,5%.", "Tỷ lệ hộ nghèo tăng 0,6 điểm %.", InProgress, NotMet, "tăng 0,6 điểm % < giảm 0,5 điểm %", ""},
		{"level instead of a fall", "Giảm tỷ lệ hộ nghèo 0,5%.", "Tỷ lệ hộ nghèo là 0,6%.", CannotTell, CannotTell,
			"câu kết quả chưa có số liệu đối chiếu được với mức kế hoạch", "mức giảm (tính theo điểm %)"},

		// estimates, approximations, parts of the year
		{"estimate", lettersFrom, "Tỷ lệ giải quyết đơn thư ước đạt 96%.", Met, Met, "96% ≥ 95% (số ước)", ""},
		{"expected", lettersFrom, "Tỷ lệ giải quyết đơn thư dự kiến đạt 96%.", Met, Met, "96% ≥ 95% (số ước)", ""},
		{"nearly", lettersFrom, "Tỷ lệ giải quyết đơn thư đạt gần 95%.", InProgress, NotMet, "95% < 95%", ""},
		{"rather more", letters, "Tỷ lệ giải quyết đơn thư đạt hơn 95%.", Met, Met, "95% > 95%", ""},
		{"half a year", households, "Tỷ lệ hộ nghèo 6 tháng đầu năm là 0,4%.", Met, Met, "0,4% < 0,5% (số liệu 6 tháng đầu năm)", ""},

		// words
		{"maintained", health, "Phường tiếp tục duy trì đạt chuẩn quốc gia về y tế.", Met, Met, "“Phường tiếp tục duy trì đạt chuẩn quốc gia về y tế” khớp nội dung KH", ""},
		{"not yet", health, "Phường chưa đạt chuẩn quốc gia về y tế.", InProgress, NotMet, "“Phường chưa đạt chuẩn quốc gia về y tế” còn có từ “chưa”", ""},
		{"by and large", health, "Phường cơ bản đạt chuẩn quốc gia về y tế.", InProgress, NotMet, "“Phường cơ bản đạt chuẩn quốc gia về y tế” còn có từ “cơ bản”", ""},
		{"under way", health, "Phường đang duy trì đạt chuẩn quốc gia về y tế.", InProgress, NotMet, "“Phường đang duy trì đạt chuẩn quốc gia về y tế” còn có từ “đang”", ""},
		{"denied", health, "Phường không đạt chuẩn quốc gia về y tế.", InProgress, NotMet, "“Phường không đạt chuẩn quốc gia về y tế” còn có từ “không”", ""},
		{"something else", health, "Phường đạt chuẩn văn minh đô thị.", CannotTell, CannotTell, "câu kết quả chưa nêu rõ nội dung của kế hoạch", "đạt chuẩn quốc gia về y tế"},
		{"doubt in another clause", order, "An ninh chính trị ổn định; còn một số vụ trộm cắp.", Met, Met, "“An ninh chính trị ổn định” khớp nội dung KH", ""},
		{"a denial that may be praise", order, "An ninh chính trị ổn định không để xảy ra điểm nóng.", CannotTell, CannotTell,
			"“An ninh chính trị ổn định không để xảy ra điểm nóng” còn có từ “không”", "ổn định không để xảy ra điểm nóng"},
		{"words over two clauses", order, "An ninh chính trị được giữ vững; tình hình ổn định.", Met, Met, "“An ninh chính trị được giữ vững; tình hình ổn định” khớp nội dung KH", ""},
		{"words over two clauses, doubt in one", order, "An ninh chính trị được giữ vững; tình hình cơ bản ổn định.", CannotTell, CannotTell,
			"“An ninh chính trị được giữ vững; tình hình cơ bản ổn định” còn có từ “cơ bản”", "tình hình cơ bản ổn định"},
		{"affirmed and denied", order, "An ninh chính trị ổn định; có lúc an ninh chính trị chưa ổn định.", CannotTell, CannotTell,
			"“có lúc an ninh chính trị chưa ổn định” còn có từ “chưa”", "chưa ổn định"},
		{"only meant to be", defence, "Phấn đấu hoàn thành xuất sắc nhiệm vụ quốc phòng.", CannotTell, CannotTell,
			"“Phấn đấu hoàn thành xuất sắc nhiệm vụ quốc phòng” còn có từ “phấn đấu”", "Phấn đấu hoàn thành"},
		{"a denial is the target", "Không để xảy ra cháy lớn.", "Không để xảy ra cháy lớn trên địa bàn.", Met, Met, "“Không để xảy ra cháy lớn trên địa bàn” khớp nội dung KH", ""},
		{"a denial is the target, another in the result", "Không để xảy ra cháy lớn.", "Trên địa bàn có xảy ra cháy lớn.", CannotTell, CannotTell,
			"câu kết quả chưa nêu rõ nội dung của kế hoạch", "Không để xảy ra cháy lớn"},
		{"a word of doubt in the target itself", "Không còn nhà tạm, nhà dột nát.", "Trên địa bàn không còn nhà tạm, nhà dột nát.", Met, Met,
			"“Trên địa bàn không còn nhà tạm, nhà dột nát” khớp nội dung KH", ""},
		{"open in one clause, settled in another", defence, "Triển khai nhiệm vụ quốc phòng; hoàn thành xuất sắc nhiệm vụ quốc phòng.", Met, Met, "“hoàn thành xuất sắc” đúng mức KH", ""},
		{"grade reached", defence, "Hoàn thành xuất sắc nhiệm vụ quốc phòng.", Met, Met, "“Hoàn thành xuất sắc” đúng mức KH", ""},
		{"grade below", defence, "Hoàn thành tốt nhiệm vụ quốc phòng.", InProgress, NotMet, "“Hoàn thành tốt” thấp hơn “Hoàn thành xuất sắc”", ""},
		{"lowest grade", defence, "Hoàn thành nhiệm vụ quốc phòng.", InProgress, NotMet, "“Hoàn thành” thấp hơn “Hoàn thành xuất sắc”", ""},
		{"grade above", "Hoàn thành tốt nhiệm vụ quốc phòng.", "Hoàn thành xuất sắc nhiệm vụ quốc phòng.", Met, Met, "“Hoàn thành xuất sắc” cao hơn “Hoàn thành tốt”", ""},
		{"grade denied", defence, "Chưa hoàn thành xuất sắc nhiệm vụ quốc phòng.", InProgress, NotMet, "“Chưa hoàn thành xuất sắc nhiệm vụ quốc phòng” còn có từ “chưa”", ""},
		{"grade left out", defence, "Đã thực hiện các nhiệm vụ quốc phòng.", CannotTell, CannotTell, "“Đã thực hiện các nhiệm vụ quốc phòng” chưa nêu rõ mức “Hoàn thành xuất sắc”", "nhiệm vụ quốc phòng"},
		{"grade of nothing, below", defence, "Hoàn thành tốt nhiệm vụ.", InProgress, NotMet, "“Hoàn thành tốt” thấp hơn “Hoàn thành xuất sắc”", ""},
		{"grade of nothing, reached", defence, "Hoàn thành xuất sắc nhiệm vụ được giao.", CannotTell, CannotTell, "câu kết quả chưa nêu rõ nội dung của kế hoạch", "Hoàn thành xuất sắc"},
		{"level in words", school, "Trường MN Hoa Hồng đạt chuẩn mức độ 2.", Met, Met, "“mức độ 2” đúng mức KH", ""},
		{"level above", school, "Trường MN Hoa Hồng đạt chuẩn mức độ 3.", Met, Met, "“mức độ 3” cao hơn “mức độ 2”", ""},
		{"level below", school, "Trường MN Hoa Hồng đạt chuẩn mức độ 1.", InProgress, NotMet, "“mức độ 1” thấp hơn “mức độ 2”", ""},
		{"level left out", school, "Trường MN Hoa Hồng đạt chuẩn.", CannotTell, CannotTell, "“Trường MN Hoa Hồng đạt chuẩn” chưa nêu rõ mức “mức độ 2”", "mức độ 2"},
		{"another scale", school, "Trường MN Hoa Hồng đạt chuẩn hạng 2.", CannotTell, CannotTell, "“Trường MN Hoa Hồng đạt chuẩn hạng 2” chưa nêu rõ mức “mức độ 2”", "mức độ 2"},
		{"first is best", "Xã đạt chuẩn tiếp cận pháp luật loại II.", "Xã đạt chuẩn tiếp cận pháp luật loại I.", Met, Met, "“loại I” cao hơn “loại II”", ""},
		{"first is best, below", "Xã đạt chuẩn tiếp cận pháp luật loại II.", "Xã đạt chuẩn tiếp cận pháp luật loại III.", InProgress, NotMet, "“loại III” thấp hơn “loại II”", ""},
		{"a scale without a direction", "Ứng phó thiên tai cấp độ 3.", "Ứng phó thiên tai cấp độ 4.", CannotTell, CannotTell, "“Ứng phó thiên tai cấp độ 4” chưa nêu rõ mức “cấp độ 3”", "cấp độ 3"},
	} {
		p := plan.Plan{Indicators: []plan.Indicator{plan.FromSentence("1", tt.target)}}
		if n := len(p.Indicators[0].Parts); n != 1 {
			t.Errorf("%s: %q makes %d parts", tt.name, tt.target, n)
			continue
		}
		for _, said := range []PartReport{{Sentence: tt.result}, {Head: tt.result}} {
			got := judgeOne(p, said, september)
			if got.Status != tt.open || got.Why != tt.why {
				t.Errorf("%s: %s %q, want %s %q", tt.name, got.Status, got.Why, tt.open, tt.why)
			}
			if tt.ask == "" && len(got.Questions) > 0 || tt.ask != "" && !strings.Contains(strings.Join(got.Questions, "\n"), tt.ask) {
				t.Errorf("%s: asks %q, want %q", tt.name, got.Questions, tt.ask)
			}
			if after := judgeOne(p, said, closed); after.Status != tt.closed {
				t.Errorf("%s: %s once closed, want %s", tt.name, after.Status, tt.closed)
			}
		}
	}
}
