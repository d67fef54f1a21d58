#!/usr/bin/env bash
# Runs every test: unit, property, golden-file, and real clients (QGIS, GDAL, OWSLib, Chromium) against the built server.
# Tests that need a client or data that is not here say so and skip.
set -euo pipefail
cd "$(dirname "$0")"
exec dotnet test SrceOgc.sln -c Release --nologo --logger "console;verbosity=minimal" "$@"
