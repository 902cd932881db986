#!/usr/bin/env bash
# Writes the folder Data anew from a build of the API: record.sh path/to/SmartDairy.Api.dll
# Needs Debian's postgresql and mosquitto. Takes about three minutes.
set -euo pipefail
[[ $# -eq 1 && -f $1 ]] || { echo "usage: $0 path/to/the API's assembly, built from the version to record" >&2; exit 2; }
RECORDED_API="$(realpath "$1")"
export RECORDED_API
cd "$(dirname "$0")"
dotnet build -c Release -v quiet -nologo
dotnet bin/Release/net10.0/Compatibility.Tests.dll -explicit only
ls -l Data
