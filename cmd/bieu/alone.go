package main

import "context"

// alone does something while no other process runs the plan. Nobody is asked
// anything meanwhile: others wait.
func (a *app) alone(ctx context.Context, s *settings, n *session, do func(ctx context.Context) error) error {
	q, err := n.openQueue(ctx, s)
	if err != nil {
		return err
	}
	defer q.Close()
	held, lease, err := a.hold(ctx, q, n.engine.Plan)
	if err != nil {
		return err
	}
	defer lease.Release()
	return do(held)
}
