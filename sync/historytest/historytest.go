// Package historytest gives tests a Postgres server of their own. Tests alone
// import it. It never touches a server that it did not start.
package historytest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a throw-away Postgres server. It listens on a socket in a folder
// of its own, and no port.
type Server struct {
	bin, folder string
	process     *process
	mu          sync.Mutex
	schemas     int
}

// Start makes a server and stops it when the test ends. The test is skipped
// where Postgres is not installed.
func Start(t testing.TB) *Server {
	t.Helper()
	bin, ok := find()
	if !ok {
		t.Skip("Postgres is not installed: no initdb in PATH or /usr/lib/postgresql")
	}
	// A socket's path must be short, and t.TempDir's is not.
	folder, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{bin: bin, folder: folder}
	t.Cleanup(func() {
		s.Stop(t)
		os.RemoveAll(folder)
	})
	if err := giveAway(folder); err != nil {
		t.Fatal(err)
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "--pgdata", s.data(), "--username", "owner", "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")
	initdb.Dir = folder
	asOther(initdb)
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Resume(t)
	return s
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// find looks for the programs in PATH and where Debian keeps them.
func find() (folder string, ok bool) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), true
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", false
	}
	slices.Sort(found)
	return filepath.Dir(found[len(found)-1]), true
}

// Resume starts the server and waits until it answers.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	server := exec.Command(filepath.Join(s.bin, "postgres"), "-D", s.data(), "-k", s.folder, "-c", "listen_addresses=",
		"-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=16MB")
	server.Dir = s.folder
	log, err := os.OpenFile(filepath.Join(s.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	server.Stdout, server.Stderr = log, log
	asOther(server)
	if s.process, err = start(server); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("pgx", s.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for range 400 {
		if err = db.PingContext(context.Background()); err == nil {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	told, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	t.Fatalf("the server does not answer: %v\n%s", err, told)
}

// Stop ends the server as its administrator would who cannot wait: sessions
// are cut off. It may be called twice.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if s.process == nil {
		return
	}
	if err := s.process.stop(); err != nil {
		t.Errorf("stop Postgres: %v", err)
	}
	s.process = nil
}

// Database is the name of the database in which everything takes place.
const Database = "postgres"

// Address leads to the database as the user who may do everything.
func (s *Server) Address() string { return s.AddressAs("owner", "", Database) }

// AddressAs leads to a database as another user.
func (s *Server) AddressAs(user, password, database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.User(user), Path: "/" + database,
		RawQuery: url.Values{"host": {s.folder}}.Encode(),
	}
	if password != "" {
		u.User = url.UserPassword(user, password)
	}
	return u.String()
}

// Fresh makes an empty schema and returns the address under which it is all
// that is seen. A database would take ten times as long.
func (s *Server) Fresh(t testing.TB) string {
	t.Helper()
	s.mu.Lock()
	s.schemas++
	name := fmt.Sprint("fresh", s.schemas)
	s.mu.Unlock()
	s.Do(t, s.Address(), "CREATE SCHEMA "+name)
	return s.Address() + "&search_path=" + name
}

// Do carries out statements at an address.
func (s *Server) Do(t testing.TB, address string, statements ...string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// Demand makes the server ask a user for the password.
func (s *Server) Demand(t testing.TB, user string) {
	t.Helper()
	path := filepath.Join(s.data(), "pg_hba.conf")
	rules, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, append([]byte("local all "+user+" scram-sha-256\n"), rules...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Do(t, s.Address(), "SELECT pg_reload_conf()")
}
