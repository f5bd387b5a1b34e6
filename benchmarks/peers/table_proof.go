package main

import "fmt"

// keeps is by how much a plan of a peer may break a rule and still be one: the peers' scripts allow their
// searches as much, because a row tolerance of 1e-6 moves a CV of 0.3 by about half of it.
const keeps = 1e-5

// toProof is the processor time of a line to a gap, or to where it ended without.
func toProof(l *line, gap float64) (seconds float64, closed bool) {
	if l.SolveCPU == nil {
		return 0, false
	}
	closed = l.Objective != nil && l.Gap != nil && *l.Gap <= gap && (l.Violation == nil || *l.Violation <= keeps)
	if closed && l.ProvedCPU != nil {
		return *l.ProvedCPU, true
	}
	return *l.SolveCPU, closed
}

// proofs compares the times to a gap. A peer who has not closed it would have taken longer.
func proofs(g *reach, peer, own *line, gap float64) verdict {
	v := verdict{against: g.peer, came: "-", want: fmt.Sprintf("%gx", g.ratio)}
	took, closed := toProof(own, gap)
	theirs, done := toProof(peer, gap)
	switch {
	case !closed:
		v.said = answered(false)
		v.came = "ours: " + own.Status
		return v
	case peer.SolveCPU == nil:
		v.said = peer.Status
		return v
	case done:
		if w := worse(peer, own, gap); w > 0 {
			return verdict{against: g.peer, came: fmt.Sprintf("%.1e worse", w), want: "not worse", said: answered(false)}
		}
	}
	ratio := theirs / took
	v.came, v.said = fmt.Sprintf("%.3gx", ratio), answered(ratio >= g.ratio)
	if !done {
		v.came = fmt.Sprintf("more than %.3gx: it closed no gap", ratio)
		if ratio < g.ratio {
			v.said = "it stopped too early to say"
		}
	}
	return v
}

// proof writes the time of a line to a gap.
func proof(l *line, gap float64) string {
	took, closed := toProof(l, gap)
	if !closed {
		return "-"
	}
	return shown(&took)
}

// firstPlan is the time of a line to its first plan: of the processor, unless only the other is known;
// nil: not known.
func firstPlan(l *line) *float64 {
	if l.FirstPlanCPU != nil {
		return l.FirstPlanCPU
	}
	return l.FirstPlan
}
