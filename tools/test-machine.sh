#!/usr/bin/env bash
# Makes the machine ready for the tests: a browser, Chinese fonts, a PostgreSQL server.
# On Debian as root it installs what is missing; elsewhere it says what is left out.
# With --has-postgresql it only answers, by its exit status, whether that run can take place;
# in CI the answer is always yes, so that a missing server fails rather than skips.
set -euo pipefail

# The shell without a screen is the lighter one; where there is none, the whole browser does.
has_browser() {
    local path
    for path in ${JIANYAN_CHROMIUM:-/usr/bin/chromium-headless-shell /usr/bin/chromium}; do
        [ ! -x "$path" ] || return 0
    done
    return 1
}
has_fonts() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }
has_postgresql() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

if [ "${1:-}" = --has-postgresql ]; then
    [ "${CI:-}" = true ] || has_postgresql
    exit
fi

packages=() left_out=()
has_browser || { packages+=(chromium-headless-shell); left_out+=("浏览器测试"); }
has_fonts || { packages+=(fonts-noto-cjk fontconfig); left_out+=("中文截图"); }
has_postgresql || { packages+=(postgresql); left_out+=("PostgreSQL 测试"); }
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装测试所需的 ${packages[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # Where the list cannot be fetched the one at hand may do; if not, installing says both.
    apt-get update >"$log" 2>&1 || true
    # Older releases of Debian have the whole browser only.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 ||
        packages=("${packages[@]/%chromium-headless-shell/chromium}")
    if apt-get install -y --no-install-recommends "${packages[@]}" >>"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
fi
echo "请安装 ${packages[*]}（Debian：apt-get install ${packages[*]}）；现在略过：${left_out[*]}"
[ "${CI:-}" != true ]
