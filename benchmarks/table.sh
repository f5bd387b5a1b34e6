#!/usr/bin/env bash
# Makes one line of each benchmark in the output of go test -bench: medians over its runs, the time in
# a unit to read. Called by run.sh: benchmarks/table.sh RAW
set -euo pipefail

awk '
function readable(ns) {
	if (ns < 1e3) return sprintf("%.3g ns", ns)
	if (ns < 1e6) return sprintf("%.3g us", ns / 1e3)
	if (ns < 1e9) return sprintf("%.3g ms", ns / 1e6)
	return sprintf("%.3g s", ns / 1e9)
}
function median(name, unit,    n, i, j, v, at) {
	n = split(values[name, unit], v, " ")
	for (i = 2; i <= n; i++) # few runs: insertion sort
		for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) { at = v[j]; v[j] = v[j - 1]; v[j - 1] = at }
	return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
/^Benchmark.*ns\/op/ {
	name = $1
	sub(/^Benchmark/, "", name)
	sub(/-[0-9]+$/, "", name)
	if (!(name in known)) { known[name] = 1; names[++count] = name }
	for (i = 3; i < NF; i += 2) values[name, $(i + 1)] = values[name, $(i + 1)] " " $i
}
END {
	others = split("gap moves yuan ratio outside-share rounds solves pivots nodes cols rows whole actions", other, " ")
	for (n = 1; n <= count; n++) if (length(names[n]) > wide) wide = length(names[n])
	printf "%-" wide "s  %10s  %12s\n", "benchmark", "time", "per section"
	for (n = 1; n <= count; n++) {
		name = names[n]
		by = (name, "ns/section") in values ? readable(median(name, "ns/section")) : ""
		line = sprintf("%-" wide "s  %10s  %12s ", name, readable(median(name, "ns/op")), by)
		for (o = 1; o <= others; o++) if ((name, other[o]) in values) {
			label = other[o]
			sub(/-share/, "", label)
			value = median(name, other[o])
			line = line sprintf(value < 10 && value != int(value) ? " %s %.3g," : " %s %.10g,", label, value)
		}
		sub(/[ ,]+$/, "", line)
		print line
	}
}' "$1"
