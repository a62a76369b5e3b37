# Everything a person or a build server runs. Needs Python 3.11 or newer, make and the package registries.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

BIN := .venv/bin
PACKAGES := .venv/.packages
DEV_PACKAGES := .venv/.packages-dev
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run data test check soak clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' Makefile

run: data ## Build the data and serve the portal (PORT=8501 HOST=127.0.0.1)
	$(BIN)/python -m uvicorn app:app --host $(HOST) --port $(PORT)

data: $(PACKAGES) ## Check the records and build a new snapshot from them
	$(BIN)/python -m etl build
	$(BIN)/python -m etl sample

test: $(DEV_PACKAGES) ## Run every test; installs a browser where there is none
	CHROMIUM="$$(.ci/browser)" && export CHROMIUM && \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(DEV_PACKAGES) ## Check lint, format, types and what may import what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -qq tests/test_shape.py

soak: $(DEV_PACKAGES) ## Load, swap and kill a portal for some minutes, on this machine only
	$(BIN)/python -m benchmarks.soak

clean: ## Remove the environment, the snapshots and what tools left behind
	rm -rf .venv data/snapshots data/snapshots-staff data/snapshots-sample build .pytest_cache .ruff_cache .mypy_cache .hypothesis
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

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This portal needs Python 3.11 or newer, and '$(PYTHON)' is older or missing." \
			"If a newer one is installed, name it: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make an environment in .venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
