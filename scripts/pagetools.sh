#!/bin/sh
# Fetches what the tests of the HTML page check it with, once, into the user's data folder: axe-core
# (accessibility) and the Nu HTML checker, both from npm. Without npm or a network the tests skip these
# checks and say so; this script then does nothing and is no failure.
set -eu
tools=${XDG_DATA_HOME:-$HOME/.local/share}/eduparity/tools/page
axe=4.14.1
vnu=26.9.27
[ -f "$tools/node_modules/axe-core/axe.min.js" ] && [ -f "$tools/node_modules/vnu-jar/build/dist/vnu.jar" ] && exit 0
if ! command -v npm >/dev/null 2>&1; then
	echo "note: no npm: the HTML page is not checked by axe-core and the Nu HTML checker" >&2
	exit 0
fi
mkdir -p "$tools"
echo "fetching axe-core $axe and vnu-jar $vnu, once" >&2
npm install --prefix "$tools" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-retries=0 --fetch-timeout=20000 "axe-core@$axe" "vnu-jar@$vnu" >/dev/null ||
	echo "note: npm could not fetch them: the HTML page is not checked by axe-core and the Nu HTML checker" >&2
