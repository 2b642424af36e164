package main

import (
	"bytes"
	"testing"
	"time"
)

func TestDoctorTellsOfTheClock(t *testing.T) {
	for ahead, want := range map[time.Duration]string{
		30 * time.Second:  "✓ Đồng hồ máy\n",
		-2 * time.Minute:  "✓ Đồng hồ máy\n",
		11 * time.Minute:  "✗ Đồng hồ máy nhanh 11 phút so với Google. Đề nghị bật tự động chỉnh giờ.\n",
		-3 * time.Hour:    "✗ Đồng hồ máy chậm 180 phút so với Google. Đề nghị bật tự động chỉnh giờ.\n",
		121 * time.Second: "✗ Đồng hồ máy nhanh 2 phút so với Google. Đề nghị bật tự động chỉnh giờ.\n",
	} {
		var said bytes.Buffer
		c := &checkup{a: &app{stdout: &said}, well: true}
		c.clock(ahead)
		if said.String() != want || c.well != (want == "✓ Đồng hồ máy\n") {
			t.Errorf("%v ahead: %q, well %v", ahead, said.String(), c.well)
		}
	}
}
