#!/usr/bin/env bash
# Everything that has to hold before a change goes in: installs the servers that the tests start for themselves, builds
# without warnings, checks the formatting, runs every test and holds the coverage. The last line is "N passed, N failed",
# where a failed step that is not a test (build, formatting, coverage) counts as one, and ", N skipped" where the machine lacks
# what a test needs. CRASH_MINUTES=30 lets the crash suite go
# on breaking things for half an hour (docs/crash-suite.md).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
exec </dev/null

minima="Domain=90 Application=90 Infrastructure=85 Api=85"
solution=WhatsAppSupport.sln
results=coverage/results
program=coverage/program
compiler="whatsapp-support-$$"
# One for all projects, and of our own: a new one for each takes twice as long.
one_compiler=(-p:UseSharedCompilation=true -p:SharedCompilationId="$compiler")
failed_steps=0

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Nothing of ours may stay behind and hold a CI job open.
export MSBUILDDISABLENODEREUSE=1

main() {
  trap finish EXIT
  rm -rf coverage
  mkdir coverage
  check_sdk
  check_servers

  step "Build"
  dotnet build "$solution" -warnaserror --verbosity quiet "${one_compiler[@]}" || stop "The build failed."

  # Both at once, because neither needs all processors; they have the packages in common, but no file that one of them writes.
  step "Program"
  dotnet restore src/Api --use-current-runtime --verbosity quiet || stop "The program's packages are missing."
  check_formatting >coverage/formatting.log 2>&1 &
  local formatting=$!
  publish || stop "The program could not be published."
  export SUPPORT_PROGRAM="$PWD/$program/WhatsAppSupport.Api.dll"
  stop_compiler

  step "Formatting"
  wait "$formatting" || fail "The formatting differs: run 'dotnet format' and look at the result."
  cat coverage/formatting.log

  step "Tests"
  dotnet test "$solution" --no-build -maxcpucount:1 --filter "Suite!=Crash" --settings .config/coverage.runsettings \
    --collect "XPlat Code Coverage" --logger trx --results-directory "$results" || tests_failed=1

  # By itself: it kills and freezes processes, which nothing else should have to wait for. Its numbers are worth a look.
  step "Crash suite"
  dotnet test tests/IntegrationTests --no-build --filter "Suite=Crash" --logger "console;verbosity=detailed" \
    --logger trx --results-directory "$results" || tests_failed=1

  # Whether it works under some load at all: durable PostgreSQL, two processes, repeats and reports.
  step "Load"
  dotnet tests/Load/bin/Debug/net10.0/WhatsAppSupport.Load.dll smoke || fail "Under load something was lost, came twice or out of its turn, or took far too long."

  step "Coverage"
  local reports
  reports=$(find "$results" -name coverage.info 2>/dev/null || true)
  [ -n "$reports" ] || stop "The tests wrote no coverage."
  # shellcheck disable=SC2086 # one word a report; the paths are ours and have no spaces
  LC_ALL=C awk -v minima="$minima" -f .config/line-coverage.awk $reports || fail "The coverage is too low."
}

# What the tests start as a process of its own is what people run: hundreds of times, and in two thirds of the time.
publish() {
  dotnet publish src/Api --no-restore --configuration Release --use-current-runtime --output "$program" --verbosity quiet \
    -p:UseAppHost=false -p:RunAnalyzers=false "${one_compiler[@]}"
}

# White space and the order of imports; all else of the style has stopped the build, and would take five times as long once more.
check_formatting() {
  dotnet format whitespace "$solution" --verify-no-changes --no-restore &&
    dotnet format style "$solution" --diagnostics IMPORTS --verify-no-changes --no-restore
}

check_sdk() {
  command -v dotnet >/dev/null || stop "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  local version
  version=$(dotnet --version) || stop "The .NET SDK of global.json is missing: https://dotnet.microsoft.com/download"
  [ "${version%%.*}" -ge 10 ] || stop "The .NET SDK here is $version; needed is 10: https://dotnet.microsoft.com/download"
}

# The tests start servers of their own and type what the README says to type; only the programs must be there.
check_servers() {
  local missing=()
  find_missing
  [ ${#missing[@]} -eq 0 ] && return

  step "Installing ${missing[*]}"
  command -v apt-get >/dev/null ||
    stop "Install ${missing[*]}; for the servers you can set TEST_DATABASE_URL and TEST_REDIS_URL instead."
  as_root true || stop "Run as root: apt-get install ${missing[*]}"
  install "${missing[@]}"
  find_missing
  [ ${#missing[@]} -eq 0 ] || stop "apt-get did not install ${missing[*]}."
}

# The packages whose programs are not there. The tests read from ps which processes a server has begun, make a TypeScript
# client of the API with npm, and run Prometheus and haproxy with what is shipped for them.
find_missing() {
  missing=()
  [ -n "${TEST_DATABASE_URL:-}" ] || has_postgres || missing+=(postgresql)
  [ -n "${TEST_REDIS_URL:-}" ] || command -v redis-server >/dev/null || missing+=(redis-server)
  command -v redis-cli >/dev/null || missing+=(redis-tools)
  command -v curl >/dev/null || missing+=(curl)
  command -v ps >/dev/null || missing+=(procps)
  command -v promtool >/dev/null || missing+=(prometheus)
  command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
}

has_postgres() {
  command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null ||
    compgen -G "/usr/pgsql-*/bin/initdb" >/dev/null || compgen -G "/opt/homebrew/opt/postgresql@*/bin/initdb" >/dev/null ||
    compgen -G "/usr/local/opt/postgresql@*/bin/initdb" >/dev/null
}

# Debian starts a service as it installs it, which fails in a container and is not wanted elsewhere: a policy forbids it.
install() {
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e "$policy" ]; then
    ours=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
  fi
  as_root apt-get update -q || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" || true
  [ -z "$ours" ] || as_root rm -f "$policy"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo ${CI:+-n} "$@"
  else
    return 1
  fi
}

# The compiler would wait for more work; it is known by the name that we gave to it.
stop_compiler() {
  local pid
  for pid in $(pgrep -f -- "-pipename:$compiler" || true); do
    kill "$pid" 2>/dev/null || true
  done
}

step() { printf '\n== %s\n' "$1"; }

fail() {
  printf '\nFAILED: %s\n' "$1"
  failed_steps=$((failed_steps + 1))
}

stop() {
  fail "$1"
  exit 1
}

# Prints the last line and decides the exit code, however the script ends.
finish() {
  local code=$? passed failed skipped
  trap - EXIT
  wait
  stop_compiler
  passed=$(count passed)
  failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  if [ -n "${tests_failed:-}" ] && [ "$failed" = 0 ]; then
    fail "The test run broke off."
  fi
  failed=$((failed + failed_steps))
  if [ "$code" != 0 ] && [ "$failed" = 0 ]; then
    failed=1
  fi
  skipped=$(($(count total) - $(count executed)))
  printf '\n%s passed, %s failed' "$passed" "$failed"
  if [ "$skipped" -gt 0 ]; then
    printf ', %s skipped' "$skipped"
  fi
  printf '\n'
  [ "$failed" = 0 ] && [ "$code" = 0 ] && exit 0
  exit 1
}

# The sum of one counter over the result files of all test projects.
count() {
  { find "$results" -name '*.trx' -exec sed -n "s/.*<Counters.* $1=\"\([0-9]*\)\".*/\1/p" {} + 2>/dev/null || true; } |
    awk '{ sum += $1 } END { print sum + 0 }'
}

main
