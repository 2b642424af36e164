package main

import (
	"testing"

	"bieu/sync/engine"
)

func TestWordsOfADifference(t *testing.T) {
	tests := []struct {
		d    engine.Difference
		want string
	}{
		{
			engine.Difference{Table: "observations", Row: "4: Công an · 15.1", Was: `{"ID":4,"Raw":"117","Run":1}`, Now: `{"ID":4,"Raw":"120","Run":2}`},
			"số liệu đã ghi nhận Công an · 15.1: nội dung lúc chốt “117”, nay “120”; lượt lúc chốt “1”, nay “2”",
		},
		{
			engine.Difference{Table: "verdicts", Row: "12", Was: `{"Status":"not_met","Why":"x"}`},
			"đánh giá Mã 12: có lúc chốt, nay không còn: đánh giá “không đạt”",
		},
		{
			engine.Difference{Table: "reopenings", Row: "2: Công an", Now: `{"Unit":"Công an"}`},
			"lần mở lại 2: Công an: không có lúc chốt, nay có",
		},
		{
			engine.Difference{Table: "closings", Row: "content", Was: "ab12", Now: "cd34"},
			"bản chốt nội dung: không còn khớp mã kiểm chứng lúc chốt",
		},
	}
	for _, tt := range tests {
		if got := wordsDifference(tt.d); got != tt.want {
			t.Errorf("told\n %s\nwant\n %s", got, tt.want)
		}
	}
}
