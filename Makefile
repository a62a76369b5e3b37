# Everything a person or a build server runs. Needs Python 3.11 or newer, make and the package registries.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
DESK_PORT ?= 8510
# Python keeps what it compiled, whatever the shell says: without that each start takes seconds.
unexport PYTHONDONTWRITEBYTECODE
# How many tests run at once: on two cores a third computes while another waits for its browser.
WORKERS ?= 3

BIN := .venv/bin
UV := $(BIN)/uv
PACKAGES := .venv/.packages
DEV_PACKAGES := .venv/.packages-dev
BENCH_PACKAGES := .venv-bench/.packages
SQL_PACKAGES := .venv-sql/.packages
STATIC := build/.static
THEIR_STATIC = $$($(BIN)/python -c 'from server.security_headers import static_folder; print(static_folder())')/static
INSTALL := $(UV) pip install --quiet --python
LOCKED := --require-hashes --only-binary :all: --requirement
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"
# Whole files, in the order of tests/kit/tiers.py: the longest first.
PYTEST = CHROMIUM="$$(.ci/browser)" && export CHROMIUM && \
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run desk data static quick test proof coverage check lock image soak bench clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(PACKAGES) ## Build the data and serve the portal (PORT=8501 HOST=127.0.0.1)
	@$(MAKE) --no-print-directory --jobs 2 data static
	$(BIN)/certified-cities serve --host $(HOST) --port $(PORT)

desk: $(PACKAGES) ## Serve the staff's desk: load a file, see what it changes, publish, undo (DESK_PORT=8510)
	@$(MAKE) --no-print-directory data
	$(BIN)/certified-cities desk --port $(DESK_PORT)

data: $(PACKAGES) ## Check the records and build a new snapshot from them
	$(BIN)/certified-cities etl build
	$(BIN)/certified-cities etl sample

static: $(STATIC) ## Compress what browsers load, once for every installed Streamlit

$(STATIC): $(PACKAGES)
	@echo "Compressing the scripts of the pages; this takes half a minute and is done once."
	$(BIN)/python -m servestatic.cli --quiet --clear --compress --no-zstd "$(THEIR_STATIC)" build/static
	@touch $@

quick: $(DEV_PACKAGES) ## Run the tests that need neither a browser nor a build, while you work: within a minute
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal -m "not (browser or slow or proof)"

test: $(DEV_PACKAGES) ## Run every promise once; installs a browser where there is none
	$(PYTEST)

proof: $(DEV_PACKAGES) ## Run the long walks and many more invented inputs, before a release: up to an hour
	export TESTS_TIER=proof && $(PYTEST) -m "proof or generated"

check: $(DEV_PACKAGES) $(SQL_PACKAGES) ## Check lint, format, types, known vulnerabilities, layers, dependencies, documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pip-audit --progress-spinner off --require-hashes --disable-pip --requirement requirements.lock
	$(BIN)/deptry . --config .ci/deptry.toml
	$(BIN)/deptry . --config .ci/deptry-tests.toml
	$(BIN)/lint-imports --no-cache
	$(BIN)/hadolint --failure-threshold warning deploy/Dockerfile
	PYTHONWARNINGS=ignore .venv-sql/bin/sqlfluff lint --processes 2 --disable-progress-bar queries etl
	$(BIN)/python -m pytest -qq tests/test_shape.py tests/test_documents.py -m "not (browser or slow or proof)"
	.ci/api

coverage: $(DEV_PACKAGES) ## Run the tests and report which lines and branches none of them reaches; no threshold
	$(PYTEST) -p pytest_cov --cov --cov-branch --cov-report term:skip-covered --cov-report html:build/coverage

lock: $(UV) ## Resolve and hash what the requirements files pin, for every Python and platform (UPGRADE=--upgrade)
	$(LOCK) $(UPGRADE) requirements.txt --output-file requirements.lock
	grep -v '^-r' requirements.txt | $(LOCK) - --constraint requirements.lock --output-file requirements-public.lock
	$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

image: ## Build the images of the portal and of what loads records, where docker or podman runs
	@.ci/image

soak: $(DEV_PACKAGES) ## Load, swap and kill a portal for some minutes, on this machine only
	.ci/nginx
	$(BIN)/python -m benchmarks.soak

bench: $(DEV_PACKAGES) $(BENCH_PACKAGES) static ## Measure the portal against its peers: half an hour (ROWS="seen api", AWARDS=1000000)
	.ci/nginx
	CHROMIUM="$$(.ci/browser)" && export CHROMIUM && \
	$(BIN)/python -m benchmarks.bench $(ROWS) $(if $(AWARDS),--awards $(AWARDS))

clean: ## Remove the environment, the snapshots and what tools left behind
	rm -rf .venv .venv-* data/snapshots data/snapshots-staff data/snapshots-sample build *.egg-info
	rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are younger than the locks they were installed from.
$(PACKAGES): requirements.lock pyproject.toml setup.py | $(UV)
	@echo "Installing what the portal needs; the first time takes half a minute."
	$(INSTALL) $(BIN)/python $(LOCKED) requirements.lock
	$(INSTALL) $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_PACKAGES): requirements-dev.lock $(PACKAGES)
	@echo "Installing what the tests and checks need; the first time takes half a minute."
	$(INSTALL) $(BIN)/python $(LOCKED) requirements-dev.lock
	@touch $@

# The peers live apart, so that what they need never changes what the portal has.
$(BENCH_PACKAGES): requirements-bench.txt | $(UV)
	@echo "Installing the peers of the benchmark; the first time takes a minute or two."
	$(UV) venv --quiet --clear --python $(BIN)/python .venv-bench
	$(INSTALL) .venv-bench/bin/python --requirement requirements-bench.txt
	@touch $@

# The linter of SQL lives apart too: it pins an older click than the portal has.
$(SQL_PACKAGES): requirements-sql.txt | $(UV)
	$(UV) venv --quiet --clear --python $(BIN)/python .venv-sql
	$(INSTALL) .venv-sql/bin/python --requirement requirements-sql.txt
	@touch $@

$(UV): requirements-uv.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-uv.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This portal needs Python 3.11 or newer, and '$(PYTHON)' is older or missing." \
			"If a newer one is installed, name it: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make an environment in .venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
