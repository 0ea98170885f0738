// Package sdksuite holds the audit against real vendor SDKs. Its tests, behind
// the build tag sdks, install the SDKs from npm, bundle each with a careless
// set-up of the kind that practices have, put it on a booking page, play the
// vendor under its real host name on the loopback, audit the site with the real
// line (internal/runner), and compare the run with what the vendors' servers
// really got:
//
//   - every kind of the patient's values that a server got is a finding of class
//     A with that kind, host and page;
//   - every request that a server got is an exchange with the same address and
//     the same bytes;
//   - every SDK sent a value of the patient, or the suite itself is broken.
//
// What the servers got is read by an oracle of the tests' own (oracle_test.go),
// which shares no code with package detect. Run it with
//
//	go test -tags sdks -v ./internal/sdksuite/...
//
// SDKSUITE_ONLY=posthog,segment runs only these; SDKSUITE_RUN=DIR keeps the run
// folder there.
//
// It is not part of quietroom and nothing imports it. No vendor's code is
// committed: package-lock.json pins it, and it is kept in the user's cache.
//
// To add an SDK, add it to package.json (then npm install --package-lock-only),
// write sdks/<name>.js, and add an entry with its hosts to the table in
// sdks_test.go.
package sdksuite
