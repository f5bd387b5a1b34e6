package parametric

import (
	"fmt"
	"math"
	"math/big"
)

// What follows judges answers without any code of the package: everything is computed anew from the
// data, in numbers of 200 bits, in which nothing of the size of a float64's rounding is lost.

type number = big.Float

func num(x float64) *number { return new(number).SetPrec(200).SetFloat64(x) }

func times(a, b *number) *number { return num(0).Mul(a, b) }
func plus(a, b *number) *number  { return num(0).Add(a, b) }
func minus(a, b *number) *number { return num(0).Sub(a, b) }
func over(a, b *number) *number  { return num(0).Quo(a, b) }

func float(a *number) float64 { f, _ := a.Float64(); return f }

func higher(a, b *number) *number {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

func total(v []float64) *number {
	s := num(0)
	for _, x := range v {
		s.Add(s, num(x))
	}
	return s
}

// sizes are the units in which differences are judged: a mean section's stock, and what moving one unit
// costs (or a mean section's stock where that is less).
func sizes(k *Kind) (stock, money float64) {
	n := max(1, len(k.Stock))
	stock = sum(k.Stock) / float64(n)
	stock = max(stock, sum(k.Least)/float64(n))
	for _, a := range k.Network.arcs {
		money = max(money, a.Cost)
	}
	money = max(money, k.HireCost)
	if stock == 0 {
		stock = 1
	}
	if money == 0 {
		money = 1
	}
	return stock, money * min(1, stock)
}

// A judgement is what is found wrong with an answer, and by how much it misses.
type judgement struct {
	faults         []string
	gap, violation float64
}

func (j *judgement) fault(format string, args ...any) {
	j.faults = append(j.faults, fmt.Sprintf(format, args...))
}

// judge recomputes everything that an answer states.
func judge(k *Kind, cap float64, b *Balance) (j judgement) {
	n := len(k.Stock)
	if k.HireCost > 0 {
		cap = max(cap, leastCapHiring)
	}
	cap = max(cap, leastCap)
	switch b.Status {
	case Optimal:
		j.plan(k, cap, b)
	case Short:
		lack := lackOf(k, b.ShortSet)
		stock, _ := sizes(k)
		if k.HireCost > 0 {
			j.fault("short though all can be hired")
		}
		if !(lack > 0) || !(b.ShortBy > 0) || math.Abs(b.ShortBy-lack) > 1e-12*stock*float64(n) {
			j.fault("set lacks %v, stated %v", lack, b.ShortBy)
		}
	case TooTight:
		if k.HireCost > 0 {
			j.fault("too tight though all can be hired")
		}
		if ray := dualValue(k, &b.Price, cap, 0); !(ray > 0) {
			j.fault("ray %v proves nothing", ray)
		}
		if !(b.Floor > cap*(1-1e-9)-1e-8) {
			j.fault("floor %v below cap %v", b.Floor, cap)
		}
		if err := finite(b.Price.Unit, b.Price.Cone, []float64{b.Floor}); err != nil {
			j.fault("prices: %v", err)
		}
	default:
		j.fault("status %v", b.Status)
	}
	return j
}

func finite(all ...[]float64) error {
	for s, v := range all {
		for i, x := range v {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("slice %d has %v at %d", s, x, i)
			}
		}
	}
	return nil
}

// atFloor is how near the least CV a cap must be for an answer to be judged as one at it: caps of 0 are
// caps of leastCap.
const atFloor = 2 * leastCap

func (j *judgement) plan(k *Kind, cap float64, b *Balance) {
	n := len(k.Stock)
	if len(b.Flow) != len(k.Network.arcs) || len(b.Stock) != n || len(b.Price.Unit) != n || len(b.Price.Cone) != n ||
		k.HireCost > 0 && len(b.Hire) != n || k.HireCost == 0 && b.Hire != nil {
		j.fault("lengths %d %d %d %d %d", len(b.Flow), len(b.Hire), len(b.Stock), len(b.Price.Unit), len(b.Price.Cone))
		return
	}
	if err := finite(b.Flow, b.Hire, b.Stock, b.Price.Unit, b.Price.Cone, []float64{b.Cost, b.Bound, b.CV}); err != nil {
		j.fault("%v", err)
		return
	}
	stock, money := sizes(k)
	after, out := make([]*number, n), make([]*number, n)
	for i, s := range k.Stock {
		after[i], out[i] = num(s), num(0)
	}
	cost := num(0)
	for a, x := range b.Flow {
		arc := k.Network.arcs[a]
		if x < 0 || x > 0 && k.Closed != nil && k.Closed[a] {
			j.fault("flow %v on arc %d", x, a)
		}
		after[arc.From].Sub(after[arc.From], num(x))
		after[arc.To].Add(after[arc.To], num(x))
		out[arc.From].Add(out[arc.From], num(x))
		cost.Add(cost, times(num(x), num(arc.Cost)))
	}
	for i, h := range b.Hire {
		if h < 0 {
			j.fault("hire %v at %d", h, i)
		}
		after[i].Add(after[i], num(h))
		cost.Add(cost, times(num(h), num(k.HireCost)))
	}
	z, p, squares := num(0), total(k.Pupils), num(0)
	worst := func(what string, i int, by *number) {
		v := float(by) / stock
		j.violation = max(j.violation, v)
		if v > gapWanted {
			j.fault("%s at %d by %.2e", what, i, v)
		}
	}
	for i := range n {
		most, least := k.Stock[i], 0.0
		if k.MostOut != nil {
			most = k.MostOut[i]
		}
		if k.Least != nil {
			least = k.Least[i]
		}
		worst("over limit", i, minus(out[i], num(most)))
		worst("below least", i, minus(num(least), after[i]))
		z.Add(z, after[i])
		squares.Add(squares, over(times(after[i], after[i]), num(k.Pupils[i])))
		if math.Abs(b.Stock[i]-float(after[i])) > 1e-12*float64(n)*stock+1e-14*float(after[i]) {
			j.fault("stock %v of section %d is %v", b.Stock[i], i, float(after[i]))
		}
	}
	now := 0.0
	if z.Sign() > 0 {
		ratio := minus(over(times(p, squares), times(z, z)), num(1))
		if ratio.Sign() > 0 {
			now = float(num(0).Sqrt(ratio))
		}
	}
	if now-cap > gapWanted {
		j.fault("CV %v above cap %v by %.2e", now, cap, now-cap)
	}
	if !math.IsInf(cap, 1) {
		j.violation = max(j.violation, now-cap)
	}
	if math.Abs(now-b.CV) > 1e-12 && math.Abs(now-b.CV) > 1e-7*leastCap {
		j.fault("CV %v stated, is %v", b.CV, now)
	}
	size := max(math.Abs(float(cost)), money)
	if math.Abs(float(cost)-b.Cost) > 1e-12*size {
		j.fault("cost %v stated, is %v", b.Cost, float(cost))
	}
	j.gap = math.Abs(float(cost)-b.Bound) / size
	if j.gap > gapWanted && !(b.Floor > 0 && j.gap <= gapAtFloor && cap-b.Floor <= atFloor*(1+cap)) {
		j.fault("cost %v, bound %v, gap %.2e", float(cost), b.Bound, j.gap)
	}
	if proved := dualValue(k, &b.Price, cap, 1); b.Bound > proved+1e-13*size {
		j.fault("bound %v, prices prove %v", b.Bound, proved)
	}
}

// lackOf is what a set of sections lacks at least: its need less its stock and all that others with an
// arc into it may send.
func lackOf(k *Kind, set []int32) float64 {
	in, sends := make(map[int32]bool), make(map[int32]bool)
	lack := num(0)
	for _, i := range set {
		if in[i] {
			return math.NaN()
		}
		in[i] = true
		lack.Add(lack, minus(num(k.least(int(i))), num(k.Stock[i])))
	}
	for at, a := range k.Network.arcs {
		if k.Closed != nil && k.Closed[at] {
			continue
		}
		if in[a.To] && !in[a.From] && !sends[a.From] {
			sends[a.From] = true
			lack.Sub(lack, num(k.mostOut(int(a.From))))
		}
	}
	return float(lack)
}

// dualValue is what prices prove, by the formula of [Kind.Bound] written down a second time.
func dualValue(k *Kind, price *Price, cap, costs float64) float64 {
	n := len(k.Stock)
	nu, cone := make([]*number, n), make([]*number, n)
	squares := num(0)
	for i := range n {
		nu[i], cone[i] = num(price.Unit[i]), num(0)
		if math.IsInf(cap, 1) {
			if nu[i].Sign() > 0 {
				nu[i] = num(0)
			}
			continue
		}
		cone[i] = higher(higher(num(price.Cone[i]), nu[i]), num(0))
		squares.Add(squares, times(num(k.Pupils[i]), times(cone[i], cone[i])))
	}
	held := make([]*number, n)
	for i := range n {
		held[i] = minus(cone[i], nu[i])
	}
	toll := num(0) // of one unit of the total, against the cap
	if !math.IsInf(cap, 1) && n > 0 {
		toll = num(0).Sqrt(times(squares, over(plus(num(1), times(num(cap), num(cap))), total(k.Pupils))))
	}
	if k.HireCost > 0 {
		lowest := num(0)
		for i := range n {
			nu[i] = minus(nu[i], toll)
			if nu[i].Cmp(lowest) < 0 {
				lowest = nu[i]
			}
		}
		if most := times(num(k.HireCost), num(-costs)); lowest.Cmp(most) < 0 {
			share := over(most, lowest)
			for i := range n {
				nu[i], held[i] = times(nu[i], share), times(held[i], share)
			}
		}
	}
	value, gain := num(0), make([]*number, n)
	for i := range n {
		gain[i] = num(0)
	}
	for at, a := range k.Network.arcs {
		if k.Closed != nil && k.Closed[at] {
			continue
		}
		gain[a.From] = higher(gain[a.From], minus(minus(nu[a.From], nu[a.To]), num(costs*a.Cost)))
	}
	for i := range n {
		value.Add(value, times(nu[i], num(k.Stock[i])))
		value.Sub(value, times(gain[i], num(k.mostOut(i))))
		value.Add(value, times(held[i], num(k.least(i))))
	}
	if k.HireCost == 0 {
		value.Sub(value, times(toll, total(k.Stock)))
	}
	return float(value)
}
