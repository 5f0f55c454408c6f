# Two commands: `make demo` and `make test`. The rest is for those who build on the house.
# Needs Python 3.11 or later with venv, make, and the network; everything else is fetched into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PORT ?= 8000
RUN := .venv/bin/python
PIP := .venv/bin/pip --disable-pip-version-check --quiet install --no-input --progress-bar off
.DELETE_ON_ERROR:
.PHONY: demo test test-fast setup setup-test test-provider assets lint prove-small prove-large lock

demo: setup
	@.venv/bin/helhet demo --port $(PORT)

test: setup-test
	@$(RUN) -m helhet.workshop.testrun

test-fast: setup-test
	@$(RUN) -m helhet.workshop.testrun --fast

lint: setup-test
	@$(RUN) -m helhet.workshop.testrun --lint

prove-small: setup-test
	@.venv/bin/helhet prove --small

prove-large: setup-test
	@.venv/bin/helhet prove --large

setup: .venv/ready-runtime assets

setup-test: .venv/ready-test setup test-provider

# A real OpenID provider for the proofs and journeys of signing in, from npm by its own lock file.
test-provider: .venv/ready-test
	@NODE_OPTIONS="--use-system-ca $$NODE_OPTIONS" $(RUN) -m helhet.workshop.idp.running

lock: .venv/ready-test
	@PATH="$(CURDIR)/.venv/bin:$$PATH" sh requirements/lock.sh

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
	    echo "Python 3.11 or later is needed. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "Python's venv is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv .venv

# A stamp holds until what it was made from changes.
.venv/ready-runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the house needs …"
	@$(PIP) --require-hashes --no-deps --only-binary :all: -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-test: requirements/test.txt .venv/ready-runtime
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes --no-deps --only-binary :all: -r requirements/test.txt
	@touch $@

# Does nothing when nothing has changed. The machine's own certificates count, for networks that open TLS.
assets: .venv/ready-runtime
	@mkdir -p build/collected
	@NODE_OPTIONS="--use-system-ca $$NODE_OPTIONS" $(RUN) -m helhet.workshop.assets
