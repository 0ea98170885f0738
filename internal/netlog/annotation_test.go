package netlog

import (
	"strings"
	"testing"
)

// The ids were read in logs of Chromium 156.
func TestAnnotation(t *testing.T) {
	for _, tt := range []struct {
		id    int32
		name  string
		class Class
	}{
		{101845102, "blink_resource_loader", Page},
		{63171670, "navigation_url_loader", Page},
		{17188928, "websocket_stream", Page},
		{112189210, "favicon_loader", Page},
		{72087791, "worker_script_load", Page},
		{21498113, "service_worker_script_load", Page},
		{68163855, "blink_fetch_later_manager", Page},
		{109891200, "reporting", Loader},
		{130931413, "service_worker_update_checker", Loader},
		{97307311, "fedcm", Loader},
		{78769907, "speculation_rules_prefetch", Loader},
		{84045030, "payment_manifest_downloader", Loader},
		{16469669, "background_fetch_context", Loader},
		{35266994, "early_hints_preload", Loader},
		{88863520, "autofill_query", Own},
		{35565745, "gaia_auth_list_accounts", Own},
		{54845618, "update_client", Own},
		{46188932, "network_time_component", Own},
		{1, "", Unknown},
		{0, "", Unknown},
	} {
		if got, want := annotation(tt.id), (Annotation{tt.id, tt.name, tt.class}); got != want {
			t.Errorf("annotation(%d) = %+v, want %+v", tt.id, got, want)
		}
	}
}

func TestAnnotationNames(t *testing.T) {
	seen := map[string]bool{}
	for _, list := range names {
		for _, name := range strings.Fields(list) {
			if seen[name] {
				t.Errorf("%s stands in two classes", name)
			}
			seen[name] = true
		}
	}
	if len(seen) != len(annotations) {
		t.Errorf("%d names have %d ids: two share one", len(seen), len(annotations))
	}
}
