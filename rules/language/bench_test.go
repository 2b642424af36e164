package language

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func sentences(b *testing.B, names ...string) (texts []string, size int64) {
	b.Helper()
	for _, name := range names {
		for _, line := range readCorpus(b, name) {
			texts = append(texts, line.text)
			size += int64(len(line.text))
		}
	}
	return texts, size
}

func BenchmarkTargets(b *testing.B) {
	texts, size := sentences(b, "targets.tsv")
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			ReadTargets(text)
		}
	}
}

func BenchmarkFigures(b *testing.B) {
	texts, size := sentences(b, "results.tsv", "cells.tsv")
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			p := open(text)
			p.itemise(false, grainMeasured)
			p.close()
		}
	}
}

func BenchmarkResults(b *testing.B) {
	texts, size := sentences(b, "results.tsv")
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			ReadResult(text, Known{})
		}
	}
}

func BenchmarkCells(b *testing.B) {
	texts, size := sentences(b, "cells.tsv")
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			ReadCell(text, Known{})
		}
	}
}

func BenchmarkKey(b *testing.B) {
	texts, size := sentences(b, "targets.tsv")
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			Key(text)
		}
	}
}

// lengths are the sizes, in characters, at which reading has to stay linear.
var lengths = []int{100, 1_000, 10_000, 50_000}

// stretches are texts that grow by repetition, in the ways that could make a
// reader look back or ahead too far.
var stretches = map[string]string{
	"sentences": "Tỷ lệ hộ nghèo giảm còn 1,2% (tỉnh giao 1,5%). Giải quyết việc làm cho 117/200 lao động, đạt 58,5% kế hoạch; ",
	"figures":   "12 hộ 5,5% ",
	"commas":    "xã, phường, ",
	"brackets":  "(5 hộ ",
	"rises":     "tăng giảm còn dưới ",
	"assigned":  "tỉnh giao 5 ha ",
	"bases":     "so với 5 hộ từ 3 đến ",
	"totals":    "tổng 5 hộ gồm 3 hộ còn 2 hộ đạt 5% ",
	"keeps":     "duy trì hoàn thành ",
	"each":      "mỗi 5 hộ ",
	"open":      "5 hộ (( ",
	"digits":    "1234567890",
	"defined":   "đủ 8 loại vắc xin: 5/6 trẻ ",
	"numbered":  "(1), (2) và 3; ",
	"rates":     "mỗi hộ 2 triệu đồng, 5 hộ, 10 triệu đồng; ",
	"sums":      "3 vụ, 2 vụ, tổng cộng 5 vụ, ",
	"doubtful":  "2,505 tấn, 3,505 tấn, còn 1.000 tấn, ",
}

func stretch(unit string, length int) string {
	runes := len([]rune(unit))
	return string([]rune(strings.Repeat(unit, length/runes+1))[:length])
}

func BenchmarkLength(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(stretches)) {
		for _, length := range lengths {
			text := stretch(stretches[name], length)
			b.Run(fmt.Sprintf("%s/targets/%d", name, length), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					ReadTargets(text)
				}
			})
			b.Run(fmt.Sprintf("%s/results/%d", name, length), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					ReadResult(text, Known{})
				}
			})
		}
	}
}
