package parametric

import "math"

// A barrier is a school purchase in the form in which it is solved: y >= 0 is bought beyond the least, in
// units that raise some section by the mean level of its CV, at most one of mostRaise of them; costs add up to 1, and with R the levels
// relative to the mean, w the shares of pupils, m = sum w R, for each CV
//
//	sqrt(sum w (R - m)^2) <= A,  A = cap m + tau,
//
// where tau is 0, or what is to be lowered until it is. It minimises
//
//	T cost - sum log y - sum log(high - y) - sum log(A^2 - sum w (R - m)^2)
//
// by Newton's method, for T rising by factors.
type barrier struct {
	column     []int32   // of the purchase, by variable
	unit       []float64 // of a column, that one of y is
	money      float64   // that one of cost is
	cost, high []float64 // by variable

	start   []int32 // of variable v: entries start[v] to start[v+1]
	entries []raise

	cones []cone

	y   []float64
	tau float64
	up  float64 // below which tau stays; 0: tau is fixed at 0

	matrix, spare, right, tied      []float64
	diagonal, gradient, step, trial []float64
	low                             [][]float64 // 3 directions a cone
}

// A raise is what one of a variable adds to the relative level of a section.
type raise struct {
	cone, section int32
	by            float64
}

// A cone is one CV with a finite cap.
type cone struct {
	cv     int
	limit  float64
	scale  float64   // of a level
	pupils float64   // all
	share  []float64 // of pupils, by section
	base   []float64 // relative level without a purchase
	level  []float64
	mean   float64
	a      float64 // cap mean + tau
	f      float64 // a^2 - spread^2
}

// newBarrier sets up the variables that are free, up to most, and the cones that ask for something.
func newBarrier(f *SchoolFilling, caps []float64, most float64) *barrier {
	p := f.purchase
	b := &barrier{}
	at := make([]int32, len(caps)) // cone of a CV, plus 1
	stock := f.stock(f.low)
	for k, limit := range caps {
		if math.IsInf(limit, 1) {
			continue
		}
		pupils, total := sum(p.Pupils[k]), sum(stock[k])
		n := len(p.Pupils[k])
		c := cone{cv: k, limit: max(limit, leastCap), pupils: pupils, scale: total / pupils, share: make([]float64, n), base: make([]float64, n), level: make([]float64, n)}
		if total == 0 {
			c.scale = 1 / pupils
		}
		for i, q := range p.Pupils[k] {
			c.share[i] = q / pupils
			c.base[i] = stock[k][i] / q / c.scale
		}
		b.cones = append(b.cones, c)
		at[k] = int32(len(b.cones))
	}
	b.start = append(b.start, 0)
	for j, c := range p.Columns {
		unit, first := 0.0, len(b.entries)
		if f.high[j] > f.low[j] {
			for _, r := range c.Raises {
				if at[r.CV] == 0 {
					continue
				}
				o := &b.cones[at[r.CV]-1]
				by := r.Share / p.Pupils[r.CV][r.Section] / o.scale
				b.entries = append(b.entries, raise{at[r.CV] - 1, int32(r.Section), by})
				unit = max(unit, by)
			}
		}
		if unit == 0 {
			continue
		}
		for e := first; e < len(b.entries); e++ {
			b.entries[e].by /= unit
		}
		b.column = append(b.column, int32(j))
		b.unit = append(b.unit, 1/unit)
		b.cost = append(b.cost, c.UnitCost/unit)
		b.high = append(b.high, min((f.high[j]-f.low[j])*unit, most))
		b.start = append(b.start, int32(len(b.entries)))
	}
	b.money = sum(b.cost)
	if len(b.cost) == 0 {
		b.money = 1
	}
	for v := range b.cost {
		b.cost[v] /= b.money
	}
	n := len(b.cost) + 1 // with tau
	b.y = make([]float64, len(b.cost))
	b.diagonal, b.gradient, b.step, b.trial = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	k := 3 * len(b.cones)
	b.matrix, b.spare, b.right, b.tied = make([]float64, k*k), make([]float64, k*k), make([]float64, k), make([]float64, k)
	for range k {
		b.low = append(b.low, make([]float64, n))
	}
	return b
}

// begin puts y well within its limits and tau above all spreads.
func (b *barrier) begin() {
	for v := range b.y {
		b.y[v] = min(startRaise, b.high[v]/2)
	}
	b.tau = 0
	b.place(b.y, 0)
	for k := range b.cones {
		c := &b.cones[k]
		b.tau = max(b.tau, math.Sqrt(max(0, c.a*c.a-c.f))-c.a+startRaise)
	}
	b.up = 2*b.tau + 1
	b.place(b.y, b.tau)
}

// place sets levels and cones at a point, and says whether all cones hold strictly.
func (b *barrier) place(y []float64, tau float64) bool {
	for k := range b.cones {
		copy(b.cones[k].level, b.cones[k].base)
	}
	for v, x := range y {
		for _, e := range b.entries[b.start[v]:b.start[v+1]] {
			b.cones[e.cone].level[e.section] += e.by * x
		}
	}
	inside := true
	for k := range b.cones {
		c := &b.cones[k]
		c.mean = 0
		for i, w := range c.share {
			c.mean += w * c.level[i]
		}
		squares := 0.0
		for i, w := range c.share {
			d := c.level[i] - c.mean
			squares += w * d * d
		}
		spread := math.Sqrt(squares)
		c.a = c.limit*c.mean + tau
		c.f = (c.a - spread) * (c.a + spread)
		inside = inside && c.a > spread
	}
	return inside
}

// newton makes one damped step at weight T of the objective: cost, or tau where it moves. It returns the
// decrement, which is 0 at the centre, and NaN where no step could be made.
func (b *barrier) newton(weight float64) float64 {
	b.derivatives(weight)
	if !b.solve() {
		return math.NaN()
	}
	decrement := 0.0
	for v, g := range b.gradient {
		decrement -= g * b.step[v]
	}
	if !(decrement > 0) {
		return decrement
	}
	before := make([]float64, len(b.cones))
	for k := range b.cones {
		before[k] = b.cones[k].f
	}
	n := len(b.y)
	most := 1.0 // step that stays within the limits
	for v, y := range b.y {
		d := b.step[v]
		if d < 0 {
			most = min(most, insideShare*y/-d)
		} else if d > 0 {
			most = min(most, insideShare*(b.high[v]-y)/d)
		}
	}
	if d := b.step[n]; b.up > 0 && d > 0 {
		most = min(most, insideShare*(b.up-b.tau)/d)
	}
	for a := most; a > leastStep; a /= 2 {
		change := 0.0
		for v, y := range b.y {
			d := a * b.step[v]
			b.trial[v] = y + d
			change -= math.Log1p(d / y)
			change -= math.Log1p(-d / (b.high[v] - y))
			if b.up == 0 {
				change += weight * b.cost[v] * d
			}
		}
		tau := b.tau
		if b.up > 0 {
			d := a * b.step[n]
			tau += d
			change += weight*d - math.Log1p(-d/(b.up-b.tau))
		}
		if !b.place(b.trial[:n], tau) {
			continue
		}
		deep := true
		for k := range b.cones {
			change -= math.Log(b.cones[k].f / before[k])
			deep = deep && b.cones[k].f > coneShare*before[k]
		}
		if deep && change <= -descentShare*a*decrement || decrement < fullStep {
			copy(b.y, b.trial[:n])
			b.tau = tau
			return decrement
		}
	}
	b.place(b.y, b.tau)
	return math.NaN()
}

// derivatives sets the gradient, and the matrix as a diagonal and three directions v, u, q for each cone,
// with d = sum_i w by (R - m), q = sum w by, u = cap q (1 for tau), v = A u - d:
//
//	-log f has gradient -2 v / f and matrix 4 v v' / f^2 - 2 u u' / f - 2 q q' / f + diag(2 sum w by^2 / f).
func (b *barrier) derivatives(weight float64) {
	n := len(b.y)
	for _, d := range b.low {
		clear(d)
	}
	for v, y := range b.y {
		b.gradient[v], b.diagonal[v] = -1/y, 1/(y*y)
		room := b.high[v] - y
		b.gradient[v] += 1 / room
		b.diagonal[v] += 1 / (room * room)
		if b.up == 0 {
			b.gradient[v] += weight * b.cost[v]
		}
		for _, e := range b.entries[b.start[v]:b.start[v+1]] {
			c := &b.cones[e.cone]
			q := c.share[e.section] * e.by
			d := b.low[3*e.cone : 3*e.cone+3]
			slope := q * (c.a*c.limit - (c.level[e.section] - c.mean))
			d[0][v] += slope
			d[1][v] += c.limit * q
			d[2][v] += q
			b.gradient[v] -= 2 * slope / c.f
			b.diagonal[v] += 2 * q * e.by / c.f
		}
	}
	b.gradient[n], b.diagonal[n] = 0, 1
	if b.up > 0 {
		room := b.up - b.tau
		b.gradient[n], b.diagonal[n] = weight+1/room, 1/(room*room)
		for k := range b.cones {
			c := &b.cones[k]
			b.low[3*k][n], b.low[3*k+1][n] = c.a, 1
			b.gradient[n] -= 2 * c.a / c.f
		}
	}
}

// solve sets the step, minus the inverse of the matrix times the gradient. For y the matrix is diagonal +
// L C L', and by Sherman, Morrison and Woodbury, with M = 1/C + L' L / diagonal,
//
//	inverse g = (g - L M^-1 L' g / diagonal) / diagonal.
//
// Tau, with entries l in the directions, is taken out first: its own curvature is diagonal + l' M^-1 l, in
// which nothing cancels, as it would if tau were one more variable.
func (b *barrier) solve() bool {
	m, n := len(b.low), len(b.y)
	for r, lr := range b.low {
		for s := r; s < m; s++ {
			x := 0.0
			for v, l := range b.low[s][:n] {
				x += lr[v] * l / b.diagonal[v]
			}
			b.matrix[r*m+s], b.matrix[s*m+r] = x, x
		}
		f := b.cones[r/3].f
		if r%3 == 0 {
			b.matrix[r*m+r] += f * f / 4
		} else {
			b.matrix[r*m+r] -= f / 2
		}
		x := 0.0
		for v, l := range lr[:n] {
			x += l * b.gradient[v] / b.diagonal[v]
		}
		b.right[r], b.tied[r] = x, lr[n]
	}
	copy(b.spare, b.matrix)
	if !gauss(b.matrix, b.right) || !gauss(b.spare, b.tied) {
		return false
	}
	b.step[n] = 0
	if b.up > 0 {
		pull, curvature := b.gradient[n], b.diagonal[n]
		for r, lr := range b.low {
			pull -= lr[n] * b.right[r]
			curvature += lr[n] * b.tied[r]
		}
		b.step[n] = -pull / curvature
	}
	for v, g := range b.gradient[:n] {
		for r := range b.low {
			g -= b.low[r][v] * (b.right[r] - b.tied[r]*b.step[n])
		}
		b.step[v] = -g / b.diagonal[v]
	}
	return true
}

// gauss solves a small dense system in place, by elimination with partial pivoting.
func gauss(a, x []float64) bool {
	n := len(x)
	for c := range n {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r*n+c]) > math.Abs(a[p*n+c]) {
				p = r
			}
		}
		if a[p*n+c] == 0 || math.IsNaN(a[p*n+c]) {
			return false
		}
		for k := range n {
			a[c*n+k], a[p*n+k] = a[p*n+k], a[c*n+k]
		}
		x[c], x[p] = x[p], x[c]
		for r := c + 1; r < n; r++ {
			f := a[r*n+c] / a[c*n+c]
			if f == 0 {
				continue
			}
			for k := c; k < n; k++ {
				a[r*n+k] -= f * a[c*n+k]
			}
			x[r] -= f * x[c]
		}
	}
	for r := n - 1; r >= 0; r-- {
		for k := r + 1; k < n; k++ {
			x[r] -= a[r*n+k] * x[k]
		}
		x[r] /= a[r*n+r]
	}
	return true
}

// centre makes steps until the decrement is small.
func (b *barrier) centre(weight float64) bool {
	for range maxNewton {
		d := b.newton(weight)
		if math.IsNaN(d) {
			return false
		}
		if d < centred {
			return true
		}
	}
	return true
}

// prices are those of the centre at a weight, by CV and section, and the multipliers of the caps.
func (b *barrier) prices(weight float64, p *SchoolPurchase) (prices [][]float64, multiplier []float64) {
	prices, multiplier = make([][]float64, len(p.Pupils)), make([]float64, len(p.Pupils))
	for k := range prices {
		prices[k] = make([]float64, len(p.Pupils[k]))
	}
	for k := range b.cones {
		c := &b.cones[k]
		force := b.money * 2 / (weight * c.f)
		for i := range c.level {
			prices[c.cv][i] = force * (c.level[i] - c.mean) / (c.pupils * c.scale)
		}
		multiplier[c.cv] = force * c.limit * c.a * c.mean
	}
	return prices, multiplier
}

// buy is what is bought of each column.
func (b *barrier) buy(low []float64) []float64 {
	x := append([]float64(nil), low...)
	for v, j := range b.column {
		x[j] += b.y[v] * b.unit[v]
	}
	return x
}
