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
	for i := range rows {
		summary(&b, &rows[i], by[rows[i].name])
	}
	for i := range rows {
		if of := by[rows[i].name]; len(of) > 0 {
			section(&b, &rows[i], of)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// at finds the line of a peer at a size.
func at(of []result, n int, peer string) *line {
	for i := range of {
		if of[i].N == n && of[i].Peer == peer {
			return &of[i].line
		}
	}
	return nil
}

// sizes are the sizes at which we have a line, in order.
func sizes(of []result) []int {
	var v []int
	for _, r := range of {
		if r.Peer == ours {
			v = append(v, r.N)
		}
	}
	return v
}

// summary writes what was asked of a row and what came out.
func summary(b *strings.Builder, r *row, of []result) {
	put := func(n, against, ratio, want string, reached bool) {
		said := "yes"
		if !reached {
			said = "**no**"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", r.name, n, against, ratio, want, said)
	}
	for _, n := range sizes(of) {
		own, size := at(of, n, ours), fmt.Sprint(n)
		for _, g := range r.reach {
			peer := at(of, n, g.peer)
			if g.upTo > 0 && n > g.upTo || peer == nil {
				continue
			}
			if timed(peer) && timed(own) && *peer.Objective / *own.Objective - 1 > wrong {
				// It would have needed more: what it took is a lower bound, enough to say yes.
				ratio, said := *peer.SolveCPU / *own.SolveCPU, "it stopped too early to say"
				if ratio >= g.ratio {
					said = "yes"
				}
				fmt.Fprintf(b, "| %s | %s | %s | more than %.3gx: it stopped %.1e above | %gx | %s |\n",
					r.name, size, g.peer, ratio, *peer.Objective / *own.Objective - 1, g.ratio, said)
				continue
			}
			if !sound(peer, own) {
				fmt.Fprintf(b, "| %s | %s | %s | - | %gx | %s |\n", r.name, size, g.peer, g.ratio, said(peer, own))
				continue
			}
			if w := worse(peer, own); w > 0 {
				put(size, g.peer, fmt.Sprintf("%.1e worse", w), "not worse", false)
				continue
			}
			ratio := *peer.SolveCPU / *own.SolveCPU
			put(size, g.peer, fmt.Sprintf("%.3gx", ratio), fmt.Sprintf("%gx", g.ratio), ratio >= g.ratio)
			if g.again > 0 && peer.AgainCPU != nil && own.AgainCPU != nil {
				ratio := *peer.AgainCPU / *own.AgainCPU
				put(size, g.peer+", again", fmt.Sprintf("%.3gx", ratio), fmt.Sprintf("%gx", g.again), ratio >= g.again)
			}
			if g.rounds > 0 && own.Rounds != nil {
				put(size, "rounds", fmt.Sprint(*own.Rounds), fmt.Sprintf("at most %d", g.rounds), *own.Rounds <= g.rounds)
			}
		}
		if r.warm > 0 && own.AgainCPU != nil && own.SolveCPU != nil {
			share := *own.AgainCPU / *own.SolveCPU
			put(size, "own cold solve", fmt.Sprintf("%.3g", share), fmt.Sprintf("at most %g", r.warm), share <= r.warm)
		}
		if r.gap > 0 && own.Gap != nil {
			put(size, "gap", fmt.Sprintf("%.1e", *own.Gap), fmt.Sprintf("at most %.0e", r.gap), math.Abs(*own.Gap) <= r.gap)
		}
	}
	if f := fit(of, ours); r.growth > 0 && f.points > 1 {
		put(fmt.Sprintf("%d..%d", f.from, f.to), "growth", fmt.Sprintf("n^%.2f", f.power), fmt.Sprintf("at most n^%g", r.growth), f.power <= r.growth)
	}
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
// 0 where that is within what the peers are asked for.
func worse(peer, own *line) float64 {
	by := *own.Objective / *peer.Objective - 1
	if by <= asked || peer.Violation != nil && *peer.Violation > asked {
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
	if again {
		head, rule = " again cpu s | over ours |", "---|---|"
	}
	b.WriteString("| n | who | version | build s | cpu s | over ours |" + head + " objective | difference | gap | violation | runs | status |\n")
	b.WriteString("|---|---|---|---|---|---|" + rule + "---|---|---|---|---|---|\n")
	for i := range of {
		l := &of[i].line
		own := at(of, l.N, ours)
		fmt.Fprintf(b, "| %d | %s | %s | %s | %s | %s |", l.N, l.Peer, l.Version, shown(l.Build), shown(l.SolveCPU), over(l, own, l.SolveCPU, func(o *line) *float64 { return o.SolveCPU }))
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
			fmt.Fprintf(b, "- growth of %s: n^%.2f over %d..%d, %d sizes\n", peer, f.power, f.from, f.to, f.points)
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
		own := at(of, l.N, ours)
		if l.Peer != peer || l.SolveCPU == nil || *l.SolveCPU <= 0 || l.Objective == nil || own != nil && own.Objective != nil && off(l, own) {
			continue
		}
		if g.points == 0 {
			g.from = l.N
		}
		g.to, g.points = l.N, g.points+1
		x, y = append(x, math.Log(float64(l.N))), append(y, math.Log(*l.SolveCPU))
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
