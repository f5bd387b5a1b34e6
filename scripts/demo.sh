#!/usr/bin/env bash
# The main job on the shipped county: judge it, show what cannot be done, plan what can. Plans are
# left in the output folder. Called by: make demo
set -euo pipefail

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
out=$2
# A budget that is not enough to pass.
budget=${BUDGET:-20000000}

mkdir -p "$out"
cd "$out"
rm -rf demo

# step TITLE CODES ARGUMENTS...: runs the program and accepts the exit codes given.
step() {
	local title=$1 codes=$2 code=0
	shift 2
	printf '\n== %s\n$ eduparity %s\n\n' "$title" "$*"
	"$program" "$@" || code=$?
	case " $codes " in
	*" $code "*) ;;
	*)
		echo "demo.sh: eduparity ended with exit code $code" >&2
		exit 1
		;;
	esac
}

"$program" example demo
step "How does the county stand?" 0 \
	assess demo --show blockers,indicators,gaps,drivers --top 5
step "Can money and moves alone make it pass? Exit code 3 says no." 3 \
	plan demo --goal pass-cost --lever funding,rotation --save impossible.json
step "And with new posts, what does it cost?" "0 4" \
	plan demo --goal pass-cost --lever funding,hiring,rotation --time-limit 25s --top 3 --save pass.json
step "With a fifth of that, how even can it get?" "0 4" \
	plan demo --goal dispersion --lever funding,hiring,rotation --budget "$budget" --time-limit 15s --top 3 --save even.json
step "Is the impossible really proven?" 0 \
	verify demo impossible.json
step "Does the plan to pass hold?" 0 \
	verify demo pass.json

printf '\nPlans as JSON: %s/{impossible,pass,even}.json\n' "$out"
