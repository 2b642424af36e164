package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestRunLogGathersAndHandsOver(t *testing.T) {
	var lines runLog
	var seen strings.Builder
	log := lines.tee(slog.New(slog.NewTextHandler(&seen, &slog.HandlerOptions{Level: slog.LevelWarn})))
	log.Info("workbook written", "cells", 7)
	log.With("unit", "Trạm y tế").Warn("unit workbook not read", "error", errors.New("no file\nthere"))
	want := "level=INFO msg=\"workbook written\" cells=7\n" +
		"level=WARN msg=\"unit workbook not read\" unit=\"Trạm y tế\" error=\"no file\\nthere\"\n"
	if got := lines.take(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := lines.take(); got != "" {
		t.Errorf("handed over twice: %q", got)
	}
	if !strings.Contains(seen.String(), "not read") || strings.Contains(seen.String(), "written") {
		t.Errorf("the other log says\n%s", seen.String())
	}
}

func TestRunLogIsBounded(t *testing.T) {
	var lines runLog
	log := lines.tee(slog.New(slog.DiscardHandler))
	for i := range 5000 {
		log.Info("line", "number", i, "text", strings.Repeat("x", 100))
	}
	got := lines.take()
	if len(got) > mostLog+100 || !strings.HasPrefix(got, "level=INFO msg=line number=0 ") {
		t.Errorf("%d bytes, beginning with %.60q", len(got), got)
	}
	kept := strings.Count(got, "msg=line")
	if want := fmt.Sprintf("level=WARN msg=\"log cut off\" lines=%d\n", 5000-kept); !strings.HasSuffix(got, want) {
		t.Errorf("ends with %q, want %q", got[len(got)-60:], want)
	}
	log.Info("after")
	if got := lines.take(); got != "level=INFO msg=after\n" {
		t.Errorf("after it was handed over: %q", got)
	}
}

func TestRunLogHoldsNoSecrets(t *testing.T) {
	for _, attr := range []slog.Attr{
		slog.String("dsn", "postgres://bieu:geheim@may-chu/bieu"),
		slog.String("dsn", "postgres://bieu:geheim@x@may-chu/bieu"),
		slog.String("dsn", "host=x password=geheim user=y"),
		slog.String("header", "Authorization: Bearer geheim-geheim-geheim"),
		slog.String("error", `oauth2: "access_token":"geheim" expired`),
		slog.String("password", "geheim"),
		slog.String("secret", "ge heim geheim"),
		slog.String("token", "ya29.geheim"),
		slog.String("text", "ya29.geheim"),
		slog.String("key", "-----BEGIN PRIVATE KEY-----\ngeheim\n-----END PRIVATE KEY-----\n"),
		slog.Any("error", fmt.Errorf("call: %w", errors.New("https://u:geheim@host/x"))),
	} {
		var lines runLog
		lines.tee(slog.New(slog.DiscardHandler)).Info("said", attr, slog.Int("after", 7))
		got := lines.take()
		if strings.Contains(got, "heim") || !strings.Contains(got, "after=7") {
			t.Errorf("%s: %s", attr, got)
		}
	}
	// Plain words about such things stay.
	var lines runLog
	lines.tee(slog.New(slog.DiscardHandler)).Info("token renewed", "tab", "Biểu 02", "secretary", "Hoa", "url", "https://docs.google.com/d/x")
	if want := "level=INFO msg=\"token renewed\" tab=\"Biểu 02\" secretary=Hoa url=https://docs.google.com/d/x\n"; lines.take() != want {
		t.Errorf("changed a line that holds nothing secret")
	}
}
