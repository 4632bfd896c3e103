# Two commands: `make generate`, `make test`. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help generate test test-all check bench fuzz golden rules answers wheel lock clean

# The newest Python that runs (a version manager's shim may exist and refuse), 3.11 or later.
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$python && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
STAMP := $(VENV)/.ready
LOCK := requirements.lock
ANSWERS := generator/typewright/codegen/answers.json

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

generate: $(STAMP) ## make the environment and regenerate generated/ from schemas/
	$(RUN) -m typewright generate

test: check ## everything that must pass
	$(RUN) -m typewright generate --check --whole
	$(RUN) -m pytest -n auto --dist worksteal -q

test-all: check ## the same, with the slow corpora in full
	$(RUN) -m typewright generate --check --whole
	HYPOTHESIS_PROFILE=full $(RUN) -m pytest -n auto --dist worksteal -q

check: $(STAMP) ## ruff, black, mypy --strict, pyright strict, import contracts
	$(VENV)/bin/ruff check .
	$(VENV)/bin/black --quiet --check generator tests benchmarks docs
	$(VENV)/bin/mypy
	$(VENV)/bin/pyright
	$(VENV)/bin/lint-imports

bench: $(STAMP) ## costs side by side, kept in benchmarks/RESULTS.md
	PYTHONPATH=generated:. $(RUN) -m benchmarks

SECONDS := 600
TARGET := image_headers json_positions page_scanner rule_parser
fuzz: $(STAMP) ## coverage-guided fuzzing, SECONDS=600 of each TARGET; what it finds becomes a test
	@for target in $(TARGET); do \
		PYTHONPATH=generator:generated:. $(RUN) -m tests.fuzz --target $$target --seconds $(SECONDS) \
		|| exit $$?; \
	done

golden: $(STAMP) ## rewrite what the tests in tests/golden and tests/lint expect; read the diff before you commit
	$(RUN) -m pytest tests/golden tests/lint --update-golden --update-lint -q

rules: $(STAMP) ## rewrite docs/rules.md from the docstrings of the rules
	$(RUN) -m typewright.lint.pages > docs/rules.md

answers: $(STAMP) ## ask black and datamodel-code-generator anew what nearly every SDK asks
	PYTHONPATH=generator $(RUN) -m typewright.codegen.common > $(ANSWERS).new && mv $(ANSWERS).new $(ANSWERS)

wheel: $(STAMP) ## build the wheel and the source archive into dist/
	$(RUN) -m build --no-isolation --outdir dist

lock: $(STAMP) ## resolve the dependencies anew into requirements.lock
	$(RUN) -m uv --version >/dev/null 2>&1 || $(RUN) -m pip install --quiet uv
	$(RUN) -m uv pip compile pyproject.toml --group dev --all-extras --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
		--output-file $(LOCK)

clean: ## remove the environment, caches and builds
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamp is written last, so an interrupted set-up starts again from nothing.
$(STAMP): $(LOCK)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Name one: make PYTHON=/path/to/python3" >&2; exit 2; }
	rm -rf $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
		echo "uv: environment in $(VENV)"; \
		uv venv --quiet --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --python $(RUN) --require-hashes -r $(LOCK) && \
		uv pip install --quiet --python $(RUN) --no-deps --no-build-isolation -e .; \
	else \
		echo "venv and pip: environment in $(VENV)"; \
		$(PYTHON) -m venv $(VENV) && \
		$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK) && \
		$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@
