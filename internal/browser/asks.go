package browser

import (
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// asks.go knows requests that ask a server for something to choose from, although their
// method could change something: "admin-ajax.php" with action=get_slots, "/GetReasons".
// Held, they leave a page without its hours, and a walk without its next step
// (docs/decisions/0021-questions-by-post.md).

var (
	// questionRE is a name of what only asks: a verb of asking and what there is to choose from.
	questionRE = regexp.MustCompile(`(?i)(^|[^a-z])(get|load|fetch|list|look_?up|search|find|query|retrieve|check)[_.-]?([a-z]+[_.-]?){0,3}?(availabilit(y|ies)|available|slots?|times?|dates?|days?|hours?|calendar|reasons?|services?|providers?|therapists?|clinicians?|practitioners?|doctors?|staff|employees?|locations?|offices?|options|types?|states?|cities|zips?|postcodes?|countries|plans|insurers?|insurances?|payers?|carriers?|months?|categories|suggestions|openings|prices?|specialties|specialty|eligibility|coverage|benefits|organi[sz]ations?|employers?)$`)
	// freeRE is a name of what is free, covered, or found by its beginning, with no verb.
	freeRE = regexp.MustCompile(`(?i)^(available[_-]?(slots?|times?|dates?|days?|hours?)?|availabilit(y|ies)|timings|(time|free|open)[_-]?slots?|openings|free[_-]?(times|hours|days|busy)|eligibility|coverage|auto_?complete|type_?ahead|look_?up|search|suggest(ions)?|([a-z]+-)?grid-data)$`)
	// hoursRE is a name of hours alone: it may stand for making one.
	hoursRE = regexp.MustCompile(`(?i)^(slots|times|hours|days|dates)$`)
	// daysRE are what hours are asked for by: none of it is an hour.
	daysRE = regexp.MustCompile(`(?i)^(date|day|month|week|year|from|to|until|start_?date|end_?date|selected_?date|staff|employee|provider|clinician|therapist|service|type|location|office|duration|tz|time_?zone|locale|lang|nonce|_?token|_nonce|_wpnonce|security)(_?ids?)?$`)
	// doesRE is of names that do something as well.
	doesRE = regexp.MustCompile(`(?i)(save|create|submit|add|insert|update|delete|remove|send|mail|confirm|reserve|lock|store|register|subscribe|pay|charge|cancel|set[_A-Z]|make|place|request|apply|enrol)`)
)

// onlyAsks reports whether a request names itself a question: by the last part of its path,
// or by the operation that its query or body gives. A name that says anything else beside
// it is none.
func onlyAsks(u *url.URL, body string) bool {
	said, flat := fields(body)
	names := append(operations(u.Query()), operations(said)...)
	if len(names) == 0 {
		base := path.Base(u.Path)
		names = append(names, strings.TrimSuffix(base, path.Ext(base)))
	}
	for _, n := range names {
		asks := questionRE.MatchString(n) || freeRE.MatchString(n) || hoursRE.MatchString(n) && flat && namesNoHour(said)
		if !asks || doesRE.MatchString(n) {
			return false
		}
	}
	return true
}

// fields reads a body that is a form or a JSON object; of an object it gives what is text by its
// value, and all else by its name alone. flat is false for what holds more than single values,
// and for what is neither.
func fields(body string) (said url.Values, flat bool) {
	var object map[string]any
	if json.Unmarshal([]byte(body), &object) != nil {
		form, err := url.ParseQuery(body)
		if err != nil || strings.HasPrefix(strings.TrimSpace(body), "{") {
			return nil, false
		}
		return form, true
	}
	said, flat = url.Values{}, true
	for key, v := range object {
		switch v := v.(type) {
		case string:
			said.Set(key, v)
		case float64, bool, nil:
			said[key] = nil
		default:
			said[key], flat = nil, false
		}
	}
	return said, flat
}

// namesNoHour reports whether fields are those that hours are asked for by, and no others.
func namesNoHour(said url.Values) bool {
	for key := range said {
		if !daysRE.MatchString(key) {
			return false
		}
	}
	return len(said) > 0
}

// operationKeys are where one address that serves many operations is told which.
var operationKeys = []string{"action", "method", "operation", "op", "task", "route_name", "cmd", "do"}

func operations(values url.Values) []string {
	var out []string
	for _, key := range operationKeys {
		for _, v := range values[key] {
			if v != "" {
				out = append(out, v)
			}
		}
	}
	return out
}
