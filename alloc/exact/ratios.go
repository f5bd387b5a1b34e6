package exact

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// setRatio asks for a ratio: of the free cones up to eta, of the others at most what they are kept at.
func (r *run) setRatio(rho float64) error {
	for k, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		limit, ratio, excess := r.targets[c.target].limit, rho, 1.0
		if !math.IsNaN(r.caps[k]) {
			ratio, excess = r.caps[k]*(1+margin), 0
		}
		if err := r.sess.SetRowBounds(c.ratio, -inf, 0); err != nil {
			return err
		}
		r.asked[k].ratio, r.asked[k].excess = capOf(ratio*limit), excess*limit*limit*r.meansSeen[k]
		if err := r.sess.SetCoefficient(c.ratio, c.mean, -r.asked[k].ratio); err != nil {
			return err
		}
		if err := r.sess.SetCoefficient(c.ratio, r.eta, -r.asked[k].excess); err != nil {
			return err
		}
	}
	return nil
}

// ratioAt is the worst ratio of some cones at a point of the engine.
func (r *run) ratioAt(cones []int, x []float64) float64 {
	worst := 0.0
	for _, k := range cones {
		c := &r.cones[k]
		tg := &r.targets[c.target]
		mean, sum := x[c.mean], 0.0
		if !(mean > 0) {
			return inf
		}
		for i, w := range r.stages[tg.stage].weight {
			d := x[c.level[i]]/mean - 1
			sum += w * d * d
		}
		worst = max(worst, math.Sqrt(sum)/tg.limit)
	}
	return worst
}

// worstOf is the worst ratio of some cones after a plan.
func (r *run) worstOf(o *plan.Outcome, cones []int) float64 {
	worst := 0.0
	for _, l := range r.levelsOf(o, cones) {
		if math.IsNaN(l.Ratio) {
			return inf
		}
		worst = max(worst, l.Ratio)
	}
	return worst
}

// levelsOf lists the ratios of some cones after a plan, worst first.
func (r *run) levelsOf(o *plan.Outcome, cones []int) []plan.Level {
	var levels []plan.Level
	for _, l := range o.Levels {
		if slices.ContainsFunc(cones, func(k int) bool { return r.isLevel(k, l) }) {
			levels = append(levels, l)
		}
	}
	return levels
}

// isLevel says whether a level is that of a cone.
func (r *run) isLevel(k int, l plan.Level) bool {
	tg := &r.targets[r.cones[k].target]
	return tg.code == l.Code && r.stages[tg.stage].name == l.Stage
}
