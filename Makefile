PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint .ci/constraints.txt

.PHONY: run test check quality bench format install clean

run: .venv/installed  ## start the page with the sample library in it
	$(BIN)/byline serve --sample

install: .venv/installed

test: .venv/installed-dev  ## run every test, in two processes that share no file of tests
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: .venv/installed-dev  ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

quality: .venv/installed  ## ask Byline's own set; fails where a floor of its set.toml is broken
	$(BIN)/byline eval run news --model none --library .venv/quality

bench: .venv/installed  ## speed, memory and disk beside what you would otherwise build (minutes)
	$(PIP) --editable '.[bench]'
	$(BIN)/byline eval bench --out .venv/bench

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv

.venv/installed: pyproject.toml .ci/constraints.txt
	@echo "Installing Byline into .venv (one to two minutes, once) ..."
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	@echo "Installing the test tools into .venv ..."
	$(PIP) --editable '.[dev]'
	@touch $@
