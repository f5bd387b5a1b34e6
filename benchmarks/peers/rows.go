package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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
	oneSeed bool    // there is the county of seed 1 only, or what is asked is known for it only

	// Problems that search: times are those to a gap, and who has not closed it has taken longer.
	proof  float64         // the gap; 0: no such problem
	within map[int]float64 // processor seconds by size in which ours is to be there
	first  map[int]float64 // and in which it is to have a plan
	limit  float64         // seconds for one run of a peer, unless the comparison says; 0: usual
}

// A reach is what is to be reached against a peer: its processor time over ours.
type reach struct {
	peer   string
	ratio  float64
	again  float64 // the same for the second solve, over the peer's cold solve where it has no second
	from   int     // the smallest size at which it is asked
	upTo   int     // the largest size at which it is asked; 0: all
	rounds int     // ours at most; 0: not asked
}

// caps says where the cap ratio of P1 is from.
type caps int

const (
	noCaps    caps = iota
	fileCaps       // caps.json of the peers, or made as it was where it does not know a county
	tightCaps      // tightRatios
	wholeCaps      // wholeRatios, else those of fileCaps
)

// A place is a size and a seed, which say what county is meant.
type place struct{ n, seed int }

// wholeRatios are cap ratios for whole units where limits on moves, rounded down, keep every plan above
// the ratio of caps.json: 1.1 times the least worst ratio under the rounded limits. Of 50 sections, lead
// teachers do not come below 1.1143.
var wholeRatios = map[place]float64{{50, 1}: 1.2257}

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
		name: "P1 tight", oneSeed: true, about: "the same, caps 2 % above what can be reached", problem: "P1",
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
		name: "P1 tight coupled", oneSeed: true, about: "P1 tight where a lead teacher counts as qualified, too", problem: "P1",
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
		name: "P4", about: "whole teachers over arcs, least sum of squares, then with one teacher more", problem: "P4",
		options: []string{"-change", "stock"}, script: "p4_rotation.py", file: "rotation-%d.json", sizes: []int{200, 500, 1000, 2000},
		peers: []string{"ortools-flow", "highs-lp"},
		reach: []reach{{peer: "ortools-flow", ratio: 10, again: 100, upTo: 200}, {peer: "ortools-flow", ratio: 10, again: 25, from: 500}},
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
}, slices.Concat(wholeRows(), levelRows())...)

// wholeRows are the questions about whole units.
func wholeRows() []row {
	v := []row{
		{
			name: "P1 whole", about: "least money under CV caps, teachers moved and rooms bought whole", problem: "P1",
			options: []string{"-whole"}, script: wholeScript, file: "county-%d.json", caps: wholeCaps, sizes: []int{50, 200, 500},
			peers: wholePeers, reach: faster(3, wholePeers...),
			proof: proved, within: map[int]float64{50: 10, 200: 30, 500: 120}, first: firstPlans, limit: 600,
		},
		{
			name: "P2 whole", about: "least worst CV over its limit, one budget, whole units", problem: "P2",
			options: []string{"-whole"}, file: "county-%d.json", sizes: []int{50, 200, 500},
			proof: 1e-3, within: map[int]float64{50: 30, 200: 30, 500: 30}, first: firstPlans,
		},
	}
	for _, limit := range passLimits {
		v = append(v, passRow(limit))
	}
	return append(v, row{
		name: "re-plan", about: "P5@0.3, then with a move of the plan forbidden, from where the solver stands", problem: "P5",
		options: []string{"-cv", "0.3", "-change", "lock"}, file: "county-%d.json", sizes: []int{200}, warm: 0.2, proof: proved,
	})
}

// firstPlans are the seconds in which a county is to have a plan, by size.
var firstPlans = map[int]float64{200: 1}

// proved is the relative gap at which a search is done.
const proved = 1e-4

// wholePeers answer P1 in whole units.
var wholePeers = []string{"scip", "scip-totals", "scip-no-nlp", "highs-tangents"}

// passLimits are the limits of every CV at which P5 is asked. The first is the official one, which thresholds
// keep by themselves; 0.3 is the one that all peers were tried at.
var passLimits = []float64{officialLimit, 0.3, 0.2, 0.25, 0.35, 0.4}

const officialLimit = 0.5

// passRow is the question of the cheapest way to pass with every CV at most a limit.
func passRow(limit float64) row {
	text := strconv.FormatFloat(limit, 'g', -1, 64)
	r := row{
		name: passName(limit), about: "cheapest way to pass, every CV at most " + text, problem: "P5",
		options: []string{"-cv", text}, script: "p5_pass_mip.py", extra: []string{"--cv", text}, file: "county-%d.json",
		sizes: []int{20, 50, 200}, peers: []string{"prototype"}, reach: faster(1, "prototype"), proof: proved, first: firstPlans,
	}
	switch limit {
	case officialLimit:
		r.sizes, r.peers = []int{50, 200, 500}, []string{"scip", "highs-tangents", "prototype"}
		r.reach = faster(3, "scip", "highs-tangents")
	case 0.3:
		r.sizes, r.peers = []int{20, 50, 200, 500, 1000}, []string{"prototype", "scip", "highs-tangents"}
		r.within, r.limit = map[int]float64{1000: 300}, 120
	}
	return r
}

// passName is the name of P5 with every CV at most a limit.
func passName(limit float64) string {
	if limit == officialLimit {
		return "P5"
	}
	return "P5@" + strconv.FormatFloat(limit, 'g', -1, 64)
}

// faster is the same ratio against some peers.
func faster(ratio float64, peers ...string) []reach {
	var v []reach
	for _, p := range peers {
		v = append(v, reach{peer: p, ratio: ratio})
	}
	return v
}

// rowNamed finds a row, or makes that of P5 with a limit of its own; nil: there is none.
func rowNamed(name string) *row {
	for i := range rows {
		if rows[i].name == name {
			return &rows[i]
		}
	}
	if text, ok := strings.CutPrefix(name, "P5@"); ok {
		if limit, err := strconv.ParseFloat(text, 64); err == nil && limit > 0 {
			r := passRow(limit)
			return &r
		}
	}
	return nil
}

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
			script: levelsScript, oneSeed: true, extra: []string{"--case", c.name}, file: fmt.Sprintf("levels-%s-%%d.json", c.name),
			sizes: []int{200, 500, 1000, 2000, 5000}, peers: []string{"clarabel", "clarabel-eliminated"},
			reach: []reach{{peer: "clarabel", ratio: ratios[c.name]}, {peer: "clarabel-eliminated", ratio: ratios[c.name]}}, growth: 1.2,
		})
	}
	return v
}
