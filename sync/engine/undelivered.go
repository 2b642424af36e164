package engine

import (
	"strings"

	"bieu/sync/history"
)

// writeOfDead tells the office of each letter by mail about a report that was
// given up, so that somebody else reminds the unit: one message for each, and
// none for those to the office itself. A trial says nothing of what real
// letters met.
func (s *state) writeOfDead(all []history.Message, c call, out outbox, r *reminders) {
	office := s.e.Chase.Office
	if !s.e.Chase.Mail || office == "" || s.e.Fixed {
		return
	}
	for _, dead := range all {
		if dead.State != history.Dead || dead.Channel != history.ChannelMail || dead.Unit == "" || strings.EqualFold(dead.To, office) {
			continue
		}
		s.add(out, r, history.Message{
			Key: dead.Key + "|" + toOffice, Period: dead.Period, Step: dead.Step, Channel: history.ChannelMail, To: office,
		}, func(m *history.Message) { m.Subject, m.Body = s.undeliveredLetter(dead, c, m.At) })
	}
}

// roleOf is who a reminder was for, by its key.
func roleOf(key string) string {
	if parts := strings.Split(key, "|"); len(parts) > roleInKey {
		return parts[roleInKey]
	}
	return ""
}
