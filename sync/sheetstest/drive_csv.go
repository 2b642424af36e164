package sheetstest

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"

	"bieu/sync/sheetstest/discovery"
)

// uploadMethod is the upload of a file's content in Drive v2, which the document
// of v3 does not describe but recorded clients still use.
var uploadMethod = &discovery.Method{ID: "drive.v2.files.upload", HTTPMethod: "PUT"}

var uploadPath = regexp.MustCompile(`^/upload/drive/v2/files/([^/]+)$`)

func matchUpload(verb, path string) (*discovery.Method, map[string]string) {
	if m := uploadPath.FindStringSubmatch(path); m != nil && verb == uploadMethod.HTTPMethod {
		return uploadMethod, map[string]string{"fileId": m[1]}
	}
	return nil, nil
}

// handleUpload replaces a spreadsheet's content by that of a CSV file. Recorded:
// one tab with the file's title, a fresh id and the usual size; the time zone
// falls back. The reply holds only the few members that a client looks at.
func handleUpload(r *request) (any, *apiError) {
	s, err := r.driveFile(writing)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(r.raw))
	reader.FieldsPerRecord = -1
	records, bad := reader.ReadAll()
	if bad != nil {
		return nil, legacyError(400, "badRequest", "Bad Request")
	}
	t := newTab(r.srv.newID(), s.title(), 1000, 26)
	widest := 0
	for _, record := range records {
		widest = max(widest, len(record))
	}
	t.grow(len(records), widest)
	for i, record := range records {
		for j, value := range record {
			t.put(i, j, s.typed(nil, value, r.now.Year()))
		}
	}
	s.tabs, s.named, s.meta = []*tab{t}, nil, nil
	s.props = overlay(s.props, map[string]any{"timeZone": "America/Los_Angeles"})
	r.touch(s)
	return map[string]any{
		"kind": "drive#file", "id": s.id, "title": s.title(), "mimeType": spreadsheetType,
		"createdDate": stamp(s.created), "modifiedDate": stamp(s.modified), "version": itoa(s.version),
	}, nil
}

// handleFileExport writes the first tab as CSV; other formats are not made.
func handleFileExport(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	kind := r.query.Get("mimeType")
	if kind != "text/csv" && kind != "text/tab-separated-values" {
		return nil, notBuilt("the export to " + kind)
	}
	t := s.firstVisible()
	lines := s.grid(t, t.all(), look{})
	width := 0
	for _, l := range lines {
		width = max(width, len(l.([]any)))
	}
	var out []string
	for _, l := range lines {
		cells := make([]string, width)
		for j, value := range l.([]any) {
			cells[j] = csvField(value.(string), kind)
		}
		separator := ","
		if kind != "text/csv" {
			separator = "\t"
		}
		out = append(out, strings.Join(cells, separator))
	}
	return file{kind: kind, data: []byte(strings.Join(out, "\r\n"))}, nil
}

// csvField quotes a value where the format needs it.
func csvField(value, kind string) string {
	if kind == "text/csv" && strings.ContainsAny(value, ",\"\n\r") {
		return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
	}
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(value)
}
