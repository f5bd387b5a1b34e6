package exact

import "github.com/eduparity/eduparity/solver/parametric"

// An answer is what the path of a strand says at one cap for each of its targets.
type answer struct {
	status  parametric.Status
	cost    float64
	bound   float64
	cvs     []float64          // after, by target
	floor   float64            // too tight: the least CV that can be reached; of several targets not told
	weights []float64          // of several targets: which caps bind, or contradict each other
	prices  []parametric.Price // by target of the strand

	buy        []float64 // by lot, beyond what locks ask for
	flow, hire []float64 // of teachers: by arc; by section

	shortSet []int32 // least stocks out of reach: sections that lack them
	shortBy  float64
}

// of turns a balance into an answer.
func (w *strand) of(b *parametric.Balance) *answer {
	a := &answer{
		status: b.Status, cost: b.Cost, bound: b.Bound, cvs: []float64{b.CV}, floor: b.Floor, prices: []parametric.Price{b.Price},
		flow: b.Flow, hire: b.Hire, shortSet: b.ShortSet, shortBy: b.ShortBy,
	}
	if w.goods != nil && b.Buy != nil {
		a.buy = make([]float64, len(w.goods.lots))
		for i, k := range w.lotOf {
			if k >= 0 {
				a.buy[k] = b.Buy[i] / w.goods.lots[k].raises[0].by
			}
		}
	}
	if b.Status == parametric.Short { // the prices of a set of sections that lack what they need
		n := len(w.kind.Pupils)
		p := parametric.Price{Unit: make([]float64, n), Cone: make([]float64, n)}
		for _, i := range b.ShortSet {
			p.Unit[i] = -1
		}
		a.prices[0] = p
	}
	return a
}

// ofJoint turns the answer for several CVs into one.
func ofJoint(j *parametric.JointBalance) *answer {
	return &answer{status: j.Status, cost: j.Cost, bound: j.Bound, prices: j.Price, buy: j.Buy, weights: j.Multiplier, cvs: j.CV}
}
