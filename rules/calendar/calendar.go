// Package calendar knows the periods a plan is reported for and the instants
// that belong to them. Every span is half-open. The clock is an argument.
// The other rooms of rules, form, config and engine import it.
package calendar
