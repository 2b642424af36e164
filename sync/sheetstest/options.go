package sheetstest

import "time"

// DefaultAccount is the service account that a server knows from the start.
const DefaultAccount = "worker@project.iam.gserviceaccount.com"

type options struct {
	account                 string
	now                     func() time.Time
	tokenLife               time.Duration
	seed                    uint64
	project                 string
	quota                   Quota
	strictValidation        bool
	partialSortMovesAnchors bool
	flaws                   flaws
}

// Option changes how a server behaves.
type Option func(*options)

// WithAccount names the service account that the server knows from the start.
func WithAccount(email string) Option { return func(o *options) { o.account = email } }

// WithClock gives the server another clock: quota, token expiry, file times and
// the year of dates typed without one follow it.
func WithClock(now func() time.Time) Option { return func(o *options) { o.now = now } }

// WithTokenLife says how long an access token is good for; an hour by default.
func WithTokenLife(life time.Duration) Option { return func(o *options) { o.tokenLife = life } }

// WithSeed changes the ids that the server gives out.
func WithSeed(seed uint64) Option { return func(o *options) { o.seed = seed } }

// WithQuota limits calls a minute, as the service does; without it there is no
// limit.
func WithQuota(limits Quota) Option { return func(o *options) { o.quota = limits } }

// WithPartialSortMovingAnchors makes a sort of part of the columns take row
// metadata along. Nobody has measured what the service does; a driver must be
// right either way.
func WithPartialSortMovingAnchors() Option {
	return func(o *options) { o.partialSortMovesAnchors = true }
}

// WithStrictValidation refuses values that break a strict data validation rule.
// Whether the service does is not known; by default they are taken.
func WithStrictValidation() Option { return func(o *options) { o.strictValidation = true } }
