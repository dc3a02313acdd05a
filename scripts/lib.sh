# What the scripts share: sourced, never run. Sets ROOT and goes there; `need_venv FILE` makes .venv hold FILE's packages.
# shellcheck shell=sh

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$ROOT" || exit 1
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "warta: $*" >&2; }
fail() { say "$*"; exit 1; }

# The newest Python from 3.11 on that is installed.
find_python() {
  for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  say "installing $* with apt-get"
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

make_venv() {
  python=$(find_python) || fail "Python 3.11 or newer is needed. On Debian: apt-get install python3 python3-venv"
  say "making .venv with $("$python" --version)"
  "$python" -m venv .venv >/dev/null 2>&1 && return 0
  rm -rf .venv
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  apt_install "python$version-venv" || apt_install python3-venv || fail "Python's venv module is missing. As root: apt-get install python$version-venv"
  "$python" -m venv .venv || fail "could not make .venv"
}

# Install the packages of a requirements file unless this very file is installed already.
need_venv() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; make_venv; }
  stamp=".venv/.installed-$1"
  wanted=$(cat requirements*.txt | cksum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  say "installing the packages of $1 (a few minutes the first time)"
  .venv/bin/python -m pip install -qq --requirement "$1" || fail "pip could not install $1; the lines above say why"
  printf '%s' "$wanted" >"$stamp"
}
