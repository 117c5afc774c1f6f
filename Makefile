PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint .ci/constraints.txt

# What has a long form, by its profile of chance or by its sizes.
FAULTS := $(addprefix tests/test_,$(addsuffix .py,fuzz doubling killed full_disk broken_inputs \
  page_under_load memory archive chunks clean encodings feeds guard mail marks mhtml quotes readers \
  readers_docx readers_formats readers_pages readers_pdf sentences table verify words))

.PHONY: run test check quality faults audit bench format install clean

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

faults: .venv/installed-dev  ## what CI tries a little of, at length: kills, chance, growth (half an hour)
	PYTHONPATH=tests:. $(BIN)/python tests/kill_rounds.py --rounds 200
	$(BIN)/python -m pytest --hypothesis-profile long -m 'not browser and not endpoint' $(FAULTS)

audit: .venv/installed  ## known faults of the packages, where a list of them can be reached
	@$(PYTHON) -m venv .venv/audit && .venv/audit/bin/python -m pip install --quiet pip-audit \
	  && .venv/audit/bin/pip-audit --progress-spinner off --path $$($(BIN)/python -c \
	    'import sysconfig; print(sysconfig.get_path("purelib"))') \
	  || echo "Either a package has a fault (above), or there is no list to be reached from here."

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
