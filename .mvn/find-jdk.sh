# Sourced by ./mvnw and ./meridian: sets JAVA_HOME to a JDK of version 25 or newer, or explains what to do.
# A JDK names its version in the file `release`; reading it costs nothing, starting java costs 30 ms.

jdk_is_new_enough() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ -n "$value" ] && [ "$value" -ge 25 ]
    return
  done < "$1/release"
  return 1
}

find_jdk() {
  [ -n "${JAVA_HOME-}" ] && jdk_is_new_enough "$JAVA_HOME" && return 0
  if [ -n "${MERIDIAN_JDKS-}" ]; then
    # A directory of JDKs to choose from, and nothing else.
    set -- "$MERIDIAN_JDKS"/*
  else
    # Debian and Fedora, Homebrew, macOS, SDKMAN!, IntelliJ, asdf and mise keep their JDKs here.
    set -- /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/opt/openjdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
      "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/*
  fi
  for candidate do
    if jdk_is_new_enough "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  on_path=
  [ -n "${MERIDIAN_JDKS-}" ] || on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    if jdk_is_new_enough "${on_path%/bin/javac}"; then
      JAVA_HOME=${on_path%/bin/javac}
      export JAVA_HOME
      return 0
    fi
  fi
  echo "meridian: no JDK 25 or newer was found in JAVA_HOME, on the PATH or ${MERIDIAN_JDKS:-where JDKs are usually installed}." >&2
  [ -z "${JAVA_HOME-}" ] || echo "  JAVA_HOME is $JAVA_HOME, which is older, or no JDK." >&2
  echo "  fix: install one (Debian: apt-get install openjdk-25-jdk or Temurin's package; macOS: brew install openjdk; any system: sdk install java 25-tem)," >&2
  echo "       or point JAVA_HOME at it: JAVA_HOME=/path/to/jdk-25 $0 ..." >&2
  return 3
}
