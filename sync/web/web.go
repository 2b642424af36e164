// Package web is what a worker shows of itself over HTTP: whether it lives and
// does its work, figures for a monitoring system, and the way in for a request
// to run a plan. cmd imports it. It runs nothing itself, knows plans by name
// only and shows no figure of any unit.
package web

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"bieu/sync/queue"
)

// Queue takes requests and tells what became of them. *queue.Queue is one.
type Queue interface {
	Ask(ctx context.Context, plan, cause string, weight queue.Weight) (queue.Ticket, error)
	Wait(ctx context.Context, t queue.Ticket, tell func(queue.Progress)) (queue.Answer, error)
	Backlog(ctx context.Context) (queue.Backlog, error)
}

// Options say what a server shows.
type Options struct {
	Queue Queue
	// Plan finds the plan that a request means: its name for the queue and the
	// one that people know. An empty name means the only plan, if there is one.
	Plan func(name string) (plan, shown string, err error)
	// Token lets requests in.
	Token string
	// Unready lists what keeps the worker from its work, in words for people.
	Unready func(ctx context.Context) []string
	Metrics *Metrics
	// Before brings figures up to date that nobody reports; nil for none.
	Before func(ctx context.Context)
	Log    *slog.Logger
}

// ErrNoPlan is a request for a plan that the worker does not work for.
var ErrNoPlan = errors.New("no such plan")

// CauseRequest is the cause of runs that are asked for here.
const CauseRequest = "request"

// patience is how long one look at the state of things may take.
const patience = 5 * time.Second

// Handler answers the requests.
func Handler(opt Options) http.Handler {
	s := &server{Options: opt, figures: opt.Metrics.handler(opt.Log)}
	mux := http.NewServeMux()
	for _, way := range []struct {
		method, path string
		answer       http.HandlerFunc
	}{
		{"GET", "/healthz", s.healthy},
		{"GET", "/readyz", s.ready},
		{"GET", "/metrics", s.metrics},
		{"POST", "/api/sync", s.authorised(s.sync)},
	} {
		mux.HandleFunc(way.method+" "+way.path, way.answer)
		mux.HandleFunc(way.path, s.otherMethod(way.method))
	}
	mux.HandleFunc("/", s.notHere)
	return http.MaxBytesHandler(mux, 64<<10)
}

type server struct {
	Options
	figures http.Handler
}

// healthy says that the program answers, and nothing more.
func (s *server) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// ready says whether the worker does its work, and what keeps it from it.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	lacks := s.Unready(ctx)
	if len(lacks) == 0 {
		_, _ = w.Write([]byte("ok\n"))
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte(strings.Join(lacks, "\n") + "\n"))
}

// metrics brings the figures up to date and shows them.
func (s *server) metrics(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	backlog, err := s.Queue.Backlog(ctx)
	if err != nil {
		s.Log.Warn("queue not counted", "error", err)
	}
	if s.Before != nil {
		s.Before(ctx)
	}
	s.Metrics.queued(backlog, err == nil)
	s.figures.ServeHTTP(w, r)
}

// otherMethod answers a call that is made in another way than it should.
func (s *server) otherMethod(method string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", method)
		s.refuse(w, http.StatusMethodNotAllowed, wordsOtherMethod(method, r.URL.Path))
	}
}

// notHere answers a call to an address where nothing is.
func (s *server) notHere(w http.ResponseWriter, _ *http.Request) {
	s.refuse(w, http.StatusNotFound, wordsNotHere)
}

// authorised lets only those in who hold the token.
func (s *server) authorised(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare([]byte(strings.TrimSpace(token)), []byte(s.Token)) != 1 {
			w.Header().Set("WWW-Authenticate", `Bearer realm="bieu"`)
			s.refuse(w, http.StatusUnauthorized, wordsNoToken)
			return
		}
		next(w, r)
	}
}

// answerJSON is what became of a request.
type answerJSON struct {
	Plan   string `json:"plan"`
	Ticket int64  `json:"ticket"`
	// What follows is there once a run has answered.
	Outcome queue.Outcome `json:"outcome,omitempty"`
	Run     int64         `json:"run,omitempty"`
	Cells   *int          `json:"cells_written,omitempty"`
	Note    string        `json:"note,omitempty"`
}

// sync asks for a run: ?plan=NAME chooses among several plans, ?wait=1 waits
// for the answer.
func (s *server) sync(w http.ResponseWriter, r *http.Request) {
	plan, shown, err := s.Plan(r.FormValue("plan"))
	if err != nil {
		s.refuse(w, http.StatusNotFound, wordsNoPlan(r.FormValue("plan")))
		return
	}
	ticket, err := s.Queue.Ask(r.Context(), plan, CauseRequest, queue.ByHand)
	if err != nil {
		s.away(w, err)
		return
	}
	said := answerJSON{Plan: shown, Ticket: ticket.Number}
	if r.FormValue("wait") != "1" {
		s.reply(w, http.StatusAccepted, said)
		return
	}
	answer, err := s.Queue.Wait(r.Context(), ticket, nil)
	if err != nil {
		s.away(w, err)
		return
	}
	said.Outcome, said.Run, said.Cells, said.Note = answer.Outcome, answer.Run, &answer.Cells, answer.Note
	status := http.StatusOK
	if answer.Outcome != queue.Done {
		status = http.StatusBadGateway
	}
	s.reply(w, status, said)
}

// away says that the queue's database cannot be reached. Why is for the log:
// the reader of the answer may be anyone's program.
func (s *server) away(w http.ResponseWriter, err error) {
	s.Log.Warn("request not taken", "error", err)
	s.refuse(w, http.StatusServiceUnavailable, wordsAway)
}

func (s *server) refuse(w http.ResponseWriter, status int, text string) {
	s.reply(w, status, struct {
		Error string `json:"error"`
	}{text})
}

func (s *server) reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		s.Log.Debug("answer not sent", "error", err)
	}
}
