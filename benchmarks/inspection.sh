#!/usr/bin/env bash
#
# inspection.sh [fixtures]: time and memory of reading packages, see README.md; needs 4 GB of memory and 1 GB of disk.
# inspection.sh sheet <out.png> [fixtures]: all icons of the good packages on one sheet, to be looked at.
# ROUNDS (15): how often each package is read; the median counts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
sheet=()
if [ "${1:-}" = sheet ]; then
  sheet=("$(realpath -m "${2:?where the sheet goes}")")
  shift 2
fi
fixtures=${1:-$top/../shared/fixtures}
if [ ! -d "$fixtures/good" ] || [ ! -d "$fixtures/bad" ]; then
  echo "no packages to read: $fixtures has no folders good and bad; name the folder as argument" >&2
  exit 2
fi
if [ ${#sheet[@]} = 0 ] && ! command -v aapt >/dev/null; then
  echo "aapt is missing, which this compares with (Debian: apt-get install aapt)" >&2
  exit 2
fi
classpath=$(mktemp)
largest=$(mktemp -d)
trap 'rm -rf "$classpath" "$largest"' EXIT
(cd "$top" && mvn -B -q test-compile dependency:build-classpath -pl domain-ejb -Dmdep.outputFile="$classpath")
java=(java -Djava.awt.headless=true -cp "$top/domain-ejb/target/classes:$top/domain-ejb/target/test-classes:$(cat "$classpath")")
program=$here/InspectionBenchmark.java
if [ ${#sheet[@]} != 0 ]; then
  "${java[@]}" "$program" sheet "$fixtures" "${sheet[0]}"
  exit
fi
"${java[@]}" "$program" speed "$fixtures" "${ROUNDS:-15}"
# a small nursery: what is only garbage is gone soon, and the peak is near to what is needed
"${java[@]}" -XX:+UseSerialGC -Xmx1g -Xmn16m "$program" limits "$fixtures"
"${java[@]}" -Xmx4g "$program" largest "$fixtures" "$largest"
# a JVM that exits when its heap runs out, whoever would catch that
"${java[@]}" -XX:+UseSerialGC -Xmx128m -XX:+ExitOnOutOfMemoryError "$program" heap "$fixtures" "$largest"
