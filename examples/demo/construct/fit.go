package main

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// A holder is a section as one indicator sees it: units of stock, whole, of which share counts here.
type holder struct {
	pupils float64
	share  float64 // 1 where the stock is the section's own
	units  int
}

// value is the indicator of the holder. The conversions forbid fused multiply-add, so that the
// county is the same on every machine.
func (h holder) value(per float64) float64 {
	return float64(per*float64(float64(h.units)*h.share)) / h.pupils
}

// spread stretches a pattern to values with the mean and CV of an aim, weighted by pupils. Values
// that are fixed (not NaN) stay; the others lie within the aim's bounds.
func spread(pattern, fixed, pupils []float64, a aim) []float64 {
	x := make([]float64, len(pattern))
	place := func(shift, stretch float64) {
		for i, d := range pattern {
			x[i] = math.Min(a.most, math.Max(a.least, shift+float64(stretch*d)))
			if !math.IsNaN(fixed[i]) {
				x[i] = fixed[i]
			}
		}
	}
	// For a stretch there is one shift that meets the mean; the CV grows with the stretch.
	centre := func(stretch float64) {
		lo, hi := a.least-10*stretch, a.most+10*stretch
		for range 80 {
			mid := (lo + hi) / 2
			place(mid, stretch)
			if m, _ := moments(x, pupils); m < a.mean {
				lo = mid
			} else {
				hi = mid
			}
		}
	}
	lo, hi := 0.0, 4*a.mean
	for range 80 {
		mid := (lo + hi) / 2
		centre(mid)
		if _, cv := moments(x, pupils); cv < a.cv {
			lo = mid
		} else {
			hi = mid
		}
	}
	return x
}

// moments returns the mean and the CV of values weighted by pupils (population form).
func moments(x, pupils []float64) (mean, cv float64) {
	var p, s float64
	for i := range x {
		p += pupils[i]
		s += float64(pupils[i] * x[i])
	}
	mean = s / p
	var q float64
	for i := range x {
		d := x[i] - mean
		q += float64(pupils[i] * float64(d*d))
	}
	return mean, math.Sqrt(q/p) / mean
}

// A nearness is how far the fit may stay from the rounded mean and from the CV.
type nearness struct{ mean, cv float64 }

var (
	// published means agree rounded to three decimals, which is as near as whole teachers come; CVs
	// within a small part of the third decimal.
	published = nearness{mean: 0.00049, cv: 0.00004}
	// madeUp is for aims that nobody will look up: half a teacher, and two decimals of the CV.
	madeUp = nearness{mean: 0.004, cv: 0.002}
)

// kicks is how often settle may leave a dead end; a handful is usual.
const kicks = 1000

// settle changes whole units by ones, at one holder or from one to another, until mean and CV are
// near the aim: the best step each time, the first of equals, and a random one where none is better.
func settle(code string, hs []holder, a aim, near nearness, rng *rand.Rand) error {
	n := len(hs)
	x, pupils := make([]float64, n), make([]float64, n)
	for i, h := range hs {
		x[i], pupils[i] = h.value(per(code)), h.pupils
	}
	rounded := math.Round(a.mean*1000) / 1000
	miss := func() float64 {
		mean, cv := moments(x, pupils)
		return math.Max(math.Abs(mean-rounded)/near.mean, math.Abs(cv-a.cv)/near.cv)
	}
	try := func(i, by int) bool {
		hs[i].units += by
		x[i] = hs[i].value(per(code))
		return hs[i].units >= 0 && x[i] >= a.least && x[i] <= a.most
	}
	kicked := 0
	best := miss()
	for best > 1 {
		from, to := -1, -1 // index n stands for nobody
		for i := 0; i <= n; i++ {
			for j := 0; j <= n; j++ {
				if i == j {
					continue
				}
				ok := true
				if i < n {
					ok = try(i, -1)
				}
				if j < n {
					ok = try(j, 1) && ok
				}
				if m := miss(); ok && m < best {
					best, from, to = m, i, j
				}
				if i < n {
					try(i, 1)
				}
				if j < n {
					try(j, -1)
				}
			}
		}
		if from < 0 {
			if kicked++; kicked > kicks {
				return fmt.Errorf("%s: stuck at %g times the allowed distance", code, best)
			}
			i, j := rng.IntN(n), rng.IntN(n)
			if !try(i, -1) {
				try(i, 1)
			} else if !try(j, 1) {
				try(j, -1)
			}
			best = miss()
			continue
		}
		if from < n {
			try(from, -1)
		}
		if to < n {
			try(to, 1)
		}
	}
	return nil
}
