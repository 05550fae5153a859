# shellcheck shell=bash
# Sourced by ./run, ./test, ./dev and every script that calls Node: the tools that set-up fetched come first on the PATH.
# Expects KAIR_ROOT exported: the checkout's absolute path. Must do nothing slow: it runs before every command.

if [ -x "$KAIR_ROOT/build/node/bin/npm" ]; then
  case ":$PATH:" in
    *":$KAIR_ROOT/build/node/bin:"*) ;;
    *) PATH=$KAIR_ROOT/build/node/bin:$PATH ;;
  esac
fi
export PATH
