# 建言。make run 建好环境、载入示范数据、写出年度总结并启动；make test 跑全部测试。
# 只需 Python 3.11 以上、make 和软件包源。

PYTHON ?= python3
SERVE ?= 1
OUT ?= out
# Three on two cores: a worker often waits for its browser.
JOBS ?= 3

BIN := .venv/bin
TABLER := 1.6.1
ECHARTS := 6.1.0
VENDOR := src/jianyan/static/vendor
# What the engine may decide, and neither a browser nor the state of the source tree.
POSTGRESQL_RUN = JIANYAN_TEST_ENGINE=postgresql $(BIN)/pytest -n $(JOBS) --dist worksteal -m "stored and not browser and not house"

export UV_LINK_MODE := copy
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_CUSTOM_COMPILE_COMMAND := make requirements
# Each worker and each server that a test starts would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run dev test test-sqlite test-postgresql bench docs lint fmt requirements vendor clean
.DEFAULT_GOAL := run

# The demo's sign-ins work in this server only.
run: export JIANYAN_DEMO := 1
run: .venv/run.stamp
	@$(BIN)/jianyan demo --out $(OUT)
ifneq ($(SERVE),0)
	@$(BIN)/jianyan serve --demo
endif

dev: .venv/dev.stamp

# The stamps say with which pins the environment was last filled.
.venv/run.stamp: requirements.txt pyproject.toml
	@PYTHON="$(PYTHON)" bash tools/environment.sh requirements.txt
	@touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt pyproject.toml
	@PYTHON="$(PYTHON)" bash tools/environment.sh requirements-dev.txt
	@touch $@ .venv/run.stamp

# The whole suite on SQLite, then on PostgreSQL what asks the database without a browser.
test: .venv/dev.stamp
	@bash tools/test-machine.sh
	@$(BIN)/pytest -n $(JOBS) --dist worksteal
	@if bash tools/test-machine.sh --has-postgresql; then $(POSTGRESQL_RUN); fi

test-sqlite: .venv/dev.stamp
	@$(BIN)/pytest -n $(JOBS) --dist worksteal

test-postgresql: .venv/dev.stamp
	@$(POSTGRESQL_RUN)

bench: .venv/run.stamp
	@$(BIN)/jianyan bench --json

docs: .venv/run.stamp
	@$(BIN)/jianyan docs

lint: .venv/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@git ls-files -z 'src/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2

fmt: .venv/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@git ls-files -z 'src/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 || [ $$? -eq 123 ]

# Newest versions that pyproject.toml allows, with the hashes of every platform's files.
requirements: .venv/dev.stamp
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		-c requirements.txt --group dev pyproject.toml -o requirements-dev.txt

# The front end's libraries, as published to npm. Needs npm; running and testing do not.
vendor:
	@bash tools/vendor.sh $(VENDOR) $(TABLER) $(ECHARTS)

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
