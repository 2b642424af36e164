package sheetstest

import (
	"net/url"
	"strings"
	"time"

	"bieu/sync/sheetstest/discovery"
)

// Call is one call of a client as hooks, faults and counters see it.
type Call struct {
	N             int    // the how-manieth since the start, from 1
	Method        string // such as sheets.spreadsheets.values.get
	SpreadsheetID string
	User          string
	Write         bool
}

// Counts says what has been asked of the server. Every call that got past the
// sign-in counts, also when it was refused or broken afterwards.
type Counts struct {
	Reads, Writes int // of Sheets
	Drive         int
	Refused       int // for the quota
	Broken        int // by a fault
	Methods       map[string]int
}

// Counts returns what has been asked so far.
func (srv *Server) Counts() Counts {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	c := srv.counts
	c.Methods = map[string]int{}
	for name, n := range srv.counts.Methods {
		c.Methods[name] = n
	}
	return c
}

// ResetCounts begins counting anew.
func (srv *Server) ResetCounts() {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.counts = Counts{Methods: map[string]int{}}
}

// BeforeApply sets a function that is called between the arrival of a request,
// when it has been checked, and its application. A person may act from there.
// nil takes it away.
func (srv *Server) BeforeApply(hook func(Call)) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.hook = hook
}

// AfterApply sets a function that is called when a request has been applied and
// its answer is about to leave. A person may act from there, too. nil takes it
// away.
func (srv *Server) AfterApply(hook func(Call)) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.applied = hook
}

// isWrite says which quota a method falls under: reading is getting and
// searching, everything else is writing (documented).
func isWrite(id string) bool {
	last := id[strings.LastIndexByte(id, '.')+1:]
	return !strings.HasPrefix(last, "get") && !strings.HasPrefix(last, "batchGet") && last != "search" && last != "list" && last != "export"
}

// access is what a call wants to do with a spreadsheet.
type access int

const (
	reading access = iota
	writing
)

// request is one call on its way through the server.
type request struct {
	srv    *Server
	call   Call
	method *discovery.Method
	path   map[string]string
	query  url.Values
	body   map[string]any
	raw    []byte
	mask   discovery.Mask
	user   string
	now    time.Time
}

// handlers are the methods that this server knows.
var handlers = map[string]func(*request) (any, *apiError){
	"sheets.spreadsheets.create":                         handleSpreadsheetCreate,
	"sheets.spreadsheets.get":                            handleSpreadsheetGet,
	"sheets.spreadsheets.getByDataFilter":                handleSpreadsheetGetByDataFilter,
	"sheets.spreadsheets.batchUpdate":                    handleBatchUpdate,
	"sheets.spreadsheets.values.get":                     handleValuesGet,
	"sheets.spreadsheets.values.batchGet":                handleValuesBatchGet,
	"sheets.spreadsheets.values.update":                  handleValuesUpdate,
	"sheets.spreadsheets.values.batchUpdate":             handleValuesBatchUpdate,
	"sheets.spreadsheets.values.append":                  handleValuesAppend,
	"sheets.spreadsheets.values.clear":                   handleValuesClear,
	"sheets.spreadsheets.values.batchClear":              handleValuesBatchClear,
	"sheets.spreadsheets.values.batchGetByDataFilter":    handleValuesBatchGetByDataFilter,
	"sheets.spreadsheets.values.batchUpdateByDataFilter": handleValuesBatchUpdateByDataFilter,
	"sheets.spreadsheets.values.batchClearByDataFilter":  handleValuesBatchClearByDataFilter,
	"sheets.spreadsheets.developerMetadata.get":          handleMetadataGet,
	"sheets.spreadsheets.developerMetadata.search":       handleMetadataSearch,
	"sheets.spreadsheets.sheets.copyTo":                  handleCopyTo,
	"drive.about.get":                                    handleAbout,
	"drive.files.create":                                 handleFileCreate,
	"drive.files.get":                                    handleFileGet,
	"drive.files.list":                                   handleFileList,
	"drive.files.copy":                                   handleFileCopy,
	"drive.files.update":                                 handleFileUpdate,
	"drive.files.delete":                                 handleFileDelete,
	"drive.files.export":                                 handleFileExport,
	"drive.comments.list":                                handleCommentsList,
	"drive.permissions.list":                             handlePermissionsList,
	"drive.permissions.get":                              handlePermissionGet,
	"drive.permissions.create":                           handlePermissionCreate,
	"drive.permissions.update":                           handlePermissionUpdate,
	"drive.permissions.delete":                           handlePermissionDelete,
	"drive.changes.getStartPageToken":                    handleStartPageToken,
	"drive.changes.list":                                 handleChangesList,
}

// open finds the spreadsheet of the call and checks what the caller may do.
func (r *request) open(want access) (*spreadsheet, *apiError) {
	return r.openFile(r.path["spreadsheetId"], want)
}

// openFile: an id that does not exist is a 404, one that is not shared with the
// caller a 403 (recorded).
func (r *request) openFile(id string, want access) (*spreadsheet, *apiError) {
	s := r.srv.sheets[id]
	if s == nil {
		return nil, notFound()
	}
	role := s.roleOf(r.user)
	if role == "" || want == writing && role != "writer" && role != "owner" {
		return nil, forbidden()
	}
	return s, nil
}

// touch notes a change of the file.
func (r *request) touch(s *spreadsheet) { s.touched(r.user, r.now) }

func (s *spreadsheet) touched(user string, now time.Time) {
	s.version++
	s.modified, s.modifier = now, user
}

// mayEdit refuses an edit of cells that are protected against the caller.
func (r *request) mayEdit(s *spreadsheet, t *tab, at span) *apiError {
	if s.blocked(t, at, r.user) {
		return protectedCell()
	}
	return nil
}
