#!/usr/bin/env bash
# From a fresh checkout to a verdict: installs, builds and runs `multiuser-repl verify` with the arguments given here.
# Paths among them count from where it was called. Only the verdict goes to standard output.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Building takes development dependencies, whatever NODE_ENV says.
npm --prefix "$root" ci --include=dev >&2
npm --prefix "$root" run build >&2
exec node "$root/bin/multiuser-repl.js" verify "$@"
