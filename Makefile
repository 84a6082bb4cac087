# Every target sets up its own virtual environment from the lock, from nothing.

PYTHON ?= python3
PAPER ?= naidon2021
DIGITS ?= 50
BIN := .venv/bin

.PHONY: verify test test-all docs reference figures bench lint lock clean

verify: .venv/ready
	$(BIN)/entrainment verify $(PAPER) --json ledger.json

test: .venv/ready
	$(BIN)/python -m pytest -n 2 --dist loadfile

# what takes long: the ledger of all papers, the edition in a browser, types, wheel and sdist in a clean environment
test-all: docs
	$(BIN)/python -m pytest -m slow -n 2 --dist loadfile --timeout 900

# the edition, from the ledger of all papers; a row that fails is shown there, and fails `make verify`
docs: build/ledger.json
	$(BIN)/entrainment docs --ledger build/ledger.json --to docs/edition

build/ledger.json: .venv/ready $(shell find derive generated runtime -name '*.py' -o -name '*.json')
	mkdir -p build
	$(BIN)/entrainment verify --digits $(DIGITS) --json $@ || test -s $@

reference: .venv/ready
	$(BIN)/entrainment reference

figures: .venv/ready
	$(BIN)/entrainment figure --all

bench: .venv/ready
	$(BIN)/entrainment bench --json bench.json

lint: .venv/ready
	$(BIN)/ruff check .

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# name==version and the hashes of every file of the release, without addresses
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	build/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --no-header --no-annotate --strip-extras --allow-unsafe --extra test --build-deps-for editable \
	    --output-file build/requirements.lock pyproject.toml
	sed -e '/^#/d' -e '/^--/d' -e '/^$$/d' build/requirements.lock > requirements.lock

clean:
	rm -rf .venv build ledger.json bench.json docs/edition docs/figures
