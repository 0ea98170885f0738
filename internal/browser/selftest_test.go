package browser

import "testing"

// TestSelfTested: whatever the self-test did not see, the certificate says it in
// a sentence, and certifies nothing.
func TestSelfTested(t *testing.T) {
	t.Parallel()
	const failed = "The recorder's self-test failed with this Chrome: "
	for _, tc := range []struct {
		failure, want string
	}{
		{(&selfTest{wire: true, network: true, fetch: true, visible: true}).missing(), ""},
		{(&selfTest{network: true, fetch: true, visible: true}).missing(), failed + "its canary was not seen in the network log."},
		{(&selfTest{wire: true, visible: true}).missing(), failed + "its canary was not seen in the protocol's Network events, nor in its Fetch."},
		{(&selfTest{wire: true, network: true, fetch: true}).missing(), failed + "the text of its page has no size, because this browser has no fonts."},
		{(&selfTest{wire: true, network: true}).missing(), failed + "its canary was not seen in its Fetch; the text of its page has no size, because this browser has no fonts."},
		{unloaded, failed + "its page could not be loaded."},
		{unsent, failed + "its page could not send."},
	} {
		c := selfTested(tc.failure)
		if c.Verified != (tc.failure == "") || c.Why == "" || !c.Verified && c.Why != tc.want {
			t.Errorf("verified %t: %s\nwant %s", c.Verified, c.Why, tc.want)
		}
	}
}
