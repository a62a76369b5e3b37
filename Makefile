# Everything a person or a build server runs. Needs Python 3.11 or newer, make and the package registries.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

BIN := .venv/bin
PACKAGES := .venv/.packages
DEV_PACKAGES := .venv/.packages-dev
BENCH_PACKAGES := .venv-bench/.packages
STATIC := build/.static
THEIR_STATIC = $$($(BIN)/python -c 'from server.security_headers import static_folder; print(static_folder())')/static
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run data static test check soak bench clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' Makefile

run: data static ## Build the data and serve the portal (PORT=8501 HOST=127.0.0.1)
	$(BIN)/python -m uvicorn app:app --loop server.event_loop:GatheringLoop --ws server.websocket_buffer:GatheredWebSockets --http server.http_limits:LimitedHttp --no-access-log --host $(HOST) --port $(PORT)

data: $(PACKAGES) ## Check the records and build a new snapshot from them
	$(BIN)/python -m etl build
	$(BIN)/python -m etl sample

static: $(STATIC) ## Compress what browsers load, once for every installed Streamlit

$(STATIC): $(PACKAGES)
	@echo "Compressing the scripts of the pages; this takes half a minute and is done once."
	$(BIN)/python -m servestatic.cli --quiet --clear --compress --no-zstd "$(THEIR_STATIC)" build/static
	@touch $@

test: $(DEV_PACKAGES) ## Run every test; installs a browser where there is none
	CHROMIUM="$$(.ci/browser)" && export CHROMIUM && \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(DEV_PACKAGES) ## Check lint, format, types, known vulnerabilities and what may import what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pip-audit --progress-spinner off --require-hashes --disable-pip --requirement requirements.lock
	$(BIN)/python -m pytest -qq tests/test_shape.py

soak: $(DEV_PACKAGES) ## Load, swap and kill a portal for some minutes, on this machine only
	.ci/nginx
	$(BIN)/python -m benchmarks.soak

bench: $(DEV_PACKAGES) $(BENCH_PACKAGES) static ## Measure the portal against its peers: some minutes, one table, build/bench.json (ROWS="seen api")
	.ci/nginx
	CHROMIUM="$$(.ci/browser)" && export CHROMIUM && \
	$(BIN)/python -m benchmarks.bench $(ROWS)

clean: ## Remove the environment, the snapshots and what tools left behind
	rm -rf .venv .venv-bench data/snapshots data/snapshots-staff data/snapshots-sample build .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are younger than the requirements files they were installed from.
$(PACKAGES): requirements.txt | $(BIN)/python
	@echo "Installing what the portal needs; the first time takes a minute or two."
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV_PACKAGES): requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what the portal, its tests and checks need; the first time takes a minute or two."
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

# The peers live apart, so that what they need never changes what the portal has.
$(BENCH_PACKAGES): requirements-bench.txt | $(BIN)/python
	@echo "Installing the peers of the benchmark; the first time takes a minute or two."
	$(BIN)/python -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This portal needs Python 3.11 or newer, and '$(PYTHON)' is older or missing." \
			"If a newer one is installed, name it: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make an environment in .venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
