//go:build sdks

package sdksuite

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// sdk is one vendor's script on one page of the practice: sdks/<name>.js on
// /book/<name>.
type sdk struct {
	name  string
	hosts []host
}

// host is one of a vendor's hosts and how it answers.
type host struct {
	name string
	// reply answers a request; nil is an empty JSON object.
	reply func(l *lab, r *http.Request) answer
	// silent is true for a host that only serves set-up, and gets no values.
	silent bool
}

type answer struct{ kind, body string }

func asJSON(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a reply below that is no JSON
	}
	return answer{"application/json", string(b)}
}

type object = map[string]any

// sdks lists every SDK of the suite. The replies are the least with which each
// SDK goes on: what it takes for a yes.
var sdks = []sdk{
	{name: "posthog", hosts: []host{
		{name: "us.i.posthog.com", reply: posthog},
		{name: "us-assets.i.posthog.com", reply: posthog, silent: true},
	}},
	{name: "rrweb", hosts: []host{{name: "ingest.sessionshelf.example"}}},
	{name: "rrweb-packed", hosts: []host{{name: "ingest.packedreplay.example"}}},
	{name: "mixpanel", hosts: []host{{name: "api-js.mixpanel.com", reply: func(*lab, *http.Request) answer {
		return asJSON(object{"code": 200, "status": 1, "error": nil})
	}}}},
	{name: "segment", hosts: []host{
		{name: "cdn.segment.com", silent: true, reply: func(*lab, *http.Request) answer {
			return asJSON(object{
				"integrations":             object{"Segment.io": object{"apiKey": "quietroom", "apiHost": "api.segment.io/v1", "versionSettings": object{"version": "4.4.7", "componentTypes": []string{"browser"}}}},
				"plan":                     object{"track": object{"__default": object{"enabled": true}}, "identify": object{"__default": object{"enabled": true}}},
				"enabledMiddleware":        object{},
				"remotePlugins":            []any{},
				"analyticsNextEnabled":     true,
				"middlewareSettings":       object{},
				"metrics":                  object{"sampleRate": 0},
				"consentSettings":          nil,
				"legacyVideoPluginsEnable": false,
			})
		}},
		{name: "api.segment.io", reply: func(*lab, *http.Request) answer { return asJSON(object{"success": true}) }},
	}},
	{name: "amplitude", hosts: []host{{name: "api2.amplitude.com", reply: func(*lab, *http.Request) answer {
		return asJSON(object{"code": 200, "events_ingested": 1, "payload_size_bytes": 1, "server_upload_time": time.Now().UnixMilli()})
	}}}},
	{name: "sentry", hosts: []host{{name: "o4500000000000000.ingest.us.sentry.io"}}},
	{name: "datadog", hosts: []host{{name: "browser-intake-datadoghq.com"}}},
	{name: "snowplow", hosts: []host{{name: "collector-us.snplow.net", reply: func(*lab, *http.Request) answer { return answer{"text/plain", "ok"} }}}},
	{name: "openreplay", hosts: []host{{name: "api.openreplay.com", reply: openreplay}}},
	{name: "rudderstack", hosts: []host{
		{name: "api.rudderstack.com", silent: true, reply: func(*lab, *http.Request) answer {
			return asJSON(object{"source": object{
				"id": "s1", "name": "practice", "writeKey": "quietroom", "enabled": true, "workspaceId": "w1", "updatedAt": "2026-01-01T00:00:00.000Z",
				"config": object{"statsCollection": object{"errors": object{"enabled": false}, "metrics": object{"enabled": false}}}, "destinations": []any{},
			}})
		}},
		{name: "practice-dataplane.rudderstack.com", reply: func(*lab, *http.Request) answer { return answer{"text/plain", "OK"} }},
	}},
	{name: "bugsnag", hosts: []host{{name: "notify.bugsnag.com"}, {name: "sessions.bugsnag.com"}}},
	{name: "launchdarkly", hosts: []host{
		{name: "app.launchdarkly.com"}, {name: "events.launchdarkly.com"},
		{name: "clientstream.launchdarkly.com", reply: func(*lab, *http.Request) answer {
			return answer{"text/event-stream", "event: put\ndata: {}\n\n"}
		}},
	}},
	{name: "newrelic", hosts: []host{{name: "bam.nr-data.net", reply: func(*lab, *http.Request) answer {
		return asJSON(object{
			"app":    object{"agents": []object{{"entityGuid": "MXxCUk9XU0VSfEFQUHwx"}}, "nrServerTime": time.Now().UnixMilli()},
			"loaded": 1, "err": 1, "ins": 1, "spa": 1, "st": 1, "sts": 1, "sr": 1, "srs": 1, "log": 3, "logapi": 1,
		})
	}}}},
}

// miss is a disguise in which a host got values, as the oracle names it.
type miss struct{ host, how string }

// misses lists what the audit is known not to find yet, with the reason. A miss
// that is none any more fails the suite.
var misses = map[miss]string{}

// chosen gives the SDKs that are run: all, or those that SDKSUITE_ONLY names.
func chosen() []sdk {
	only := os.Getenv("SDKSUITE_ONLY")
	if only == "" {
		return sdks
	}
	return slices.DeleteFunc(slices.Clone(sdks), func(s sdk) bool { return !slices.Contains(strings.Split(only, ","), s.name) })
}

// posthog answers as the event host and the assets host do; the recorder that
// the SDK loads at run time comes from its own npm package.
func posthog(l *lab, r *http.Request) answer {
	if dir := path.Dir(r.URL.Path); path.Base(path.Dir(dir)) == "static" || path.Base(dir) == "static" {
		b, err := os.ReadFile(filepath.Join(l.modules, "posthog-js", "dist", path.Base(r.URL.Path)))
		if err != nil {
			return answer{"text/javascript", fmt.Sprintf("console.error(%q)", "no such script")}
		}
		return answer{"text/javascript", string(b)}
	}
	config := object{
		"token": "phc_quietroom", "supportedCompression": []string{"gzip", "gzip-js"}, "hasFeatureFlags": false, "featureFlags": object{},
		"autocapture_opt_out": false, "capturePerformance": true, "heatmaps": true, "surveys": false, "defaultIdentifiedOnly": false,
		"autocaptureExceptions": false, "isAuthenticated": false, "siteApps": []any{}, "elementsChainAsString": true,
		"sessionRecording": object{"endpoint": "/s/", "consoleLogRecordingEnabled": true, "recorderVersion": "v2", "sampleRate": nil, "scriptConfig": object{"script": "posthog-recorder"}},
	}
	if path.Base(r.URL.Path) == "config.js" {
		b, _ := json.Marshal(config)
		return answer{"text/javascript", "(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG['phc_quietroom']={config:" + string(b) + ",siteApps:[]}})();"}
	}
	if path.Base(r.URL.Path) == "e" || path.Base(r.URL.Path) == "s" {
		return asJSON(object{"status": "Ok"})
	}
	return asJSON(config)
}

func openreplay(_ *lab, r *http.Request) answer {
	switch path.Base(r.URL.Path) {
	case "start":
		return asJSON(object{
			"token": "quietroom", "userUUID": "00000000-0000-4000-8000-000000000000", "projectID": "1", "sessionID": "1", "beaconSizeLimit": 1000000,
			"compressionThreshold": 24000, "delay": 0, "startTimestamp": time.Now().UnixMilli(), "canvasEnabled": false, "features": object{},
		})
	case "tags":
		return asJSON(object{"tags": []any{}})
	}
	return asJSON(object{})
}
