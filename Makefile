# quietroom. `make` lists what there is; every target installs what it needs and
# says what it does. GNU make, POSIX sh, Go; nothing else has to be there.

SITE     ?=
ARGS     ?=
FUZZTIME ?= 10s
BENCH    ?= .
GO       ?= go
# Most of the tests wait: for pages that come to rest, for Chrome. So more packages
# are tested side by side than there are cores, and those that take longest first.
SIDE_BY_SIDE ?= $$((1 + $$(nproc 2>/dev/null || echo 2)))
# The suites that have targets of their own compile with every change all the same.
TAGS     := sdks gallery hostile axe
TESTFLAGS = -vet=off -p $(SIDE_BY_SIDE) -timeout 25m
# What runs things at once is tested with the race detector, and with it, in audits of four
# tabs, all that it calls; the others are tested without. Regular expressions share nothing
# that is written, and would take up to twenty times as long. (Much else of Go's cannot be
# left out: whoever counts by sync/atomic would look like a race.)
ALONE    := -e /audit -e /report -e /scenarios -e /internal/login -e /internal/demosite -e /internal/onscreen -e quietroom/quietroom$$
RACED     = ./internal/runner ./cmd/quietroom ./internal/browser $$($(GO) list ./... | grep -v $(ALONE))
UNRACED   = ./scenarios ./audit/detect $$($(GO) list ./... | grep $(ALONE))
RACE     := -race -gcflags=regexp=-race=false -gcflags=regexp/syntax=-race=false
# What fails is run once more, when nothing runs beside it: on a machine that is busy
# with many a Chrome, a test of one may wait too long. Both times are shown. A race is
# a failure at once.
TESTS    := $(GO) run gotest.tools/gotestsum@v1.13.0 --format standard-quiet \
	--rerun-fails=1 --rerun-fails-max-failures=8 --rerun-fails-abort-on-data-race
# The version of golangci-lint for machines without one.
LINT     ?= github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FOLDERS  := audit cmd crawler internal report scenarios

# A site's address may hold & and ?: the shell gets it from the environment.
export SITE

say = @printf '==> %s\n'

.PHONY: help audit test test-sdks gallery gallery-sample hostile channels report-axe screenshots bench fuzz lint clean go build browser npm FORCE
.DEFAULT_GOAL := help

help:
	@echo 'make audit                 audit the demo practice that comes with quietroom'
	@echo 'make audit SITE=https://…  audit a real site; ARGS="…" adds options of quietroom audit'
	@echo 'make test                  install what the tests need, vet, and run them all'
	@echo 'make test-sdks             the suite with real vendor SDKs from npm'
	@echo 'make gallery               walk the gallery of forms and wizards; ARGS="-gallery.only regexp" chooses'
	@echo 'make gallery-sample        walk one exhibit of the gallery in three; ARGS as for gallery'
	@echo 'make hostile               pages that mean no good, in some minutes; ARGS="-hostile regexp" chooses'
	@echo 'make channels              every channel from every place against what servers got; ARGS=-update writes docs/channels.md'
	@echo 'make report-axe            axe-core from npm looks at the HTML report'
	@echo 'make screenshots           pictures of the demo report for docs/screenshots'
	@echo 'make bench                 benchmarks, in some minutes; BENCH=regexp chooses'
	@echo 'make fuzz                  every fuzz test for FUZZTIME=10s'
	@echo 'make lint                  golangci-lint'
	@echo 'make clean                 remove what was built; the runs stay'
	@echo
	@echo 'make audit builds quietroom and finds or installs a Chrome first. It ends with 0'
	@echo 'or, as make does for every failure, with 2: for the exit statuses of an audit'
	@echo '(0, 1, 2, 3) run bin/quietroom audit yourself.'

audit: build browser
ifeq ($(strip $(SITE)),)
	$(say) 'Auditing the demo practice, which leaks on purpose. SITE=https://… audits a real one.'
	@bin/quietroom demo $(ARGS)
else
	@printf '==> Auditing %s\n' "$$SITE"
	@bin/quietroom audit "$$SITE" $(ARGS)
endif

test: go browser
	$(say) 'Checking the format and vetting.'
	@bad=$$(gofmt -l *.go $(FOLDERS)); test -z "$$bad" || { echo "not formatted, run gofmt -w on: $$bad"; exit 1; }
	@$(GO) vet ./...
	@$(GO) vet -tags '$(TAGS)' ./...
	@if echo 'int main(void){return 0;}' | $$($(GO) env CC) -x c -o /dev/null - 2>/dev/null; then \
		echo '==> Running the tests of what runs things at once, with the race detector.'; \
		CGO_ENABLED=1 $(TESTS) --packages "$(RACED)" -- $(RACE) $(TESTFLAGS); \
	else \
		echo '==> There is no C compiler, so the tests run without the race detector; apt-get install gcc libc6-dev brings it.'; \
		$(TESTS) --packages "$(RACED)" -- $(TESTFLAGS); \
	fi
	$(say) 'Running the other tests.'
	@$(TESTS) --packages "$(UNRACED)" -- $(TESTFLAGS)

test-sdks: go browser npm
	$(say) 'Bundling real vendor SDKs from npm and auditing pages that use them.'
	@$(GO) vet -tags sdks ./internal/sdksuite/...
	@$(GO) test -v -tags sdks -timeout 15m ./internal/sdksuite/...

gallery: go browser npm
	$(say) 'Walking forms and wizards made with real component libraries from npm, and counting what was filled right.'
	@$(GO) vet -tags gallery ./internal/demosite/gallery/
	@$(GO) test -count=1 -v -tags gallery -run '^Test(Gallery|Solutions|HastySolutions)$$' -timeout 60m ./internal/demosite/gallery/ $(ARGS)

# A third, chosen by the names: enough to notice that the planner fell back. What it
# is worth on forms that it was not tuned on is told by the whole gallery alone.
gallery-sample: go browser npm
	$(say) 'Walking a third of the gallery of forms and wizards, and counting what was filled right.'
	@$(GO) vet -tags gallery ./internal/demosite/gallery/
	@$(GO) test -count=1 -v -tags gallery -run '^TestGallery$$' -timeout 15m ./internal/demosite/gallery/ -gallery.sample 3 -gallery.workers 3 $(ARGS)

hostile: go browser
	$(say) 'Auditing pages that mean no good, and holding the good pages beside them against themselves alone.'
	@$(GO) vet -tags hostile ./internal/runner/
	@$(GO) test -count=1 -v -tags hostile -run '^TestHostilePages$$' -timeout 30m ./internal/runner/ $(ARGS)

report-axe: go browser npm
	$(say) 'Letting axe-core from npm look at the HTML report.'
	@$(GO) vet -tags axe ./internal/onscreen/
	@$(GO) test -count=1 -v -tags axe -run '^TestAxe$$' -timeout 15m ./internal/onscreen/

screenshots: build browser
	$(say) 'Auditing the demo practice and taking pictures of its report.'
	@dir=$$(mktemp -d) && bin/quietroom demo --out "$$dir/run" --format html $(ARGS) \
		&& $(GO) test -count=1 -run '^TestPictures$$' -timeout 15m ./internal/onscreen/ -args -pictures "$$dir/run/report.html"; \
		status=$$?; rm -rf "$$dir"; exit $$status

channels: go browser
	$(say) 'Walking every channel from every place, and comparing the record with what servers got.'
	@$(GO) test -count=1 -v -run '^TestMatrix$$' -timeout 15m ./internal/channels/ -matrix $(ARGS)

# A benchmark that starts Chrome counts its own rounds: -benchtime is how many. The
# others are timed as ever.
bench: go browser
	$(say) 'Running the benchmarks that match BENCH=$(BENCH); an idle machine gives better numbers.'
	@$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime 15x -timeout 30m ./internal/browser
	@$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime 1x -timeout 60m ./internal/runner
	@$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -timeout 30m $$($(GO) list ./... | grep -v -e /internal/browser$$ -e /internal/runner$$)

# Minimising what is merely interesting takes longer than finding more of it.
fuzz: go
	@find $(FOLDERS) -name '*_test.go' -exec grep -l '^func Fuzz' {} + | sort | while read -r file; do \
		dir=$$(dirname "$$file"); \
		for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
			echo "==> Fuzzing $$dir $$name for $(FUZZTIME)."; \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x "./$$dir" </dev/null || exit 1; \
		done; \
	done

lint: go
	@if command -v golangci-lint >/dev/null; then \
		echo '==> Running golangci-lint.'; golangci-lint run; \
	else \
		echo '==> Building golangci-lint, which takes a few minutes the first time, and running it.'; \
		$(GO) run $(LINT) run; \
	fi

clean:
	$(say) 'Removing bin/. The runs in quietroom-runs/ stay.'
	@rm -rf bin

go:
	@command -v $(GO) >/dev/null || { echo 'Go is missing: install it as https://go.dev/doc/install says, then run make again.'; exit 1; }

build: bin/quietroom

# Always built: go itself knows what is up to date.
bin/quietroom: FORCE | go
	$(say) 'Building quietroom; the first time, Go downloads the libraries.'
	@$(GO) build -o $@ ./cmd/quietroom

browser: build
	$(say) 'Making sure that there is a Chrome.'
	@bin/quietroom browser install

npm:
	@if command -v npm >/dev/null; then exit 0; fi; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo='sudo -n'; \
	if command -v apt-get >/dev/null && $$sudo true 2>/dev/null; then \
		echo '==> This suite needs npm. Running: apt-get update; apt-get install -y --no-install-recommends nodejs npm'; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 update \
			|| echo '==> Going on with the package lists there are.'; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends nodejs npm; \
	else \
		echo 'This suite needs npm. Install Node.js with npm, for example: sudo apt-get install -y nodejs npm'; exit 1; \
	fi
