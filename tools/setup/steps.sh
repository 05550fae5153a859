# shellcheck shell=bash
# Sourced by setup and build.sh: progress that a person can follow. One line per step, the full output in the log, its end on failure.

step_tag=setup
log=build/setup.log
step_number=0

# step SENTENCE COMMAND...: runs COMMAND, prints the sentence and the seconds; on failure shows why and ends the script.
step() {
  local sentence=$1 from=$SECONDS
  shift
  step_number=$((step_number + 1))
  printf '%s: %d. %s … ' "$step_tag" "$step_number" "$sentence"
  [ "$step_number" -gt 1 ] || : >"$log"
  printf '\n== %s\n' "$sentence" >>"$log"
  if "$@" >>"$log" 2>&1 </dev/null; then
    printf '%d s\n' $((SECONDS - from))
  else
    printf 'FAILED after %d s\n' $((SECONDS - from))
    tail -n 20 "$log" >&2
    printf '%s: the full output is in %s\n' "$step_tag" "$(realpath "$log")" >&2
    exit 1
  fi
}

note() { printf '%s: %s\n' "$step_tag" "$*"; }
