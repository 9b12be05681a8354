# `make` prints what can be made.

PORT ?= 8000
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
FLASK := $(PY) -m flask --app wsgi

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev
BENCH_STAMP := $(VENV)/installed-bench

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run secrets catalogues timer test test-fast check coverage chaos load bench screenshots migrate

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUN_STAMP) catalogues secrets ## make .venv with the pinned packages, compile the message catalogues

run: export BANCHENG_DEMO := 1
run: export PORT := $(PORT)
run: install ## start pages and timer with the demo on http://127.0.0.1:8000 (PORT=...)
	@$(FLASK) db upgrade
	@$(FLASK) district load
	@$(FLASK) demo load
	@exec $(PY) -m app.supervise

secrets: $(RUN_STAMP) ## write random secrets for this machine; those that are there stay
	@$(PY) scripts/write_secrets.py instance/secrets.env

timer: install ## start the timer alone
	@exec $(FLASK) timer

test: $(DEV_STAMP) catalogues ## check everything: lint, imports, types, tests on both databases and in Chromium
	@sh .ci/packages postgresql chromium fonts curl
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -n $(WORKERS) --dist worksteal

test-fast: $(DEV_STAMP) ## the rules alone: no database, no pages
	$(PY) -m pytest tests/domain

check: catalogues lint test-fast ## lint, imports, types and the rules

.PHONY: lint
lint: $(DEV_STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/mypy

CHAOS_KILLS ?= 1000
CHAOS_SEED ?= $(shell od -An -N3 -tu4 /dev/urandom | tr -d ' ')

chaos: $(DEV_STAMP) catalogues ## kill -9 whatever runs at 1,000 random points (CHAOS_KILLS=..., CHAOS_SEED=... again)
	@echo "CHAOS_KILLS=$(CHAOS_KILLS) CHAOS_SEED=$(CHAOS_SEED)"
	CHAOS_KILLS=$(CHAOS_KILLS) CHAOS_SEED=$(CHAOS_SEED) $(PY) -m pytest tests/chaos -v

coverage: $(DEV_STAMP) ## which branches of the rules their tests reach
	$(VENV)/bin/coverage run --source app/domain -m pytest tests/domain
	$(VENV)/bin/coverage report

load: $(BENCH_STAMP) ## load test of the pages alone, 1 and 16 clients on both databases
	$(PY) -m tests.bench --only pages

bench: $(BENCH_STAMP) ## measure against the aims, beside the raw limit of this machine
	$(PY) -m tests.bench

SCREENSHOTS ?= instance/screenshots
WHO ?=
MODES ?=

screenshots: $(DEV_STAMP) catalogues ## pictures of every page, role, language and mode, with an index (WHO="nobody sj" MODES="phone print")
	$(PY) -m tests.web.walk.screenshots $(SCREENSHOTS) $(WHO) $(if $(MODES),--modes $(MODES))

migrate: $(DEV_STAMP) ## write a migration for changed tables: make migrate m="what changes"
	@test -n "$(m)" || { echo 'say what changes: make migrate m="add a column for ..."'; exit 2; }
	$(FLASK) db migrate -m "$(m)"

catalogues: $(RUN_STAMP)
	@$(PY) scripts/compile_catalogues.py app/translations

$(PY):
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed.'; exit 2; }
	@sh .ci/packages venv PYTHON=$(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUN_STAMP) $@

$(BENCH_STAMP): requirements.txt requirements-dev.txt requirements-bench.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $(RUN_STAMP) $(DEV_STAMP) $@
