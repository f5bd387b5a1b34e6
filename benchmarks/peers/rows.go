package main

import "fmt"

// A row is one question of the table: a problem with its options at several sizes, who else answers
// it, and how far ahead of whom we are to be.
type row struct {
	name    string
	about   string
	problem string   // of [problems]
	options []string // of ours
	script  string   // of the peers; "": nobody else answers
	extra   []string // options of the script
	file    string   // of the instance, with %d for n
	caps    caps     // where the cap ratio is from, for P1
	sizes   []int
	peers   []string // by the script's names; the target's first
	reach   []reach
	growth  float64 // our processor time may grow as n to this power; 0: not asked
	gap     float64 // ours at most, relative; 0: not asked
	warm    float64 // our second solve may take this share of the first; 0: not asked
}

// A reach is what is to be reached against a peer: its processor time over ours.
type reach struct {
	peer   string
	ratio  float64
	again  float64 // the same for the second solve
	upTo   int     // the largest size at which it is asked; 0: all
	rounds int     // ours at most; 0: not asked
}

// caps says where the cap ratio of P1 is from.
type caps int

const (
	noCaps    caps = iota
	fileCaps       // caps.json of the peers
	tightCaps      // tightRatios
)

// tightRatios are the cap ratios of the tight form of P1: 1.02 times the least worst ratio that five
// times the budget reaches, for seed 1.
var tightRatios = map[int]float64{200: 0.8118, 500: 0.8005, 1000: 0.7036, 2000: 0.7428}

var (
	conic       = []string{"clarabel", "highs-outer", "ecos"}
	countySizes = []int{200, 500, 1000, 2000}
)

// rows are the questions, in the order of the table.
var rows = append([]row{
	{
		name: "P1", about: "least money under CV caps", problem: "P1",
		script: "p1_least_cost.py", file: "county-%d.json", caps: fileCaps, sizes: countySizes,
		peers: conic, reach: []reach{{peer: "clarabel", ratio: 200}}, growth: 1.3, gap: 1e-9,
	},
	{
		name: "P1 tight", about: "the same, caps 2 % above what can be reached", problem: "P1",
		script: "p1_least_cost.py", file: "county-%d.json", caps: tightCaps, sizes: countySizes,
		peers: conic, reach: []reach{{peer: "clarabel", ratio: 80}}, growth: 1.3, gap: 1e-9,
	},
	{
		name: "P2", about: "least worst CV over its limit, one budget", problem: "P2",
		script: "p2_least_worst.py", file: "county-%d.json", sizes: countySizes,
		peers: conic, reach: []reach{{peer: "clarabel", ratio: 2000}},
	},
	{
		name: "P2 budget x 5", about: "the same with five times the budget", problem: "P2",
		options: []string{"-budget-factor", "5"}, script: "p2_least_worst.py", extra: []string{"--budget-factor", "5"},
		file: "county-%d.json", sizes: countySizes, peers: conic[:1],
		reach: []reach{{peer: "clarabel", ratio: 100}}, growth: 1.4,
	},
	{
		name: "P1 tight coupled", about: "P1 tight where a lead teacher counts as qualified, too", problem: "P1",
		options: []string{"-coupled"}, script: "p1_least_cost.py", extra: []string{"--coupled", "1"},
		file: "county-%d.json", caps: tightCaps, sizes: countySizes[:3], peers: conic[:1],
		reach: []reach{{peer: "clarabel", ratio: 10}}, gap: 1e-6,
	},
	{
		name: "P3", about: "one budget over the sections, least variance", problem: "P3",
		script: "p3_funding.py", file: "funding-%d.json", sizes: []int{1000, 10_000, 100_000, 1_000_000},
		peers: []string{"sorted-sweep", "osqp", "piqp", "clarabel"},
		reach: []reach{{peer: "osqp", ratio: 100, upTo: 100_000}, {peer: "piqp", ratio: 100, upTo: 100_000}, {peer: "sorted-sweep", ratio: 20}},
	},
	{
		name: "P4", about: "whole teachers over arcs, least sum of squares", problem: "P4",
		script: "p4_rotation.py", file: "rotation-%d.json", sizes: []int{200, 500, 1000, 2000},
		peers: []string{"ortools-flow", "highs-lp"},
	},
	{
		name: "P6", about: "blocks to 30 schools, then with one point less capacity", problem: "P6",
		script: "p6_catchment.py", file: "catchment-%d.json", sizes: []int{2000, 10_000},
		peers: []string{"ortools-flow", "highs-simplex"},
		reach: []reach{{peer: "ortools-flow", ratio: 5, again: 20}},
	},
	{
		name: "P2 outer", about: "P2 by rounds of tangents on HiGHS", problem: "P2",
		options: []string{"-route", "outer"}, script: "p2_least_worst.py", file: "county-%d.json", sizes: []int{200, 500},
		peers: []string{"highs-outer"}, reach: []reach{{peer: "highs-outer", ratio: 5, rounds: 4}}, gap: 1e-7,
	},
	{
		name: "what-if budget", about: "P2, then with a tenth more budget from where the solver stands", problem: "P2",
		options: []string{"-change", "budget"}, file: "county-%d.json", sizes: []int{200}, warm: 0.3,
	},
}, levelRows()...)

// levelRows are the questions about one kind of staff with least levels.
func levelRows() []row {
	ratios := map[string]float64{"loose": 100, "tight": 20, "loose-hires": 100, "tight-hires": 20, "below": 10, "hired": 10}
	about := map[string]string{
		"loose": "CV cap at 0.7 of the way", "tight": "at 0.1", "loose-hires": "CV cap at 0.7 of the way, hires", "tight-hires": "at 0.1, hires",
		"below": "two sections in five below, hires", "hired": "a sixth of the staff hired",
	}
	var v []row
	for _, c := range levelCases {
		v = append(v, row{
			name: "levels " + c.name, about: "one kind with least levels, " + about[c.name], problem: "levels",
			script: levelsScript, extra: []string{"--case", c.name}, file: fmt.Sprintf("levels-%s-%%d.json", c.name),
			sizes: []int{200, 500, 1000, 2000, 5000}, peers: []string{"clarabel", "clarabel-eliminated"},
			reach: []reach{{peer: "clarabel", ratio: ratios[c.name]}, {peer: "clarabel-eliminated", ratio: ratios[c.name]}}, growth: 1.2,
		})
	}
	return v
}
