# Everything a newcomer or a server needs; `make demo` and `make test` set themselves up.
.PHONY: setup demo demo-reset test check bench assets lock help
.DEFAULT_GOAL := help
PORT ?= 8000
PY := .venv/bin/python

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: .setup-stamp assets  ## make the environment in .venv
.setup-stamp: requirements.lock requirements-fonts.lock pyproject.toml tools/setup
	tools/setup run
	@touch $@

.setup-stamp-dev: .setup-stamp requirements-dev.lock
	tools/setup dev
	@touch $@

.setup-stamp-bench: .setup-stamp-dev requirements-bench.lock
	tools/setup bench
	@touch $@

assets: .setup-stamp-assets  ## fetch and lay out the style sheets, faces and ballot scripts of the pages
.setup-stamp-assets: package.json package-lock.json tools/assets $(wildcard src/thidua/web/ballot/*) .setup-stamp
	tools/assets
	@touch $@

demo: setup  ## load the example year (first time) and serve it
	.venv/bin/thidua demo --port $(PORT)

demo-reset: setup  ## begin the demo anew
	rm -rf data
	$(MAKE) demo

check: setup .setup-stamp-dev  ## lint, types, architecture
	.venv/bin/ruff format --check src tests tools examples benchmarks
	.venv/bin/ruff check src tests tools examples benchmarks
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy

test: check  ## all tests, on SQLite and on PostgreSQL, in a real browser
	tools/test

bench: setup .setup-stamp-bench  ## ratios against peers and baselines
	for file in benchmarks/*.py; do $(PY) $$file || exit 1; done

lock: .setup-stamp-dev  ## renew the locked versions
	tools/lock
