# Everything a person does here; `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# How many tests run side by side: one for each processor, and three at least, since some wait for a server or a browser
# while others work; but not so many that those which measure disturb each other.
JOBS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 3 ? 3 : n > 4 ? 4 : n)))
# Python keeps what it compiled, whatever the shell says: the tests start the portal dozens of times.
unexport PYTHONDONTWRITEBYTECODE
# Lock files hold versions and hashes, and no address or folder of the machine that made them.
LOCK := --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# The largest corpus that `make bench` asks.
SIZE ?= 100k

.PHONY: help run test lint unit browser nginx full bench privacy-report shots lock clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run ## Set up what is missing, then serve the site with an invented district
	@if [ -z "$$PORTAL_DISTRICT" ]; then $(BIN)/portal demo; else $(BIN)/portal init; fi
	@exec $(BIN)/portal serve

test: $(VENV)/dev lint browser nginx ## Run what CI runs: style, types, imports, all tests
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/dev ## Check style, types and imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/dev ## Run the tests that need no browser
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not browser and not full and not proof"

browser: $(VENV)/dev ## Get a browser for the tests, if there is none
	@$(BIN)/python tests/get_browser.py

nginx: $(VENV)/dev ## Get an nginx for the tests, if there is none
	@$(BIN)/python tests/get_nginx.py

full: $(VENV)/dev build/whoosh3 browser nginx ## Run the long matrices, too; by hand
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder -m ""
	PYTHONPATH=build/whoosh3 $(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile tests/search

bench: $(VENV)/bench ## Measure the search: speed, pages over HTTP, quality; SIZE=10k is shorter
	@$(BIN)/python -m bench.quality
	@$(BIN)/python -m bench.serve $(SIZE)
	@$(BIN)/python -m bench.search $(SIZE)

privacy-report: $(VENV)/dev browser nginx ## Prove the promise, and print what was measured: rule, figure, threshold
	@mkdir -p build
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not full" --junitxml build/privacy.xml tests/privacy || true
	@$(BIN)/python bench/privacy_report.py build/privacy.xml

shots: $(VENV)/dev browser ## Take a picture of each page into build/shots
	$(BIN)/python tests/take_shots.py build/shots

lock: $(VENV)/dev ## Write the lock files anew from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	echo "setuptools>=77" | $(BIN)/pip-compile $(LOCK) --allow-unsafe --no-header --no-annotate --output-file requirements-build.txt -
	$(BIN)/pip-compile $(LOCK) --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra bench --constraint requirements.txt --output-file requirements-bench.txt pyproject.toml

clean: ## Delete the environment and what tests left; the data in instance/ stays
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/run: requirements.txt requirements-build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is %d.%d. Name one with PYTHON=python3.12." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the portal needs; this takes a minute the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.txt
	@echo "Installing what the tests need."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/bench: $(VENV)/run requirements-bench.txt
	@echo "Installing what the search is measured against."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

# Whoosh's descendant lies apart: both are called whoosh.
build/whoosh3: $(VENV)/run requirements-whoosh3.txt
	@rm -rf $@
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $@ -r requirements-whoosh3.txt
