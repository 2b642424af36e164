//go:build !linux

package historytest

import (
	"os"
	"os/exec"
)

func giveAway(string) error { return nil }

func asOther(*exec.Cmd) {}

// process is a server that is going on.
type process struct{ program *exec.Cmd }

func start(program *exec.Cmd) (*process, error) {
	return &process{program}, program.Start()
}

func (p *process) stop() error {
	if err := p.program.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return p.program.Wait()
}
