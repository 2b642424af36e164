package historytest

import (
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// Postgres does not run as root. Whoever is not root runs it as himself.
func other() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	nobody := &syscall.Credential{Uid: 65534, Gid: 65534}
	if u, err := user.Lookup("postgres"); err == nil {
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		if uid != 0 {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	return nobody
}

// giveAway makes a folder the server's own.
func giveAway(folder string) error {
	if o := other(); o != nil {
		return os.Chown(folder, int(o.Uid), int(o.Gid))
	}
	return nil
}

// asOther makes a program end with this one, and run as the other user.
func asOther(program *exec.Cmd) {
	program.SysProcAttr = &syscall.SysProcAttr{Credential: other(), Pdeathsig: syscall.SIGQUIT}
}

// process is a server that is going on.
type process struct {
	program *exec.Cmd
	ended   chan error
}

// start starts a server. Its end is bound to the thread that started it, so
// that thread waits.
func start(program *exec.Cmd) (*process, error) {
	p := &process{program: program, ended: make(chan error, 1)}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := program.Start()
		started <- err
		if err == nil {
			p.ended <- program.Wait()
		}
	}()
	return p, <-started
}

func (p *process) stop() error {
	if err := p.program.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	return <-p.ended
}
