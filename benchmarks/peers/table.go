package main

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// wrong is the relative difference of objectives from which a line counts for nothing: the peers'
// scripts mark the same. Tolerances of 1e-6 and less lie far below it.
const wrong = 5e-4

// asked is the accuracy that the least exact of the peers are asked for, of objectives and rules. An
// objective that is worse by more than that is not an optimum.
const asked = 1e-6

// writeTable writes results as Markdown: what is to be reached and what was, then every line by row,
// with ratios of processor time and growth fits.
func writeTable(w io.Writer, results []result) error {
	var b strings.Builder
	by := map[string][]result{}
	for _, r := range results {
		by[r.Row] = append(by[r.Row], r)
	}
	b.WriteString("| row | n | against | ratio | to reach | reached |\n|---|---|---|---|---|---|\n")
	asked := known(results)
	for _, r := range asked {
		summary(&b, r, by[r.name])
	}
	for _, r := range asked {
		section(&b, r, by[r.name])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// known are the rows that results answer: those of the table in its order, then others as they come.
func known(results []result) []*row {
	names := map[string]bool{}
	for i := range results {
		names[results[i].Row] = true
	}
	var v []*row
	for i := range rows {
		if names[rows[i].name] {
			v = append(v, &rows[i])
			delete(names, rows[i].name)
		}
	}
	for i := range results {
		name := results[i].Row
		if r := rowNamed(name); names[name] && r != nil {
			v = append(v, r)
			delete(names, name)
		}
	}
	return v
}

// at finds the line of a peer at a size and seed.
func at(of []result, p place, peer string) *line {
	for i := range of {
		if of[i].at() == p && of[i].Peer == peer {
			return &of[i].line
		}
	}
	return nil
}

// places are where we have a line, in order.
func places(of []result) []place {
	var v []place
	for i := range of {
		if of[i].Peer == ours {
			v = append(v, of[i].at())
		}
	}
	return v
}

// String is the size and, where it is not the first, the seed.
func (p place) String() string {
	if p.seed == 1 {
		return fmt.Sprint(p.n)
	}
	return fmt.Sprintf("%d, seed %d", p.n, p.seed)
}

// A verdict is a line of the summary: what was asked of a row and what came out.
type verdict struct {
	against, came, want string
	said                string // yes, **no**, or what keeps it from being said
}

// answered is yes or no, in words.
func answered(reached bool) string {
	if reached {
		return "yes"
	}
	return "**no**"
}

// summary writes what was asked of a row and what came out.
func summary(b *strings.Builder, r *row, of []result) {
	for _, p := range places(of) {
		own := at(of, p, ours)
		var v []verdict
		for _, g := range r.reach {
			peer := at(of, p, g.peer)
			if p.n < g.from || g.upTo > 0 && p.n > g.upTo || peer == nil {
				continue
			}
			if r.proof > 0 {
				v = append(v, proofs(&g, peer, own, r.proof))
			} else {
				v = append(v, ratios(&g, peer, own)...)
			}
		}
		v = append(v, alone(r, p.n, own)...)
		for _, w := range v {
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", r.name, p, w.against, w.came, w.want, w.said)
		}
	}
	if f := fit(of, ours); r.growth > 0 && f.points > 1 {
		fmt.Fprintf(b, "| %s | %d..%d | growth | n^%.2f | at most n^%g | %s |\n", r.name, f.from, f.to, f.power, r.growth, answered(f.power <= r.growth))
	}
}

// ratios compares with a peer who ends at the optimum, as ours does.
func ratios(g *reach, peer, own *line) []verdict {
	want := fmt.Sprintf("%gx", g.ratio)
	if timed(peer) && timed(own) && *peer.Objective / *own.Objective - 1 > wrong {
		// It would have needed more: what it took is a lower bound, enough to say yes.
		ratio, said := *peer.SolveCPU / *own.SolveCPU, "it stopped too early to say"
		if ratio >= g.ratio {
			said = answered(true)
		}
		return []verdict{{against: g.peer, came: fmt.Sprintf("more than %.3gx: it stopped %.1e above", ratio, *peer.Objective / *own.Objective - 1), want: want, said: said}}
	}
	if !sound(peer, own) {
		return []verdict{{against: g.peer, came: "-", want: want, said: said(peer, own)}}
	}
	if w := worse(peer, own, asked); w > 0 {
		return []verdict{{against: g.peer, came: fmt.Sprintf("%.1e worse", w), want: "not worse", said: answered(false)}}
	}
	ratio := *peer.SolveCPU / *own.SolveCPU
	v := []verdict{{against: g.peer, came: fmt.Sprintf("%.3gx", ratio), want: want, said: answered(ratio >= g.ratio)}}
	if g.again > 0 && own.AgainCPU != nil {
		theirs, against := peer.AgainCPU, g.peer+", again"
		if theirs == nil {
			theirs, against = peer.SolveCPU, g.peer+" cold, again"
		}
		ratio := *theirs / *own.AgainCPU
		v = append(v, verdict{against: against, came: fmt.Sprintf("%.3gx", ratio), want: fmt.Sprintf("%gx", g.again), said: answered(ratio >= g.again)})
	}
	if g.rounds > 0 && own.Rounds != nil {
		v = append(v, verdict{against: "rounds", came: fmt.Sprint(*own.Rounds), want: fmt.Sprintf("at most %d", g.rounds), said: answered(*own.Rounds <= g.rounds)})
	}
	return v
}

// alone is what is asked of ours whoever else there is.
func alone(r *row, n int, own *line) []verdict {
	var v []verdict
	if r.warm > 0 && own.AgainCPU != nil && own.SolveCPU != nil {
		share := *own.AgainCPU / *own.SolveCPU
		v = append(v, verdict{against: "own cold solve", came: fmt.Sprintf("%.3g", share), want: fmt.Sprintf("at most %g", r.warm), said: answered(share <= r.warm)})
	}
	if gap := max(r.gap, r.proof); gap > 0 {
		w := verdict{against: "gap", came: tiny(own.Gap), want: fmt.Sprintf("at most %.0e", gap), said: answered(own.Gap != nil && math.Abs(*own.Gap) <= gap)}
		if own.Gap != nil || r.proof > 0 {
			v = append(v, w)
		}
	}
	if within, ok := r.first[n]; ok {
		w := verdict{against: "first plan", came: "none", want: fmt.Sprintf("%g s", within), said: answered(false)}
		if t := firstPlan(own); t != nil {
			w.came, w.said = fmt.Sprintf("%.3g s", *t), answered(*t <= within)
		}
		v = append(v, w)
	}
	if within, ok := r.within[n]; ok {
		took, closed := toProof(own, r.proof)
		w := verdict{against: "own time", came: fmt.Sprintf("%.3g s", took), want: fmt.Sprintf("%g s", within), said: answered(closed && took <= within)}
		if !closed {
			w.came = "gap not closed"
		}
		v = append(v, w)
	}
	return v
}

// sound reports whether both lines have a time and agree on the objective.
func sound(peer, own *line) bool {
	return timed(peer) && timed(own) && !off(peer, own)
}

// timed reports whether a line has a time and an objective.
func timed(l *line) bool { return l.SolveCPU != nil && l.Objective != nil }

// off reports whether a line's objective is off that of ours.
func off(l, own *line) bool {
	return !(math.Abs(*l.Objective / *own.Objective - 1) <= wrong)
}

// worse is by how much our objective, which is minimised, is above a peer's that keeps the rules;
// 0 where that is within what is asked for.
func worse(peer, own *line, allowed float64) float64 {
	by := *own.Objective / *peer.Objective - 1
	if by <= allowed || peer.Violation != nil && *peer.Violation > asked {
		return 0
	}
	return by
}

// said is what keeps two lines from being compared.
func said(peer, own *line) string {
	switch {
	case !timed(own):
		return "ours: " + own.Status
	case !timed(peer):
		return peer.Status
	}
	return "its objective is off: " + peer.Status
}

// section writes the lines of a row.
func section(b *strings.Builder, r *row, of []result) {
	fmt.Fprintf(b, "\n### %s: %s\n\n", r.name, r.about)
	again := false
	for i := range of {
		again = again || of[i].AgainCPU != nil
	}
	head, rule := "", ""
	if r.proof > 0 {
		head, rule = fmt.Sprintf(" first plan s | to %.0e s |", r.proof), "---|---|"
	}
	if again {
		head, rule = head+" again cpu s | over ours |", rule+"---|---|"
	}
	b.WriteString("| n | who | version | build s | cpu s | over ours |" + head + " objective | difference | gap | violation | runs | status |\n")
	b.WriteString("|---|---|---|---|---|---|" + rule + "---|---|---|---|---|---|\n")
	for i := range of {
		l := &of[i].line
		own := at(of, of[i].at(), ours)
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |", of[i].at(), l.Peer, l.Version, shown(l.Build), shown(l.SolveCPU), over(l, own, l.SolveCPU, func(o *line) *float64 { return o.SolveCPU }))
		if r.proof > 0 {
			fmt.Fprintf(b, " %s | %s |", shown(firstPlan(l)), proof(l, r.proof))
		}
		if again {
			fmt.Fprintf(b, " %s | %s |", shown(l.AgainCPU), over(l, own, l.AgainCPU, func(o *line) *float64 { return o.AgainCPU }))
		}
		objective, difference := "-", "-"
		if l.Objective != nil {
			objective = fmt.Sprintf("%.9g", *l.Objective)
			if own != nil && own.Objective != nil && l != own {
				difference = fmt.Sprintf("%+.1e", *l.Objective / *own.Objective - 1)
				if off(l, own) {
					difference = "**" + difference + "**"
				}
			}
		}
		fmt.Fprintf(b, " %s | %s | %s | %s | %d | %s |\n", objective, difference, tiny(l.Gap), tiny(l.Violation), l.Runs, l.Status)
	}
	b.WriteByte('\n')
	for _, peer := range append([]string{ours}, r.peers...) {
		if f := fit(of, peer); f.points > 1 {
			fmt.Fprintf(b, "- growth of %s: n^%.2f over %d..%d, %d counties\n", peer, f.power, f.from, f.to, f.points)
		}
	}
}

// over is a time over that of ours.
func over(l, own *line, t *float64, of func(*line) *float64) string {
	if own == nil || t == nil || of(own) == nil || l.Peer == ours {
		return "-"
	}
	return fmt.Sprintf("%.3gx", *t / *of(own))
}

// shown writes a time.
func shown(t *float64) string {
	if t == nil {
		return "-"
	}
	return fmt.Sprintf("%.3g", *t)
}

// tiny writes a gap or a violation.
func tiny(x *float64) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf("%.1e", *x)
}

// A growth is a fit of processor time = constant * n^power.
type growth struct {
	power    float64
	from, to int
	points   int
}

// fit fits the growth of a peer by least squares of the logarithms, over the lines that have a time
// and are not wrong.
func fit(of []result, peer string) growth {
	var g growth
	var x, y []float64
	for i := range of {
		l := &of[i].line
		own := at(of, of[i].at(), ours)
		if l.Peer != peer || l.SolveCPU == nil || *l.SolveCPU <= 0 || l.Objective == nil || own != nil && own.Objective != nil && off(l, own) {
			continue
		}
		if g.points == 0 {
			g.from = l.N
		}
		g.to, g.points = l.N, g.points+1
		x, y = append(x, math.Log(float64(l.N))), append(y, math.Log(*l.SolveCPU))
	}
	if g.from == g.to { // one size has no growth
		g.points = min(g.points, 1)
	}
	if g.points < 2 {
		return g
	}
	var xx, xy float64
	mx, my := sum(x)/float64(len(x)), sum(y)/float64(len(y))
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		xy += (x[i] - mx) * (y[i] - my)
	}
	g.power = xy / xx
	return g
}
