# make run Q="…"  answers a question; make test proves the project. Everything else: make help.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
Q ?= TBC 미백 크림
READY := $(VENV)/.ready

.PHONY: help run test lint types check index schema clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "%-10s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

.index/.ready: $(READY) $(wildcard data/patents/*.jsonl) data/models/embedder/card.json
	$(BIN)/python -m retrieval.index build
	@touch $@

index: .index/.ready ## Build the patent index of the sample collection

run: .index/.ready ## Answer Q, e.g. make run Q="TBC 미백 크림"
	@$(BIN)/python app.py "$(Q)"

test: .index/.ready ## Run the whole test suite
	$(BIN)/python -m pytest

lint: $(READY) ## Check format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) ## Check types
	$(BIN)/mypy

check: lint types test ## Everything that CI runs

schema: $(READY) ## Print the JSON Schema of the risk report
	@$(BIN)/python -m graph.schema

clean: ## Remove the virtual environment and the index
	rm -rf $(VENV) .index
