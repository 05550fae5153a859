# shellcheck shell=bash
# Sourced by ./run and ./dev after `environment.sh`: builds what is out of date.

# shellcheck source=tools/setup/steps.sh
. "$KAIR_ROOT/tools/setup/steps.sh"
step_tag=build
log=build/build.log

# build_release: the server, unsanitised, in build/release.
build_release() {
  mkdir -p build
  [ -e build/release/build.ninja ] || step "configure the server" meson setup build/release
  step "the server" ninja -C build/release
}

# The browser side depends on its sources, its tools and the API document; times do not matter, contents do.
web_sources() {
  find web player docs/api -type f ! -path '*/node_modules/*' ! -name schema.d.ts -print0 2>/dev/null | LC_ALL=C sort -z
  printf '%s\0' package-lock.json
}
web_state() { web_sources | xargs -0 sha256sum | sha256sum; }

# build_web: the browser side, in build/web.
build_web() {
  local state
  state=$(web_state)
  [ -e build/web/index.html ] && [ "$state" = "$(cat build/web.stamp 2>/dev/null)" ] && return 0
  step "the browser side" npm run --silent build:web
  printf '%s' "$state" >build/web.stamp
}
