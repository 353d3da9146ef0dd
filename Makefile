# Every task has a line here; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install up monolith kafka token demo test test-unit test-kafka test-faults test-browser test-clients compose-images compose-test conformance screens check format docs protos bench load faults requirements clean

BIN := .venv/bin
PYTHON := $(BIN)/python
PERSON := $(or $(P),ann)
LAWS ?= quick
LOG := $(if $(EVENTS),DAY1_EVENTS=$(EVENTS))

# The engine's plugin, or the program that was before it.
COMPOSE = $(shell docker compose version >/dev/null 2>&1 && echo docker compose || echo docker-compose)

KAFKA_TESTS := tests/contract/test_event_logs.py tests/contract/test_operating_logs.py \
	$(wildcard tests/faults/test_kafka_*.py tests/faults/test_kills.py tests/integration/test_events_*.py tests/e2e/test_events.py tests/e2e/test_s[0-9]*.py)

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed-dev ## Create .venv with all that running and developing needs.

up: .venv/installed ## Start the microservices on this machine; Ctrl-C stops them. EVENTS=kafka: over Kafka.
	@$(LOG) $(BIN)/day1 up

monolith: .venv/installed ## Start the same services in one process. EVENTS=kafka: over Kafka.
	@$(LOG) $(BIN)/day1 monolith

kafka: .venv/installed ## Run Apache Kafka on this machine, for EVENTS=kafka; needs Java 17 and Maven.
	@$(BIN)/day1 kafka

token: .venv/installed ## Print a token for the API: make token P=ann.
	@$(BIN)/day1 token $(PERSON)

demo: .venv/installed ## Load the whole demo company into what runs: make demo SCALE=2 adds two generated days.
	@$(BIN)/day1 demo --scale $(or $(SCALE),0)

test: .venv/installed-dev ## Run every test; then every listed reason has to have been met.
	@rm -f .pytest_cache/reasons-met.jsonl
	@$(MAKE) --no-print-directory test-unit
	$(PYTHON) -m pytest --ignore tests/unit --ignore tests/browser --ignore tests/clients
	$(PYTHON) -m tests.met

test-unit: .venv/installed-dev ## Run the tests that need nothing but Python; rules are covered to 100 %. LAWS=thorough: more examples.
	$(PYTHON) -m coverage run -m pytest --hypothesis-profile $(LAWS) tests/unit
	$(PYTHON) -m coverage report

test-kafka: .venv/installed-dev ## Run all that is about events over Apache Kafka; needs Java 17 and Maven.
	$(PYTHON) -m pytest --events kafka -k "not monolith" $(KAFKA_TESTS)

test-faults: .venv/installed-dev ## Cut networks, fill disks, move clocks, under load; needs root, iproute2, gcc, Java, Maven.
	$(PYTHON) -m pytest -m privileged tests/faults
	$(PYTHON) -m pytest -m privileged --events kafka tests/faults/test_kafka_network.py tests/faults/test_kafka_disk.py

faults: .venv/installed-dev ## Let everything fail under load, into docs/faults.md: about 25 minutes; needs root, iproute2, gcc, Java, Maven. ONLY=Kafka: those rows.
	$(PYTHON) -m loadtests.faults $(if $(ONLY),--only "$(ONLY)")

compose-images: ## Build the images of docker-compose.yml; needs Docker with Compose.
	$(COMPOSE) --profile monolith build

compose-test: compose-images .venv/installed-dev ## Run the stories of the product in those containers, in both shapes.
	$(PYTHON) -m pytest tests/e2e --containers --timeout 300

conformance: .venv/installed-dev ## Write docs/conformance.md again: both logs, one suite; needs Java 17 and Maven.
	$(PYTHON) -m tests.conformance

test-browser: .venv/installed-dev ## Walk the pages in a real browser; needs Chromium.
	CHROMIUM=$(CHROMIUM) $(PYTHON) -m pytest tests/browser

screens: .venv/installed-dev ## Take the pictures in docs/screens again; needs Chromium.
	CHROMIUM=$(CHROMIUM) $(PYTHON) -m tests.browser.screens

test-clients: .venv/installed-dev ## Generate clients in Go, TypeScript and Java from protos/, and let them call the product; needs a JDK 17 and Maven.
	@sh tests/clients/toolchains.sh $(PYTHON)
	$(PYTHON) -m pytest --timeout 1200 tests/clients

check: .venv/installed-dev ## Everything a pull request has to pass, except the tests.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy .
	$(BIN)/lint-imports
	sh deploy/protos.sh $(PYTHON) --check
	$(PYTHON) -m deploy.env_example --check
	$(PYTHON) -m monolith.state_tables --check
	$(PYTHON) -m deploy.contracts --check

format: .venv/installed-dev ## Lay out and repair the code.
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: .venv/installed-dev ## Regenerate what docs/, protos/ and .env.example take from the code.
	$(PYTHON) -m deploy.env_example
	$(PYTHON) -m monolith.state_tables
	$(PYTHON) -m deploy.contracts

protos: .venv/installed-dev ## Regenerate day1/ and buf/ from protos/.
	sh deploy/protos.sh $(PYTHON)

bench: .venv/installed-dev ## Measure what the promises cost, against a floor, as a table.
	$(PYTHON) -m loadtests.bench

load: .venv/installed-dev ## Load what runs at a constant rate, and check every effect: RATE=20 SECONDS=30 TARGET=json|grpc|both.
	@$(PYTHON) -m loadtests.load --rate $(or $(RATE),20) --seconds $(or $(SECONDS),30) --target $(or $(TARGET),both) --probe

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
