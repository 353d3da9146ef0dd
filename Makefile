# Every task has a line here; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install up monolith token demo test test-unit test-browser screens check format docs protos bench requirements clean

BIN := .venv/bin
PYTHON := $(BIN)/python
PERSON := $(or $(P),ann)

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed-dev ## Create .venv with all that running and developing needs.

up: .venv/installed ## Start the microservices on this machine; Ctrl-C stops them.
	@$(BIN)/day1 up

monolith: .venv/installed ## Start the same services in one process.
	@$(BIN)/day1 monolith

token: .venv/installed ## Print a token for the API: make token P=ann.
	@$(BIN)/day1 token $(PERSON)

demo: .venv/installed ## Load the whole demo company into what runs: make demo SCALE=2 adds two generated days.
	@$(BIN)/day1 demo --scale $(or $(SCALE),0)

test: test-unit ## Run every test.
	$(PYTHON) -m pytest --ignore tests/unit --ignore tests/browser

test-unit: .venv/installed-dev ## Run the tests that need nothing but Python; rules are covered to 100 %.
	$(PYTHON) -m coverage run -m pytest tests/unit
	$(PYTHON) -m coverage report

test-browser: .venv/installed-dev ## Walk the pages in a real browser; needs Chromium.
	CHROMIUM=$(CHROMIUM) $(PYTHON) -m pytest tests/browser

screens: .venv/installed-dev ## Take the pictures in docs/screens again; needs Chromium.
	CHROMIUM=$(CHROMIUM) $(PYTHON) -m tests.browser.screens

check: .venv/installed-dev ## Everything a pull request has to pass, except the tests.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy .
	$(BIN)/lint-imports
	sh deploy/protos.sh $(PYTHON) --check
	$(PYTHON) -m deploy.env_example --check
	$(PYTHON) -m monolith.state_tables --check

format: .venv/installed-dev ## Lay out and repair the code.
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: .venv/installed ## Regenerate what docs/ and .env.example take from the code.
	$(PYTHON) -m deploy.env_example
	$(PYTHON) -m monolith.state_tables

protos: .venv/installed-dev ## Regenerate day1/ and buf/ from protos/.
	sh deploy/protos.sh $(PYTHON)

bench: .venv/installed-dev ## Measure what the promises cost, against a floor, as a table.
	$(PYTHON) -m loadtests.bench

requirements: .venv/installed-dev ## Pin the newest versions of all dependencies, with hashes.
	sh deploy/requirements.sh $(PYTHON)

clean: ## Remove .venv and caches; the data in .day1 stays.
	rm -rf .venv *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@sh deploy/venv.sh

# A package list that has changed is installed again; nothing else is done twice.
.venv/installed: .venv/bin/python requirements.txt pyproject.toml
	@sh deploy/install.sh $(PYTHON) requirements.txt $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@sh deploy/install.sh $(PYTHON) requirements-dev.txt $@
