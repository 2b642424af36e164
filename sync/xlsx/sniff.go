package xlsx

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"bieu/sync/workbook"
)

// notZip says what a file is that is no zip file.
func notZip(data []byte) error {
	switch {
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		if hasStream(data, "EncryptedPackage") {
			return workbook.ErrEncrypted
		}
		return fmt.Errorf("an office file from before 2007: %w", workbook.ErrOldFormat)
	case looksLikeText(data):
		return fmt.Errorf("a text file: %w", workbook.ErrOldFormat)
	default:
		return fmt.Errorf("not a zip file: %w", workbook.ErrFormat)
	}
}

// hasStream looks for a stream's name among the entries of a compound file
// (MS-CFB 2.6.1): each takes 128 bytes and begins with its name in UTF-16.
func hasStream(data []byte, name string) bool {
	var want []byte
	for _, unit := range utf16.Encode([]rune(name + "\x00")) {
		want = binary.LittleEndian.AppendUint16(want, unit)
	}
	for at := 512; at+128 <= len(data); at += 128 {
		if bytes.HasPrefix(data[at:], want) {
			return true
		}
	}
	return false
}

// looksLikeText reports whether a file is a table in text form: CSV, RTF, HTML
// or XML under a spreadsheet's name.
func looksLikeText(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return true
	}
	head := data[:min(len(data), 4096)]
	if len(head) == 0 || bytes.HasPrefix(head, []byte("%PDF")) || bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	if len(head) < len(data) {
		// The cut may have gone through a character.
		for i := 0; i < utf8.UTFMax && len(head) > 0 && !utf8.Valid(head); i++ {
			head = head[:len(head)-1]
		}
	}
	return utf8.Valid(head)
}

// notWorkbook says what a zip file is that has no workbook part.
func (a *archive) notWorkbook() error {
	switch {
	case a.has("word/document.xml"), a.has("ppt/presentation.xml"):
		return fmt.Errorf("a document or a presentation: %w", workbook.ErrOldFormat)
	case a.has("xl/workbook.bin"), a.has("content.xml"):
		return fmt.Errorf("a spreadsheet of another kind: %w", workbook.ErrOldFormat)
	default:
		return fmt.Errorf("a zip file without a workbook: %w", workbook.ErrFormat)
	}
}
