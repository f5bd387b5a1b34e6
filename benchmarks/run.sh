#!/usr/bin/env bash
# Runs the benchmarks several times and writes what benchstat makes of them, under a head that says
# on what machine and with what versions. Called by: make bench
#
#   benchmarks/run.sh                      results/<today>.txt, and <today>.raw for later comparisons
#   RUNS=1 BENCH=Assess benchmarks/run.sh  fewer runs, of some benchmarks
#   NAME=before benchmarks/run.sh          results/before.txt
#
# Two results are compared by: benchstat results/A.raw results/B.raw
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=${RUNS:-6} # benchstat gives no interval for fewer
name=${NAME:-$(date -u +%F)}
results=benchmarks/results
tools=${XDG_DATA_HOME:-$HOME/.local/share}/eduparity/tools
benchstat=$tools/benchstat
perf=v0.0.0-20260908200009-22c9c6c9d4da
highs=$(./scripts/highs.sh where | sed -n '1s/:.*//p')

[ -x "$benchstat" ] || GOBIN=$tools go install "golang.org/x/perf/cmd/benchstat@$perf" >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./scripts/highs.sh go test ./benchmarks -run '^$' -bench "${BENCH:-.}" -count "$runs" -timeout 2h | tee "$work/raw" >&2

commit=$(git rev-parse --short=12 HEAD)
[ -z "$(git status --porcelain)" ] || commit="$commit, with changes not committed"
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
{
	cat <<-END
		Benchmarks of eduparity, $name

		machine  ${cpu:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores, $(uname -s)
		go       $(go env GOVERSION)
		engine   $highs, one thread
		commit   $commit
		runs     $runs, medians below; made by benchmarks/run.sh

		time         one run of what the benchmark is about; reading the county is not in it
		per section  the same by section: it grows with the county where anything is quadratic
		outside      share of the time spent outside the engine (model, cuts, reading back, proof)
		gap          between plan and bound; optimal from 0.0001 on
		moves, yuan, ratio             what the goal minimises: teachers moved, cost to pass, worst CV/limit
		rounds, solves, pivots, nodes  of the engine; cols, rows, whole: its model in the end

		Every outcome was judged: the moves are those that another algorithm finds, the plans verify.

	END
	./benchmarks/table.sh "$work/raw"
	printf '\nTimes with their 95 %% intervals, by benchstat:\n\n'
	"$benchstat" -ignore pkg,goos,goarch,cpu -filter '.unit:(sec/op OR B/op)' "$name=$work/raw"
} >"$work/txt"

mkdir -p "$results"
mv "$work/raw" "$results/$name.raw"
mv "$work/txt" "$results/$name.txt"
echo "$results/$name.txt"
