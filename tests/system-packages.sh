#!/bin/sh
# Chromium (browser suite) and PostgreSQL (parity suite) come from Debian. Root on Debian: install them. Elsewhere: say
# in one loud line what is left out and how to get it. With CI set, a missing part is a failure.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null && exit 0
fi
echo "!!! LEFT OUT: the suites that need:$missing. On Debian or Ubuntu: sudo apt-get install$missing !!!" >&2
[ -z "${CI:-}" ]
