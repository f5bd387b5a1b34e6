package parametric

import (
	"math"
	"slices"
)

// A polish solves the conditions of an optimum of a school purchase from a start that is near it. One more
// unit of stock at section i of CV k is worth kappa_k - mu_k z_i/p_i against the cap, so that
//
//	x_j = clamp((sum_i a_i (kappa - mu s_i/p_i) - e_j) / sum_i (a_i^2 mu / p_i), low_j, high_j)
//
// and for each CV that binds  kappa Z = mu sum z^2/p  and  CV = cap: two unknowns, two equations, for
// Newton's method. Unlike the barrier, whose slacks cancel, it loses no digits.
type polish struct {
	f         *SchoolFilling
	caps      []float64
	bind      []int // CVs
	at        []int // of a CV in bind, or -1
	kappa, mu []float64
	buy       []float64
	stock     [][]float64
	free      []bool

	matrix, right []float64
}

// newPolish starts from prices of a barrier, with some CVs taken to bind.
func newPolish(f *SchoolFilling, caps []float64, from *nearby, bind []int) *polish {
	n := len(caps)
	p := &polish{f: f, caps: caps, bind: slices.Clone(bind), at: make([]int, n), kappa: make([]float64, n), mu: make([]float64, n), buy: make([]float64, len(f.low)), free: make([]bool, len(f.low))}
	for k := range p.at {
		p.at[k] = -1
	}
	for k, cv := range bind {
		p.at[cv], p.kappa[cv], p.mu[cv] = k, from.kappa[cv], from.mu[cv]
	}
	p.matrix, p.right = make([]float64, 4*len(p.bind)*len(p.bind)), make([]float64, 2*len(p.bind))
	return p
}

// release takes CVs that no free column raises from those that bind: nothing can change them here, and what
// their multipliers are is open. It says whether there was one.
func (p *polish) release() bool {
	raised := make([]bool, len(p.at))
	for j, c := range p.f.purchase.Columns {
		for _, r := range c.Raises {
			raised[r.CV] = raised[r.CV] || p.free[j]
		}
	}
	n := len(p.bind)
	p.bind = slices.DeleteFunc(p.bind, func(cv int) bool {
		if !raised[cv] {
			p.at[cv], p.kappa[cv], p.mu[cv] = -1, 0, 0
		}
		return !raised[cv]
	})
	for k, cv := range p.bind {
		p.at[cv] = k
	}
	m := 2 * len(p.bind)
	p.matrix, p.right = p.matrix[:m*m], p.right[:m]
	return len(p.bind) < n
}

// place sets what is bought at the multipliers.
func (p *polish) place() {
	of := p.f.purchase
	for j, c := range of.Columns {
		num, den := -c.UnitCost, 0.0
		for _, r := range c.Raises {
			q := of.Pupils[r.CV][r.Section]
			num += r.Share * (p.kappa[r.CV] - p.mu[r.CV]*of.Stock[r.CV][r.Section]/q)
			den += r.Share * r.Share * p.mu[r.CV] / q
		}
		low, high := p.f.low[j], p.f.high[j]
		x := low
		if den > 0 {
			x = num / den
		}
		p.buy[j] = min(max(x, low), high)
		p.free[j] = den > 0 && x > low && x < high
	}
	p.stock = p.f.stock(p.buy)
}

// newton makes a step, and says by how much, relatively, the multipliers moved.
func (p *polish) newton() (moved float64) {
	of, m := p.f.purchase, len(p.right)
	clear(p.matrix)
	means, spans := make([]float64, len(p.caps)), make([]float64, len(p.caps)) // Z/P; cap^2 Z/P
	for k, cv := range p.bind {
		z, pupils, squares, spread := 0.0, 0.0, 0.0, 0.0
		for i, s := range p.stock[cv] {
			z += s
			pupils += of.Pupils[cv][i]
			squares += s * (s / of.Pupils[cv][i])
		}
		mean := z / pupils
		pull := 0.0 // sum z (kappa - mu x), in differences from the mean
		for i, s := range p.stock[cv] {
			d := s/of.Pupils[cv][i] - mean
			spread += of.Pupils[cv][i] * d * d
			pull += s * d
		}
		means[cv], spans[cv] = mean, p.caps[cv]*p.caps[cv]*mean
		p.right[2*k] = -((p.kappa[cv]-p.mu[cv]*mean)*z - p.mu[cv]*pull)
		p.right[2*k+1] = -(spread - spans[cv]*z)
		p.matrix[2*k*m+2*k], p.matrix[2*k*m+2*k+1] = z, -squares
	}
	for j, c := range of.Columns {
		if !p.free[j] {
			continue
		}
		den := 0.0
		for _, r := range c.Raises {
			den += r.Share * r.Share * p.mu[r.CV] / of.Pupils[r.CV][r.Section]
		}
		for _, r := range c.Raises {
			k := p.at[r.CV]
			if k < 0 {
				continue
			}
			x := p.stock[r.CV][r.Section] / of.Pupils[r.CV][r.Section]
			first := r.Share * (p.kappa[r.CV] - 2*p.mu[r.CV]*x)
			second := 2 * r.Share * (x - means[r.CV] - spans[r.CV])
			for _, o := range c.Raises {
				q := p.at[o.CV]
				if q < 0 {
					continue
				}
				y := p.stock[o.CV][o.Section] / of.Pupils[o.CV][o.Section]
				byKappa, byMu := o.Share/den, -o.Share*y/den
				p.matrix[2*k*m+2*q] += first * byKappa
				p.matrix[2*k*m+2*q+1] += first * byMu
				p.matrix[(2*k+1)*m+2*q] += second * byKappa
				p.matrix[(2*k+1)*m+2*q+1] += second * byMu
			}
		}
	}
	if !gauss(p.matrix, p.right) {
		return math.NaN()
	}
	for k, cv := range p.bind {
		dk, dm := p.right[2*k], p.right[2*k+1]
		moved = max(moved, math.Abs(dk/p.kappa[cv]), math.Abs(dm/p.mu[cv]))
	}
	step := 1.0
	if moved > mostMove {
		step = mostMove / moved
	}
	for k, cv := range p.bind {
		p.kappa[cv] += step * p.right[2*k]
		p.mu[cv] += step * p.right[2*k+1]
	}
	return moved
}

// solve makes steps until nothing moves, and says whether that came about.
func (p *polish) solve() bool {
	last := math.Inf(1)
	for range maxPolish {
		p.place()
		if p.release() {
			p.place()
		}
		moved := p.newton()
		if !(moved < math.Inf(1)) {
			return false
		}
		if moved <= polished && moved >= last/2 || moved == 0 {
			p.place()
			return true
		}
		last = moved
	}
	return false
}

// prices are mu x, by CV and section, and the multipliers of the caps.
func (p *polish) prices() (prices [][]float64, multiplier []float64) {
	of := p.f.purchase
	prices, multiplier = make([][]float64, len(p.caps)), make([]float64, len(p.caps))
	for k := range prices {
		prices[k] = make([]float64, len(p.stock[k]))
		if p.at[k] < 0 {
			continue
		}
		z, pupils := 0.0, 0.0
		for i, s := range p.stock[k] {
			z += s
			pupils += of.Pupils[k][i]
			prices[k][i] = p.mu[k] * s / of.Pupils[k][i]
		}
		multiplier[k] = p.mu[k] * p.caps[k] * p.caps[k] * z * z / pupils
	}
	return prices, multiplier
}
