package main

import (
	"sync"

	"bieu/sync/gsheets"
)

// accounts are the service accounts of a worker: all plans that sign in with
// the same key share one, and by that its quota.
type accounts struct {
	mu  sync.Mutex
	all map[accountKey]*gsheets.Account
}

type accountKey struct {
	credentials, endpoint string
	reads, writes         int
}

// signIn is gsheets.SignIn, once for each account.
func (a *accounts) signIn(s gsheets.Settings) (*gsheets.Account, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	key := accountKey{s.Credentials, s.Endpoint, s.ReadsPerMinute, s.WritesPerMinute}
	if known := a.all[key]; known != nil {
		return known, nil
	}
	account, err := gsheets.SignIn(s)
	if err != nil {
		return nil, err
	}
	if a.all == nil {
		a.all = map[accountKey]*gsheets.Account{}
	}
	a.all[key] = account
	return account, nil
}

// repeated counts the calls that were made again.
func (a *accounts) repeated() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, account := range a.all {
		n += account.Repeated()
	}
	return n
}
