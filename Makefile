# make demo    set up whatever is missing, run the main job on the demonstration county
# make test    every test
# make help    the other targets
#
# Needed on the machine: Go (the version in go.mod or later), a C compiler, make; python3 with pip
# the first time, unless HiGHS is installed already.

# Every Go command that may need cgo goes through highs.sh: it finds or fetches HiGHS and sets the
# environment. Once that is done it costs some 20 ms.
GO   := ./scripts/highs.sh go
OUT  ?= out
TEST ?= ./...

# Linters are pinned here, not in go.mod, whose readers need not download them. Built once.
TOOLS         := $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/eduparity/tools
GOLANGCI_LINT := $(TOOLS)/golangci-lint-v2.15.0

.DEFAULT_GOAL := help

demo: bin/eduparity ## plan for the demonstration county, plans under out/
	@./scripts/demo.sh bin/eduparity $(OUT)

readme: bin/eduparity ## put what the demo says into README.md
	@./scripts/readme.sh bin/eduparity $(OUT)

test: ## every test, solver packages also under the race detector (fewer cases there); TEST=./model/... for a part
	@./scripts/pagetools.sh
	@$(GO) test $(TEST)
	@if [ "$(TEST)" = ./... ]; then echo "under the race detector:"; $(GO) test -race -short ./solver/...; fi

race: ## every test under the race detector
	@$(GO) test -race $(TEST)

build: bin/eduparity ## the program bin/eduparity

# Go knows better than make what is out of date.
bin/eduparity: FORCE
	@$(GO) build -trimpath -o $@ ./cmd/eduparity

man: build ## the manual pages bin/man, from the help of the commands; read one: man -l bin/man/eduparity.1
	@rm -rf bin/man
	@./scripts/highs.sh bin/eduparity man bin/man

docs: ## the pages of docs/standards, from the definitions of the standards
	@go run ./internal/standardpages docs/standards

nocgo: ## without a C compiler everything still builds, the backend as a stub
	@CGO_ENABLED=0 go build ./...
	@CGO_ENABLED=0 go vet ./...

check-highs: ## our declarations of HiGHS's C interface agree with the HiGHS in use
	@mkdir -p bin
	@./scripts/highs.sh sh -c '$${CC:-cc} $$($${PKG_CONFIG:-pkg-config} --cflags highs) -w solver/highs/capi_check.c -o bin/capi_check'
	@bin/capi_check

lint: $(GOLANGCI_LINT) ## gofmt, go vet and the linters of .golangci.yml
	@unformatted=$$(gofmt -l .) || exit 1; [ -z "$$unformatted" ] || { echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; }
	@$(GO) vet ./...
	@./scripts/highs.sh $(GOLANGCI_LINT) run

$(GOLANGCI_LINT):
	@echo "building golangci-lint, once; this takes some minutes" >&2
	@mkdir -p $(TOOLS)
	@GOBIN=$(TOOLS) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(lastword $(subst -, ,$@))
	@mv $(TOOLS)/golangci-lint $@

bench: ## the benchmarks, several times; a table under benchmarks/results
	@./benchmarks/run.sh

peers-instances: ## the peers' scripts and every instance of theirs; see benchmarks/peers.sh
	@./benchmarks/peers.sh instances

peers: ## ours beside the peers that are installed; tables under benchmarks/results
	@./benchmarks/peers.sh

strategies: ## what offices do by rule beside the best there is; tables and plots under benchmarks/results
	@$(GO) run ./benchmarks/strategies -o benchmarks/results

published: ## published figures of other sources, each recomputed; the last line counts them
	@$(GO) run ./benchmarks/published

clean: ## what this Makefile made; HiGHS and the linters stay
	@rm -rf bin $(OUT)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 17

FORCE:
.PHONY: demo readme test race build nocgo check-highs lint clean help FORCE bench peers peers-instances published strategies docs man
