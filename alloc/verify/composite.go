package verify

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// compositeRow: sum_k CV_k - n c <= 0, over the n indicators of a stage. The CVs are not columns: what
// [reader.composites] makes of the slopes stands for them.
func (r *reader) compositeRow(name string, parts []string, m float64) error {
	for s := range r.stages {
		if len(parts) != 1 || r.stages[s].name != parts[0] {
			continue
		}
		if _, ok := r.p.HardComposite(parts[0]); !ok {
			return bad(name, "nothing limits this mean")
		}
		if r.sums == nil {
			r.sums = make([]float64, len(r.stages))
		}
		r.sums[s] += m
		return nil
	}
	return bad(name, "the problem has no such stage")
}

// slopeRow: y_i (t_i - T), a part of sum_i y_i (t_i - T) <= |y| T CV, which holds for any y by the
// inequality of Cauchy and Schwarz, with |y|^2 = sum_i y_i^2 / w_i.
func (r *reader) slopeRow(name string, parts []string, m float64) error {
	t, i, err := r.targetIn(name, parts)
	if err != nil {
		return err
	}
	if why := r.whyMeanChanges(t); why != "" {
		return bad(name, "a slope does not hold here: %s", why)
	}
	if r.slopes == nil {
		r.slopes = map[*target][]float64{}
	}
	if r.slopes[t] == nil {
		r.slopes[t] = make([]float64, len(t.weight))
	}
	r.slopes[t][i] += m
	return nil
}

// composites takes in the limits on means of CVs: with the multiplier M of the sum and slopes of |y| T <= M,
//
//	sum_k sum_i y_ik (t_ik - T_k) - M (n c - sum of the CVs that nothing changes) <= 0
//
// for every plan, k being the indicators that a plan can change. Slopes that are longer are scaled down.
func (r *reader) composites() {
	for s, m := range r.sums {
		if m == 0 {
			continue
		}
		st := &r.stages[s]
		limit, _ := r.p.HardComposite(st.name)
		r.constant.add(-m * float64(len(st.targets)) * limit * (1 + literalSlack))
		for _, t := range st.targets { // all are there: see plan.Problem.Validate
			if !r.changes(t) {
				r.constant.add(m * r.cvBefore(t) * (1 - literalSlack))
				continue
			}
			r.slope(t, r.slopes[t], m)
		}
	}
}

// slope takes in the slopes of one indicator, of which none is nil.
func (r *reader) slope(t *target, y []float64, most float64) {
	st := &r.stages[t.s]
	var square tally
	for i, v := range y {
		square.add(v * v / t.weight[i])
	}
	by, length := 1.0, math.Sqrt(square.high())*t.total.high()
	if most *= 1 - shareSlack; length > most {
		by = most / length
	}
	for i, v := range y {
		if v *= by; v == 0 {
			continue
		}
		scale := t.scale(st, i)
		r.level[t.s][t.k][i].add(v * scale)
		r.constant.add(v * st.rows[i].Stock[t.k] * scale)
		r.constant.addTimes(-v, t.total)
	}
}

// changes says whether a plan can change an indicator in some section of its stage, where it may neither
// buy nor hire.
func (r *reader) changes(t *target) bool {
	for k := range r.r.Kinds {
		for i := range t.weight {
			if r.effect(t, k, i) != 0 && r.mayChange(k, place{t.s, i}) {
				return true
			}
		}
	}
	return false
}

// cvBefore is the CV of an indicator as it is.
func (r *reader) cvBefore(t *target) float64 {
	before := r.r.Before()
	for i := range before.Indicators {
		if x := &before.Indicators[i]; x.Code == t.of.Code && x.Stage == r.stages[t.s].name && x.CV != nil {
			return *x.CV
		}
	}
	return 0 // never too much
}

// compositeReason checks by how much the mean of the CVs of a stage stays above its limit.
func (k *checker) compositeReason(where string, r *plan.Reason) {
	if _, ok := k.g.p.HardComposite(r.Where); !ok {
		k.fault(where, "nothing limits the mean of the CVs in stage %q", r.Where)
		return
	}
	k.proved("%s: missed by %s at best, as stated", r.Rule, Figure(r.ShortBy))
}
