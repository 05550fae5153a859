# shellcheck shell=bash
# Sourced by setup: packages from Debian. Installs only what is missing, upgrades nothing, starts and enables no service.

# debian_suite: the code name, e.g. bookworm; empty on a system that has none.
debian_suite() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

# debian_packages GROUP...: the packages of the groups that apply to this suite, one a line.
debian_packages() {
  local suite
  suite=$(debian_suite)
  awk -v groups=" $* " -v suite="$suite" '
    /^[^#]/ && index(groups, " " $1 " ") && ($3 == "*" || index("," $3 ",", "," suite ",")) { print $2 }' "$here/packages"
}

# debian_missing GROUP...: those of them that are not installed.
debian_missing() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  debian_packages "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600 "$@"; }
apt_install() { apt_get install --no-install-recommends "$@"; }

# While packages are installed, a policy file keeps their services from starting; one that was there already is left alone.
without_services() {
  local policy=/usr/sbin/policy-rc.d rc=0
  [ -e "$policy" ] && { "$@"; return; }
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  "$@" || rc=$?
  rm -f "$policy"
  return $rc
}

# The server package makes a system cluster unless its configuration forbids it beforehand, so the configuration comes first.
install_postgresql_common() {
  apt_install postgresql-common &&
    sed -i 's/^#* *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
}

# A service that came with our packages must not start with the machine either.
disable_services() {
  local package
  command -v systemctl >/dev/null || return 0
  for package in "$@"; do
    case $package in
      nginx*) systemctl disable nginx.service || true ;;
      postgresql) systemctl disable postgresql.service || true ;;
    esac
  done
}

install_missing() {
  case " $* " in
    *" postgresql "*) dpkg-query -W postgresql-common >/dev/null 2>&1 || install_postgresql_common || return ;;
  esac
  apt_install "$@" && disable_services "$@"
}

# debian_install GROUPS: GROUPS is one word list; adds the group `node` where the machine has none of its own.
debian_install() {
  local wanted=$1 missing
  command -v node npm >/dev/null || wanted="$wanted node"
  # shellcheck disable=SC2086
  missing=$(debian_missing $wanted | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    note "these Debian packages are missing: $missing"
    note "as root, run:  $here/setup --packages $1"
    note "(it installs them without starting their services), then repeat this command"
    exit 1
  fi
  case $(debian_suite) in
    bookworm | trixie) ;;
    *) note "this is neither Debian 12 nor 13; trying the same package names" ;;
  esac
  step "package lists" apt_get update
  # shellcheck disable=SC2086
  step "$(wc -w <<<"$missing") Debian packages" without_services install_missing $missing
}
