package sheetstest

import (
	"fmt"
	"time"
)

// Quota is how many calls of Sheets a minute are allowed; 0 means no limit. The
// service's own numbers are StandardQuota.
type Quota struct {
	ReadsPerUser, WritesPerUser       int
	ReadsPerProject, WritesPerProject int
}

// StandardQuota is what a project has without asking for more (documented).
func StandardQuota() Quota {
	return Quota{ReadsPerUser: 60, WritesPerUser: 60, ReadsPerProject: 300, WritesPerProject: 300}
}

// quota counts in fixed minutes. Recorded refusals show a bucket of a minute
// with slack, not an exact sliding window; this is a fair model of it.
type quota struct {
	limits Quota
	minute time.Time
	used   map[string]int
}

// take counts a call and refuses it when a limit is reached.
func (q *quota) take(call Call, now time.Time, project string) *apiError {
	if q.limits == (Quota{}) || call.Method[:6] != "sheets" {
		return nil
	}
	if minute := now.Truncate(time.Minute); !minute.Equal(q.minute) || q.used == nil {
		q.minute, q.used = minute, map[string]int{}
	}
	kind, perUser, perProject := "Read", q.limits.ReadsPerUser, q.limits.ReadsPerProject
	if call.Write {
		kind, perUser, perProject = "Write", q.limits.WritesPerUser, q.limits.WritesPerProject
	}
	switch {
	case perUser > 0 && q.used[kind+call.User] >= perUser:
		return exhausted(kind, true, project)
	case perProject > 0 && q.used[kind] >= perProject:
		return exhausted(kind, false, project)
	}
	q.used[kind+call.User]++
	q.used[kind]++
	return nil
}

// exhausted is the refusal as recorded for the limit of a user; there is no
// Retry-After header with it. The limit of a project is worded by analogy.
func exhausted(kind string, user bool, project string) *apiError {
	limit, name := kind+" requests per minute", kind+"RequestsPerMinutePerProject"
	if user {
		limit, name = kind+" requests per minute per user", kind+"RequestsPerMinutePerUser"
	}
	metric := "read_requests"
	if kind == "Write" {
		metric = "write_requests"
	}
	return &apiError{
		code: 429, status: "RESOURCE_EXHAUSTED",
		message: fmt.Sprintf("Quota exceeded for quota metric '%s requests' and limit '%s' of service 'sheets.googleapis.com' for consumer 'project_number:%s'.",
			kind, limit, project),
		details: []any{map[string]any{
			"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com",
			"metadata": map[string]any{
				"quota_limit": name, "quota_metric": "sheets.googleapis.com/" + metric,
				"service": "sheets.googleapis.com", "consumer": "projects/" + project,
			},
		}},
	}
}
