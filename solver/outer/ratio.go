package outer

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// A Quotient is one convex function over a linear one that is positive. It is at ratio t where
//
//	N(x) = (Base + (Limit t)^2) x_Mean,
//
// so with N a weighted sum of squares over the mean, weights that sum to one and a Base of 1, t is the
// coefficient of variation as a multiple of Limit; with a Base of 0 and a Limit of 1, t is the root of
// N over x_Mean.
type Quotient struct {
	// Row is a row of the session  n - a x_Mean - e x_Theta <= 0  with n what stands for N in the
	// engine. Its coefficients at x_Mean and x_Theta are the loop's to set.
	Row         int
	Mean        int32
	Base, Limit float64 // Base at least 0, Limit above 0
	// Oracle is which of the loop's oracles knows N. The others' constraints must be kept by a point
	// whose ratio counts.
	Oracle int
	// Sum is N at x, such as [Squares.Sum].
	Sum func(x []float64) float64
}

// Ratio minimises the worst of several quotients over what a session and oracles allow:
//
//	minimise  max_k t_k(x),  t_k the ratio of quotient k.
//
// At a ratio t it solves for the least x_Theta with N_k <= (Base_k + (Limit_k t)^2) x_Mean_k +
// e_k x_Theta for all k, which is convex, and goes on from the ratio of the point that it finds
// (Dinkelbach 1967). The e_k are Limit_k^2 times the mean of the best point so far: without that,
// several quotients converge only linearly (Crouzeix, Ferland and Schaible 1985). The ratio is
// changed in every round, whether or not the cuts are all there: cuts hold at any ratio.
//
// The ratio asked for is a little below the best one met. A bound of x_Theta that is not negative
// there proves that no point has a ratio below it, which ends the loop. Where all means have a
// positive lower bound, a negative one proves a little less:
//
//	t'^2 = t^2 + theta max_k e_k / (Limit_k^2 least mean_k).
//
// The session's objective must be x_Theta alone, which must be free.
type Ratio struct {
	Theta     int32
	Quotients []Quotient
	// From is the ratio to start at: one that is known to be reached or, from a relaxation, not to be
	// undercut. It need not be either.
	From float64
	// Means are the means to start with, best those of a point with ratio From; nil: 1.
	Means []float64

	at   float64 // the ratio asked for
	asks []ask   // by quotient
}

// An ask is what a row asks for: multiples of x_Mean and x_Theta.
type ask struct{ mean, theta float64 }

// A RatioResult is the outcome.
type RatioResult struct {
	*solver.Result         // of the last round
	Ratio          float64 // the worst ratio of Best; +Inf: no point was found
	Best           []float64
	Lower          float64 // no point has a ratio below; 0 where nothing is known, +Inf where there is no point
	// Proof is the round whose multipliers prove Lower, in which the rows asked for the ratio ProofAt;
	// nil: Lower is 0 or +Inf.
	Proof   *solver.Result
	ProofAt float64
	Done    bool // Ratio and Lower are as close as asked
}

// Allowed is what the squares of quotient k may come to at x, for the oracle that knows N_k.
func (r *Ratio) Allowed(k int) func(x []float64) float64 {
	return func(x []float64) float64 {
		if k >= len(r.asks) {
			return math.Inf(1) // nothing was asked yet
		}
		return r.asks[k].mean*x[r.Quotients[k].Mean] + r.asks[k].theta*x[r.Theta]
	}
}

// At is the worst ratio at x, +Inf where a mean is not positive.
func (r *Ratio) At(x []float64) float64 {
	worst := 0.0
	for k := range r.Quotients {
		q := &r.Quotients[k]
		mean := x[q.Mean]
		if !(mean > 0) {
			return math.Inf(1)
		}
		worst = max(worst, math.Sqrt(max(0, q.Sum(x)/mean-q.Base))/q.Limit)
	}
	return worst
}

// Solve runs rounds of l, whose oracles know the N_k, until the best ratio and the bound are as close
// as [Settings.Gap] asks, relative to the larger of the ratio and [LeastRatio]; 0: [RatioGap]. A ratio
// t with (Limit t)^2 below [Tolerance] is as good as 0.
// Repair's value is a ratio, Enough is called with the bound and the best ratio, and rows are freed
// after the two have come closer.
//
// A limit or a cancelled context ends it with what there is: Done is then false, and so it is where
// the engine's tolerances allow neither progress nor a proof.
func (r *Ratio) Solve(ctx context.Context, l *Loop, start *solver.Start, s Settings) (*RatioResult, error) {
	if s.Gap == 0 {
		s.Gap = RatioGap
	}
	w, err := l.begin(s)
	if err != nil {
		return nil, err
	}
	if err := r.check(l); err != nil {
		return nil, err
	}
	if err := r.ask(l.Session, r.From, r.Means); err != nil {
		return nil, err
	}
	out := &RatioResult{Ratio: math.Inf(1)}
	err = r.rounds(ctx, w, start, out)
	if err != nil && !errors.Is(err, ErrRounds) {
		return nil, err
	}
	out.Best = extended(out.Best, l.Session.NumCols())
	return out, err
}

// rounds are the rounds of Solve.
func (r *Ratio) rounds(ctx context.Context, w *work, start *solver.Start, out *RatioResult) error {
	means, most := r.Means, w.Tolerance
	for range w.MaxRounds {
		w.Tolerance = min(most, r.tolerance(out.Ratio, w.Gap))
		res, err := w.solve(ctx, start)
		if err != nil {
			return err
		}
		if res == nil {
			out.Result = stopped(out.Result)
			return nil
		}
		start, out.Result = nil, res
		f, err := w.look(res)
		if err != nil {
			return err
		}
		r.prove(w.Session.Problem(), out, f.bound)
		if res.X == nil {
			if f.added() {
				continue // columns that may make it feasible
			}
			return nil
		}
		before := out.Ratio
		r.offer(out, w, res.X, f)
		w.tell("ratio", out.Ratio, out.Lower)
		if err := w.age(res, out.Lower-out.Ratio); err != nil {
			return err
		}
		if out.closed(w.Gap, r.leastLimit()) || w.Enough != nil && w.Enough(out.Lower, out.Ratio) {
			out.Done = true
			return nil
		}
		next := r.next(out, res, w.Gap, f.added())
		if res.Status != solver.Optimal || !f.added() && next == r.at && !(out.Ratio < before) {
			return nil
		}
		if out.Ratio < before {
			means = r.meansOf(out.Best)
		}
		if err := r.ask(w.Session, next, means); err != nil {
			return err
		}
	}
	return ErrRounds
}

// tolerance is how far squares may be off for a ratio to be known to a part of the gap: a small one is
// the root of a small difference.
func (r *Ratio) tolerance(ratio, gap float64) float64 {
	cv := r.leastLimit() * ratio
	return max(LeastTolerance, gap*gapShare*cv*cv)
}

// leastLimit is the least limit of a quotient.
func (r *Ratio) leastLimit() float64 {
	least := math.Inf(1)
	for _, q := range r.Quotients {
		least = min(least, q.Limit)
	}
	return least
}

// next is the ratio to ask for after a round: where the point of the round has it if its squares are
// to be believed, which they are more from round to round, but below the best ratio met. Once nothing
// is left to add it is just below that: the step of Dinkelbach, and the proof where there is none.
func (r *Ratio) next(out *RatioResult, res *solver.Result, gap float64, more bool) float64 {
	if math.IsInf(out.Ratio, 1) {
		return r.at
	}
	below := max(0, out.Ratio-gap*gapShare*max(out.Ratio, LeastRatio))
	if !more {
		return below
	}
	believed := math.Sqrt(max(0, r.at*r.at+res.Objective))
	return min(below, max(out.Lower, believed))
}

// gapShare is the part of the gap by which the ratio asked for lies below the best one met; what is
// left takes up the engine's tolerance and the cuts'.
const gapShare = 0.5

// closed says whether the best ratio and the bound have met. Squares that are no larger than what cuts
// let pass are as good as 0.
func (r *RatioResult) closed(gap, limit float64) bool {
	return r.Best != nil &&
		(r.Ratio-r.Lower <= gap*max(r.Ratio, LeastRatio) || r.Ratio*r.Ratio*limit*limit <= Tolerance)
}

// check checks the numbers of the quotients and of the start.
func (r *Ratio) check(l *Loop) error {
	invalid := func(format string, args ...any) error {
		return fmt.Errorf("outer approximation: %w: %s", solver.ErrInvalid, fmt.Sprintf(format, args...))
	}
	n, m := l.Session.NumCols(), l.Session.NumRows()
	switch {
	case len(r.Quotients) == 0:
		return invalid("no quotients")
	case r.Theta < 0 || int(r.Theta) >= n:
		return invalid("column %d of %d for the excess", r.Theta, n)
	case !(r.From >= 0) || math.IsInf(r.From, 1):
		return invalid("ratio %v to start at", r.From)
	case r.Means != nil && len(r.Means) != len(r.Quotients):
		return invalid("%d means for %d quotients", len(r.Means), len(r.Quotients))
	}
	for k, q := range r.Quotients {
		switch {
		case q.Row < 0 || q.Row >= m:
			return invalid("quotient %d: row %d of %d", k, q.Row, m)
		case q.Mean < 0 || int(q.Mean) >= n || q.Mean == r.Theta:
			return invalid("quotient %d: column %d of %d for the mean", k, q.Mean, n)
		case !(q.Base >= 0) || !(q.Limit > 0) || math.IsInf(q.Base+q.Limit, 1):
			return invalid("quotient %d: base %v, limit %v", k, q.Base, q.Limit)
		case q.Oracle < 0 || q.Oracle >= len(l.oracles):
			return invalid("quotient %d: oracle %d of %d", k, q.Oracle, len(l.oracles))
		case q.Sum == nil:
			return invalid("quotient %d: no function", k)
		}
	}
	return nil
}

// ask sets the rows to a ratio, with excesses in the given means.
func (r *Ratio) ask(s *solver.Session, t float64, means []float64) error {
	r.at = t
	r.asks = make([]ask, len(r.Quotients))
	for k, q := range r.Quotients {
		mean := 1.0
		if means != nil {
			mean = max(leastMean, means[k])
		}
		square := q.Limit * q.Limit
		a := ask{q.Base + square*t*t, square * mean}
		r.asks[k] = a
		if err := s.SetCoefficient(q.Row, int(q.Mean), -a.mean); err != nil {
			return err
		}
		if err := s.SetCoefficient(q.Row, int(r.Theta), -a.theta); err != nil {
			return err
		}
	}
	return nil
}

// prove takes the bound of a round on the excess for one on the ratio, if it is better.
func (r *Ratio) prove(p *solver.Problem, out *RatioResult, theta float64) {
	square := r.at * r.at
	if theta < 0 {
		most := 0.0 // of the excess in the means there can be
		for k, q := range r.Quotients {
			least := p.ColLower[q.Mean]
			if !(least > 0) {
				return
			}
			most = max(most, r.asks[k].theta/(q.Limit*q.Limit*least))
		}
		square += theta * most
	}
	switch t := math.Sqrt(max(0, square)); {
	case math.IsInf(theta, 1):
		out.Lower, out.Proof = theta, nil
	case t > out.Lower:
		out.Lower, out.Proof, out.ProofAt = t, out.Result, r.at
	}
}

// offer takes the point of a round, or what Repair makes of it, if its ratio is better. Without whole
// columns the best point on the way there from the best one before is as good a point: near the
// optimum those of rounds lie on either side of it.
func (r *Ratio) offer(out *RatioResult, w *work, x []float64, f *found) {
	var t float64
	switch {
	case w.Repair != nil:
		if x, t = w.Repair(x); x == nil {
			return
		}
	case r.others(f) > w.Tolerance:
		return
	default:
		t = r.At(x)
		if out.Best != nil && (w.Engine.Relax || !w.Session.Problem().AnyWhole()) {
			if y := r.between(extended(out.Best, len(x)), x); r.At(y) < t {
				x, t = y, r.At(y)
			}
		}
	}
	if t < out.Ratio {
		out.Ratio, out.Best = t, x
	}
}

// between is the point from a to b with the least worst ratio, which falls to it from either side:
// every set of points below a ratio is convex. Found by golden section.
func (r *Ratio) between(a, b []float64) []float64 {
	y := make([]float64, len(b))
	at := func(s float64) float64 {
		for j := range y {
			y[j] = a[j] + s*(b[j]-a[j])
		}
		return r.At(y)
	}
	low, high := 0.0, 1.0
	left, right := 1-golden, golden
	atLeft, atRight := at(left), at(right)
	for range goldenSteps {
		if atLeft < atRight {
			high, right, atRight = right, left, atLeft
			left = high - golden*(high-low)
			atLeft = at(left)
		} else {
			low, left, atLeft = left, right, atRight
			right = low + golden*(high-low)
			atRight = at(right)
		}
	}
	at((low + high) / 2)
	return y
}

const (
	// golden is the golden section of one.
	golden = 1 / math.Phi
	// goldenSteps bring the place down to 1e-5 of the way: ratios are flat there, so that this costs
	// the square of it.
	goldenSteps = 24
)

// others is the violation of constraints that no quotient stands for.
func (r *Ratio) others(f *found) float64 {
	worst := 0.0
	for k, v := range f.by {
		if !slices.ContainsFunc(r.Quotients, func(q Quotient) bool { return q.Oracle == k }) {
			worst = max(worst, v)
		}
	}
	return worst
}

// meansOf are the means at a point.
func (r *Ratio) meansOf(x []float64) []float64 {
	means := make([]float64, len(r.Quotients))
	for k, q := range r.Quotients {
		means[k] = x[q.Mean]
	}
	return means
}
