#!/usr/bin/env bash
# Puts what the demo says into README.md, between its two marks: the answers first, then all of it.
# Called by: make readme
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
program=$1 out=$2
mkdir -p "$out"
"$here/demo.sh" "$program" "$out" >"$out/demo.txt" 2>&1

{
	sed '/<!-- demo:begin/q' README.md
	echo
	# The answer is the line after the note on constructed data; verify has none and begins with it.
	awk '
		/^== / { title = substr($0, 4) }
		answer || /^The (plan|proof that there is no plan) (holds|does not hold)/ { print "- **" title "** " $0; answer = 0 }
		/^Constructed data/ { answer = 1 }' "$out/demo.txt"
	printf '\n<details>\n<summary>All of it</summary>\n\n```\n'
	sed '1{/^$/d}' "$out/demo.txt"
	printf '```\n\n</details>\n\n'
	sed -n '/<!-- demo:end/,$p' README.md
} >"$out/README.md"
cp "$out/README.md" README.md
