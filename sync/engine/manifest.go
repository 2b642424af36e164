package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"bieu/sync/history"
	"bieu/sync/workbook"
)

// Manifest says what a closed period consists of, by hashes: whoever holds its
// code can tell later whether anything of it was changed.
type Manifest struct {
	Plan     string    `json:"plan"`
	Period   string    `json:"period"`
	ClosedAt time.Time `json:"closed_at"`
	Program  string    `json:"program"`
	// PlanVersion is the hash of the rows of Kế hoạch.
	PlanVersion string `json:"plan_version"`
	// Final says that verdicts are those of a year that is over.
	Final bool `json:"final"`
	// Gaps says that something is missing, so that the Biểu are provisional.
	Gaps bool `json:"gaps"`
	// Previous is the hash of the manifest that this one takes the place of.
	Previous string `json:"previous,omitempty"`
	// LastRun, LastObservation and LastReopening are the last ones that were
	// known.
	LastRun         int64 `json:"last_run"`
	LastObservation int64 `json:"last_observation"`
	LastReopening   int64 `json:"last_reopening"`

	Units []ManifestUnit `json:"units"`
	// Unsettled are the TT that could not be judged, Estimates the Mã whose
	// figure is an estimate, Questions the number of open questions.
	Unsettled []string       `json:"unsettled"`
	Estimates []Estimate     `json:"estimates"`
	Questions int            `json:"questions"`
	Tabs      []string       `json:"tabs"`
	Hashes    ManifestHashes `json:"hashes"`
	// Workbook is the hash of the rebuilt file. The file carries the
	// manifest's code, so that the code leaves this one hash out.
	Workbook string `json:"workbook_sha256,omitempty"`
}

// ManifestUnit is where one unit stood when the period was closed.
type ManifestUnit struct {
	Unit     string `json:"unit"`
	Reported bool   `json:"reported"`
	Have     int    `json:"have"`
	Want     int    `json:"want"`
	// Period is the period for which its figures stood, "" without any.
	Period  string   `json:"period"`
	Missing []string `json:"missing"`
	// Doubt says why the unit has not reported though its rows are there.
	Doubt string `json:"doubt,omitempty"`
}

// Estimate is a figure that was closed as an estimate.
type Estimate struct {
	Code string `json:"code"`
	Unit string `json:"unit"`
}

// ManifestHashes are SHA-256 sums in hexadecimal.
type ManifestHashes struct {
	Observations string `json:"observations"`
	Verdicts     string `json:"verdicts"`
	Receipts     string `json:"receipts"`
	Reopenings   string `json:"reopenings"`
	Bieu01       string `json:"bieu_01"`
	Bieu02       string `json:"bieu_02"`
	// Content is the sum of everything that is kept, as it is stored.
	Content string `json:"content"`
}

// closedContent is what a closed period is rebuilt from, and what the history
// is held against.
type closedContent struct {
	// Closed is when the period was closed, in words.
	Closed       string                `json:"closed"`
	Plan         [][]string            `json:"plan"`
	Periods      []string              `json:"periods"`
	Observations []history.Observation `json:"observations"`
	Verdicts     []history.Verdict     `json:"verdicts"`
	Receipts     []history.Receipt     `json:"receipts"`
	Reopenings   []history.Reopening   `json:"reopenings"`
	// Tabs are the closed Biểu without their seal.
	Tabs []workbook.Layout `json:"tabs"`
}

// Hash is the manifest's own sum.
func (m Manifest) Hash() string {
	m.Workbook = ""
	return sumOf(m)
}

// codeLength is how many digits of the hash people compare.
const codeLength = 16

// Code is what stands in the closed Biểu: the beginning of the manifest's hash.
func (m Manifest) Code() string { return m.Hash()[:codeLength] }

// sumOf hashes a value as its JSON.
func sumOf(v any) string { return sumBytes(jsonOf(v)) }

// jsonOf writes a value whose type always has a JSON form.
func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("engine: " + err.Error())
	}
	return text
}

func sumBytes(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
