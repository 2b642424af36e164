package gsheets

import (
	"fmt"
	"math"
	"time"
)

const (
	dayLayout    = "2006-01-02"
	momentLayout = "2006-01-02T15:04:05"
	clockLayout  = "15:04:05"

	daySeconds = 24 * 60 * 60
	lastSerial = 2958465 // 9999-12-31
)

// dayZero is the day from which the service counts. Unlike other programs it
// knows no 29 February 1900.
var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// dateOf writes a serial number as the seam writes dates; false when no date
// of the calendar answers to it.
func dateOf(serial float64, elapsed bool) (string, bool) {
	if serial < 0 || serial >= lastSerial+1 {
		return "", false
	}
	seconds := int64(math.Round(serial * daySeconds))
	days, clock := seconds/daySeconds, seconds%daySeconds
	switch {
	case elapsed:
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60), true
	case days == 0:
		return time.Unix(clock, 0).UTC().Format(clockLayout), true
	}
	moment := dayZero.AddDate(0, 0, int(days)).Add(time.Duration(clock) * time.Second)
	if clock == 0 {
		return moment.Format(dayLayout), true
	}
	return moment.Format(momentLayout), true
}

// serialOf is the way back.
func serialOf(date string) (float64, error) {
	if t, err := time.Parse(clockLayout, date); err == nil {
		return secondsOf(t) / daySeconds, nil
	}
	t, err := time.Parse(momentLayout, date)
	if err != nil {
		if t, err = time.Parse(dayLayout, date); err != nil {
			return 0, fmt.Errorf("%q is not a date", date)
		}
	}
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	days := (day.Unix() - dayZero.Unix()) / daySeconds
	if days <= 0 {
		return 0, fmt.Errorf("%q is before the first day of the calendar", date)
	}
	return float64(days) + secondsOf(t)/daySeconds, nil
}

func secondsOf(t time.Time) float64 {
	return float64(t.Hour()*3600 + t.Minute()*60 + t.Second())
}
