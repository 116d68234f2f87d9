# What one does with Liaison; the first use of anything installs what it needs into .venv.

PYTHON ?= python3
BIN := .venv/bin
# What the Matrix tests talk to: a server (LIAISON_SYNAPSE names another environment that has one) and a client.
MATRIX := $(if $(LIAISON_SYNAPSE),,.synapse-venv/.installed) tests/js_client/node_modules/.installed

.PHONY: run test check lint types imports manual catalogues bench soak lock clean

run: .venv/.installed
	@mkdir -p -m 700 var
	@$(BIN)/liaison console

test: .venv/.installed-dev $(MATRIX)
	@sh tests/needs.sh
	@$(BIN)/pytest -q -n auto -m "not soak"

check: lint types imports .venv/.installed-dev $(MATRIX)
	@sh tests/needs.sh
	@$(BIN)/pytest -q -n auto -m "not soak" --cov --cov-report=term

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.installed-dev
	$(BIN)/mypy

imports: .venv/.installed-dev
	$(BIN)/lint-imports

# docs/commands.md from the declarations.
manual: .venv/.installed
	$(BIN)/liaison manual --write docs/commands.md

# locales/*.po from the source: what is new stays empty until it is translated.
catalogues: .venv/.installed
	$(BIN)/python -m bot.cli.catalogues

# A draft migration from the models: make migration MESSAGE="what it is for".
migration: .venv/.installed
	$(BIN)/python -m bot.store.migrations.draft $(MESSAGE)

bench: .venv/.installed-dev
	$(BIN)/python bench/commands.py
	$(BIN)/python bench/reads.py
	$(BIN)/python bench/due.py
	$(BIN)/python bench/recurrence.py
	$(BIN)/python bench/phrases.py

# The long runs: at least 200 kills.
soak: .venv/.installed-dev $(MATRIX)
	$(BIN)/pytest -q -m soak --timeout=3600

# The pinned versions anew, without addresses.
lock: .venv/.installed-dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
		--no-header --no-annotate --extra checkout pyproject.toml -o constraints.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
		--no-header --no-annotate --extra checkout --group dev pyproject.toml -o constraints-dev.txt
	echo matrix-synapse==1.163.2 | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-strip-extras --no-header --no-annotate - -o tests/synapse-constraints.txt
	npm install --prefix tests/js_client --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf .venv .synapse-venv tests/js_client/node_modules build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .coverage*

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.installed: constraints.txt pyproject.toml | .venv/bin/python
	@echo "installing (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q bot handlers
	@touch $@

.venv/.installed-dev: constraints-dev.txt pyproject.toml | .venv/bin/python
	@echo "installing what the tests need (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/.installed

.synapse-venv/.installed: tests/synapse-constraints.txt
	@echo "installing the Matrix server the tests talk to (once) ..."
	@$(PYTHON) -m venv .synapse-venv
	@.synapse-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

tests/js_client/node_modules/.installed: tests/js_client/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		echo "installing the Matrix client the tests talk to (once) ..." && \
		npm ci --prefix tests/js_client --no-audit --no-fund --loglevel error && touch $@; \
	else \
		echo "Tests with a second Matrix client are skipped without Node 20 or newer and its npm"; \
	fi
