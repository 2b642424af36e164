package config

import (
	"fmt"
	"strings"
)

// Problem is one thing in a settings file that a person must mend.
type Problem struct {
	File string
	// Line counts from 1; 0 is the file as a whole.
	Line int
	Code Code
	Text string // Vietnamese: what was found and what to do
	// Err is the cause in the terms of the system or the YAML library, if
	// there is one.
	Err error
}

// Error writes the problem as people read it: "bieu.yaml:3: …".
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// Problems is everything wrong with one settings file, by line; what concerns
// the file as a whole comes last. It is the only error of Load and Parse.
type Problems []Problem

// Error writes one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the causes, so that errors.Is finds fs.ErrNotExist.
func (ps Problems) Unwrap() []error {
	var errs []error
	for _, p := range ps {
		if p.Err != nil {
			errs = append(errs, p.Err)
		}
	}
	return errs
}

// Code names a kind of problem. Codes are stable; the words may change.
type Code string

// The kinds of problem.
const (
	CodeNotFound       Code = "not_found"
	CodeUnreadable     Code = "unreadable"
	CodeTooLarge       Code = "too_large"
	CodeNotText        Code = "not_text"
	CodeEmptyFile      Code = "empty_file"
	CodeSyntax         Code = "syntax"
	CodeTab            Code = "tab"
	CodeQuote          Code = "quote"
	CodeBracket        Code = "bracket"
	CodeEscape         Code = "escape"
	CodeIndent         Code = "indent"
	CodeMark           Code = "mark"
	CodeNoColon        Code = "no_colon"
	CodeSecondDocument Code = "second_document"
	CodeAnchor         Code = "anchor"
	CodeAlias          Code = "alias"
	CodeMerge          Code = "merge"
	CodeTag            Code = "tag"
	CodeDuplicate      Code = "duplicate_key"
	CodeUnknown        Code = "unknown_key"
	CodeUnknownNear    Code = "unknown_key_near"
	CodeMissing        Code = "missing_key"
	CodeEmpty          Code = "empty_value"
	CodeType           Code = "wrong_type"
	CodeQuoted         Code = "quoted_number"
	CodeUnquoted       Code = "unquoted_text"
	CodeNumberForm     Code = "number_form"
	CodeRange          Code = "out_of_range"
	CodeVariable       Code = "variable"
	CodeAddress        Code = "address"
	CodeTimezone       Code = "timezone"
	CodeInstant        Code = "instant"
	CodeDate           Code = "date"
	CodeMonthDay       Code = "month_day"
	CodePeriod         Code = "period"
	CodeChoice         Code = "choice"
	CodeWorkbook       Code = "workbook_kind"
	CodeTabName        Code = "tab_name"
	CodeSameTab        Code = "same_tab"
	CodeRepeated       Code = "repeated"
	CodeOrder          Code = "date_order"
	CodeClock          Code = "clock"
	CodeHours          Code = "hours"
	CodeEmail          Code = "email"
	CodeURL            Code = "url"
	CodeSecret         Code = "secret"
	CodeListen         Code = "listen"
	CodeSameWorkbook   Code = "same_workbook"
)
