#!/usr/bin/env bash
# Every check there is, installing what it needs: format, lints, tests, docs, the demonstration site, and
# the outside judges on generated pages. Judges that cannot be installed are skipped with a word, except
# under CI, where every one of them must run.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

have() { command -v "$1" >/dev/null 2>&1; }

# Debian's packages for the judges: browser, fonts, PDF and QR tools, a clock that can be set.
install_tools() {
  local missing=()
  have chromium || missing+=(chromium fonts-noto-cjk)
  have pdftoppm || missing+=(poppler-utils)
  have zbarimg || missing+=(zbar-tools)
  have xmllint || missing+=(libxml2-utils)
  have faketime || missing+=(faketime)
  have strace || missing+=(strace)
  have parallel || missing+=(parallel)
  have openssl || missing+=(openssl)
  have nginx || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  have apache2 || [ -x /usr/sbin/apache2 ] || missing+=(apache2)
  [ -e /usr/lib/nginx/modules/ngx_http_dav_ext_module.so ] || missing+=(libnginx-mod-http-dav-ext)
  have node || missing+=(nodejs npm)
  have java || missing+=(default-jre-headless)
  [ -x /usr/sbin/sshd ] || missing+=(openssh-server openssh-client)
  python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
  [ ${#missing[@]} -eq 0 ] && return 0
  { [ "$(id -u)" = 0 ] && have apt-get; } || return 1
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

# Packages that the judges are made of, pinned, in ignored folders of their own.
install_packages() {
  (cd tests/judges && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
  [ -x tests/judges/venv/bin/python ] || python3 -m venv tests/judges/venv || return 1
  tests/judges/venv/bin/pip install --quiet --disable-pip-version-check -r tests/judges/requirements.txt
}

say "tools for the outside judges"
if install_tools && install_packages; then
  export ZHANGBANG_JUDGES=1 ZHANGBANG_HISTORIES=${ZHANGBANG_HISTORIES:-4000} ZHANGBANG_UNCHANGED=${ZHANGBANG_UNCHANGED:-200}
elif [ "${CI:-}" = true ]; then
  echo "the judges could not be installed" >&2
  exit 1
else
  echo "skipped: no browser, Node.js, Java or Python packages here, and no leave to install them"
fi

say "format"
cargo fmt --check
say "lints"
cargo clippy --quiet --all-targets -- -D warnings
say "the demonstration site builds clean"
cargo build --release --quiet
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
target/release/zhangbang check --format short
target/release/zhangbang build --quiet --out "$site/public"
say "docs"
RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps
say "tests"
cargo test --quiet
