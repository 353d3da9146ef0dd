# Every task has a line here; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install up monolith token test test-unit check format protos bench requirements clean

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

test: test-unit ## Run every test.
	$(PYTHON) -m pytest --ignore tests/unit

test-unit: .venv/installed-dev ## Run the tests that need nothing but Python; rules are covered to 100 %.
	$(PYTHON) -m coverage run -m pytest tests/unit
	$(PYTHON) -m coverage report

check: .venv/installed-dev ## Everything a pull request has to pass, except the tests.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy .
	$(BIN)/lint-imports
	sh deploy/protos.sh $(PYTHON) --check
	$(PYTHON) -m deploy.env_example --check

format: .venv/installed-dev ## Lay out and repair the code.
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

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
