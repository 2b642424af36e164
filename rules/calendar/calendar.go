// Package calendar knows the periods a plan is reported for and the instants
// that belong to them: where a period's data begins and ends, when its report
// is due, late and locked. Every span is half-open: an instant that ends one
// span belongs to the next. The other rooms of rules, form, config, engine and
// cmd import it; it never asks the machine's clock or time zone.
package calendar
