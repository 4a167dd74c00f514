# make demo    what Dragoman does, on the coverage that it ships with
# make test    all tests, offline
# make check   format, lint, types, compiled word lists, tests
# make schema  write docs/schema/ anew, after the record has changed
#
# Each makes .venv first when it is not there, or when the dependencies have changed.

PYTHON = $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: demo test check lint schema clean
.DELETE_ON_ERROR:

demo: $(INSTALLED)
	@$(BIN)/dragoman demo

test: $(INSTALLED)
	@$(BIN)/python -m pytest -n auto

check: lint test

lint: $(INSTALLED)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.lexicon --check

schema: $(INSTALLED)
	@mkdir -p docs/schema
	for of in record report actor place event series instrument disagreement judgement story; do \
		$(BIN)/dragoman schema --of $$of > docs/schema/$$of-1.json; done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(INSTALLED): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11 or newer" >&2; exit 1; }
	@echo "Setting up .venv (about a minute, once)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
