package sheetstest

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// Trouble is a way in which a call goes wrong.
type Trouble int

// The troubles. Before means that nothing was applied, After that it was and the
// client does not learn of it.
const (
	Quota429          Trouble = iota + 1
	InternalPage              // 500 as a page of HTML
	InternalJSON              // 500 as JSON
	BadGateway                // 502 as a page
	UnavailableBefore         // 503
	UnavailableAfter
	TimeoutBefore // no answer until the client gives up
	TimeoutAfter
	CutBefore // the connection breaks
	CutAfter
	SlowBody      // the reply trickles
	TruncatedJSON // the reply is only the first half of itself
)

// Fault says which calls go wrong, and how.
type Fault struct {
	Trouble Trouble
	// Method limits it to one method, such as sheets.spreadsheets.values.get.
	Method string
	// Match limits it further; nil takes every call.
	Match func(Call) bool
	// Times is how often; 0 means once, below 0 always.
	Times int
	// Delay is how long a timeout lasts at most and how slow a slow body is; 0
	// means until the client gives up, or a quarter of a second.
	Delay time.Duration
}

type armed struct {
	Fault
	left int
}

// Inject arms a fault. Faults are tried in the order in which they were armed.
func (srv *Server) Inject(f Fault) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	left := f.Times
	if left == 0 {
		left = 1
	}
	srv.faults = append(srv.faults, &armed{f, left})
}

// chance makes calls go wrong at random.
type chance struct {
	rnd      *rand.Rand
	share    float64
	troubles []Trouble
}

// InjectAtRandom makes a share of all calls go wrong, in one of the given ways
// each. The same seed and the same calls give the same faults.
func (srv *Server) InjectAtRandom(seed uint64, share float64, troubles ...Trouble) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.chance = &chance{rand.New(rand.NewPCG(seed, seed)), share, troubles}
}

// ClearFaults disarms everything.
func (srv *Server) ClearFaults() {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.faults, srv.chance = nil, nil
}

// pickFault chooses the fault of a call, if any.
func (srv *Server) pickFault(call Call) *Fault {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for _, f := range srv.faults {
		if f.left == 0 || f.Method != "" && f.Method != call.Method || f.Match != nil && !f.Match(call) {
			continue
		}
		f.left--
		srv.counts.Broken++
		return &f.Fault
	}
	if c := srv.chance; c != nil && len(c.troubles) > 0 && c.rnd.Float64() < c.share {
		srv.counts.Broken++
		return &Fault{Trouble: c.troubles[c.rnd.IntN(len(c.troubles))]}
	}
	return nil
}

// unavailable: the text is from issues.
func unavailable() *apiError {
	return &apiError{code: 503, status: "UNAVAILABLE", message: "The service is currently unavailable."}
}

// before does what goes wrong before the request is looked at; true means that
// the call is over.
func (f *Fault) before(srv *Server, w http.ResponseWriter, req *http.Request) bool {
	if f == nil {
		return false
	}
	switch f.Trouble {
	case Quota429:
		kind := "Read"
		if method, _ := match(req.Method, req.URL.EscapedPath()); isWrite(method.ID) {
			kind = "Write"
		}
		srv.writeError(w, req, exhausted(kind, true, srv.opts.project))
	case InternalPage:
		writePage(w, 500, "Error 500 (Server Error)!!1")
	case InternalJSON:
		srv.writeError(w, req, &apiError{code: 500, status: "INTERNAL", message: "Internal error encountered."})
	case BadGateway:
		writePage(w, 502, "Error 502 (Server Error)!!1")
	case UnavailableBefore:
		srv.writeError(w, req, unavailable())
	case TimeoutBefore:
		f.hold(w, req)
	case CutBefore:
		cut(w)
	default:
		return false
	}
	return true
}

// after sends the reply, or does what goes wrong once the request was applied.
func (f *Fault) after(srv *Server, w http.ResponseWriter, req *http.Request, status int, kind string, body []byte) {
	if f == nil {
		write(w, status, kind, body)
		return
	}
	switch f.Trouble {
	case UnavailableAfter:
		srv.writeError(w, req, unavailable())
	case TimeoutAfter:
		f.hold(w, req)
	case CutAfter:
		cut(w)
	case SlowBody:
		f.trickle(w, req, status, kind, body)
	case TruncatedJSON:
		write(w, status, kind, body[:len(body)/2])
	default:
		write(w, status, kind, body)
	}
}

// hold keeps the client waiting and then breaks the connection.
func (f *Fault) hold(w http.ResponseWriter, req *http.Request) {
	if f.Delay == 0 {
		<-req.Context().Done()
	} else {
		select {
		case <-req.Context().Done():
		case <-time.After(f.Delay):
		}
	}
	cut(w)
}

// trickle sends the body in small pieces over the fault's delay.
func (f *Fault) trickle(w http.ResponseWriter, req *http.Request, status int, kind string, body []byte) {
	const pieces = 10
	pause := f.Delay / pieces
	if pause == 0 {
		pause = 25 * time.Millisecond
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	for i := range pieces {
		if _, err := w.Write(body[len(body)*i/pieces : len(body)*(i+1)/pieces]); err != nil {
			return
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		select {
		case <-req.Context().Done():
			return
		case <-time.After(pause):
		}
	}
}

// cut breaks the connection without an answer.
func cut(http.ResponseWriter) { panic(http.ErrAbortHandler) }
