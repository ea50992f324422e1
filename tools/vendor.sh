#!/usr/bin/env bash
# Copies the front end's libraries out of their npm packages, and writes down what was copied.
set -euo pipefail

place=$1 tabler=$2 echarts=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fetch() {
    local file
    file=$(cd "$scratch" && npm pack --silent "$1@$2")
    mkdir "$scratch/$3"
    tar -xzf "$scratch/$file" -C "$scratch/$3" --strip-components=1
}

row() { # file, package, version, licence
    echo "| \`$1\` | $2 | $3 | $4 | \`$(sha256sum "$place/$1" | cut -d' ' -f1)\` |"
}

fetch @tabler/core "$tabler" tabler
fetch echarts "$echarts" echarts
mkdir -p "$place"
# The map to its source is not shipped, and asking for it would be a request that fails.
sed 's@/\*# sourceMappingURL=.*\*/@@' "$scratch/tabler/dist/css/tabler.min.css" >"$place/tabler.min.css"
cp "$scratch/echarts/dist/echarts.common.min.js" "$place/echarts.common.min.js"
cp "$scratch/echarts/LICENSE" "$place/echarts.LICENSE.txt"
cp "$scratch/echarts/NOTICE" "$place/echarts.NOTICE.txt"

{
    echo "# 随源码附带的前端库"
    echo
    echo "由 \`make vendor\` 从 npm 包复制而来，运行和测试都不需要 Node。htmx 由 django-htmx 的安装包提供。"
    echo
    echo "| 文件 | npm 包 | 版本 | 许可 | SHA-256 |"
    echo "|---|---|---|---|---|"
    row tabler.min.css @tabler/core "$tabler" MIT
    row echarts.common.min.js echarts "$echarts" Apache-2.0
} >"$place/VENDORED.md"
