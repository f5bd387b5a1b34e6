#!/usr/bin/env bash
# Solves the peers' instances with ours and with every peer that is installed, one process at a time,
# and makes the tables. Called by: make peers; make peers-instances prepares the folder.
#
#   benchmarks/peers.sh instances              the peers' scripts and every instance, once
#   benchmarks/peers.sh                        results/peers-<today>.txt, and .jsonl: the lines behind it
#   ROWS='P1,levels tight' SIZES=200,500 benchmarks/peers.sh    some rows, some sizes
#   NAME=quick RUNS=1 benchmarks/peers.sh      results/peers-quick.txt, medians of one
#   TARGETS=yes benchmarks/peers.sh            only the peers that are to be beaten
#   LIMIT=60 benchmarks/peers.sh               no more than 60 s for a run of a peer; by default 300, or what a row says
#   ROWS='P5,P1 whole' SEEDS=1,2,3,4,5 benchmarks/peers.sh      five counties of every size
#   ROWS=P5 CV=0.27 benchmarks/peers.sh        P5, and the same with every CV at most 0.27
#
# PEERS_BENCH   folder of the peers' scripts, written to; by default out/peers_bench, a copy of PEERS_FROM
# PEERS_FROM    by default ../shared/peers_bench
# PROTOTYPES    folder of the prototype that P5 is compared with, by default ../shared/prototypes/pass_cost;
#               its files are put beside the peers' scripts. Without it that peer fails and says so.
# PEERS_PYTHON  interpreter with what requirements.txt of that folder names (numpy for the instances);
#               by default venv/bin/python of the folder, else python3. What it lacks is reported.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bench=${PEERS_BENCH:-out/peers_bench}
from=${PEERS_FROM:-../shared/peers_bench}
prototypes=${PROTOTYPES:-../shared/prototypes/pass_cost}
name=${NAME:-$(date -u +%F)}
runs=${RUNS:-5}
results=benchmarks/results

die() {
	echo "peers.sh: $*" >&2
	exit 1
}

if [ ! -e "$bench/gen.py" ]; then
	[ "${1:-}" = instances ] || die "no scripts in $bench: make peers-instances, or set PEERS_BENCH"
	[ -e "$from/gen.py" ] || die "no scripts in $from either: set PEERS_BENCH or PEERS_FROM"
	mkdir -p "$bench"
	cp -R "$from/." "$bench"
	chmod -R u+w "$bench"
fi
bench=$(cd "$bench" && pwd)
if [ -d "$prototypes" ] && [ ! -e "$bench/solve_pass.py" ]; then
	for file in "$prototypes"/*.py.txt; do
		cp "$file" "$bench/$(basename "$file" .txt)"
	done
fi
python=${PEERS_PYTHON:-$bench/venv/bin/python}
[ -n "${PEERS_PYTHON:-}" ] || [ -x "$python" ] || python=python3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./scripts/highs.sh go build -buildvcs=true -o "$work/peers" ./benchmarks/peers

if [ "${1:-}" = instances ]; then
	"$python" -c 'import numpy' 2>/dev/null || die "$python has no numpy, which gen.py needs: set PEERS_PYTHON"
	"$python" "$bench/gen.py" all --folder "$bench/instances"
	"$python" "$bench/gen.py" funding 1000000 --folder "$bench/instances"
	for seed in 2 3 4 5; do
		"$python" "$bench/gen.py" county --seed "$seed" --folder "$bench/instances"
		"$python" "$bench/gen.py" rotation --seed "$seed" --folder "$bench/instances"
	done
	"$work/peers" -levels "$bench/instances"
	echo "$bench/instances"
	exit
fi

targets=
[ "${TARGETS:-no}" != yes ] || targets=-only-targets
mkdir -p "$results"
./scripts/highs.sh "$work/peers" -compare -bench "$bench" -python "$python" -runs "$runs" \
	-rows "${ROWS:-}" -sizes "${SIZES:-}" -limit "${LIMIT:-0}" \
	-seed "${SEEDS:-1}" -cv "${CV:-0}" $targets >"$results/peers-$name.jsonl"

commit=$(git rev-parse --short=12 HEAD)
[ -z "$(git status --porcelain)" ] || commit="$commit, with changes not committed"
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
{
	cat <<-END
		Ours and the peers on the same instances, in one run: $name

		machine  ${cpu:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores, $(uname -s)
		go       $(go env GOVERSION)
		engine   $(./scripts/highs.sh where | sed -n '1s/:.*//p'), where a route needs one
		python   $("$python" --version 2>/dev/null || echo none); versions of the peers in the tables
		commit   $commit
		runs     medians of $runs, one where a run takes more than 10 s; made by benchmarks/peers.sh

		Times are processor seconds on one thread; arcs and columns are given on both sides, reading the
		file counts for nobody. build s: the solver's own form of the instance. cpu s: from there to plan
		and bound. over ours: processor time of the second over ours. difference: of the objective to
		ours, relative; marked where it is so large that the line counts for nothing. violation: the
		largest, computed from purchases and moves alone. Ours are repeated in a loop of 30 ms at least,
		the peers solve once a run. first plan s, to 1e-04 s: of searches, processor time to the first
		plan that keeps the rules and to that gap; who closed no gap has taken longer. Growth: least
		squares of log time on log n, every size another county: an indication, not a law.

	END
	"$work/peers" -table "$results/peers-$name.jsonl"
} >"$work/txt"
mv "$work/txt" "$results/peers-$name.txt"
echo "$results/peers-$name.txt"
