#!/usr/bin/env bash
# Makes .venv if need be and fills it with the pins of the file named, checked by hash.
set -euo pipefail

pins=$1
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "需要 Python 3.11 或更新的版本；装好后可用 make PYTHON=路径 指明。" >&2
    exit 2
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "正在建立 .venv …"
    if ! "$python" -m venv --clear .venv >/dev/null; then
        echo "建立虚拟环境失败；在 Debian、Ubuntu 上请先安装：apt-get install python3-venv" >&2
        exit 2
    fi
fi
echo "正在安装 $pins 所列的软件包 …"
# uv takes seconds where pip takes half a minute; without it pip does the same.
if [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv 2>/dev/null; then
    .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$pins"
    .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .
else
    .venv/bin/python -m pip install --quiet --require-hashes -r "$pins"
    .venv/bin/python -m pip install --quiet --no-deps --editable .
fi
# The service's user may not write here: without this each of its starts would compile everything.
.venv/bin/python -m compileall -q src
