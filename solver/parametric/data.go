package parametric

import (
	"math"
	"slices"
)

// Data are the numbers of a kind as a walk needs them: costs by arc, and by section the stock, the
// most that may leave and the least level, which is the least stock per pupil.
//
// Walks run on distorted data, in which no partial sum of stocks, least stocks and limits is zero by
// chance: then every event is a single pivot, and the next stretch of the path is unique. The
// distortion permits a little more than the data do, so that what is feasible stays feasible. Plans
// are read off the forest with the data as they are.
type data struct {
	cost, pupils, stock, limit, least []float64
	distorted                         bool
	closed                            bool // some arc is: its cost is infinite
}

// ownCost are the costs where they are not those of the network, else nil.
func (d *data) ownCost() []float64 {
	if d.distorted || d.closed {
		return d.cost
	}
	return nil
}

// dataOf are the data of a kind as they are.
func dataOf(k *Kind) *data {
	n := k.Network.sections
	b := make([]float64, 2*n)
	d := &data{pupils: k.Pupils, stock: k.Stock, limit: b[:n:n], least: b[n:], cost: k.Network.cost}
	for i := range n {
		d.limit[i] = k.mostOut(i)
		d.least[i] = k.least(i) / k.Pupils[i]
	}
	if d.closed = slices.Contains(k.Closed, true); d.closed {
		d.cost = slices.Clone(d.cost)
		for a := range d.cost {
			if k.Closed[a] {
				d.cost[a] = math.Inf(1)
			}
		}
	}
	return d
}

// distort makes the data generic by a relative size: limits higher, least levels lower, costs apart.
func (d *data) distort(size float64, seed uint64, meanLevel, unitCost float64) *data {
	n, m := len(d.stock), len(d.cost)
	b := make([]float64, 2*n+m)
	g := &data{pupils: d.pupils, stock: d.stock, limit: b[:n:n], least: b[n : 2*n : 2*n], cost: b[2*n:], distorted: true, closed: d.closed}
	r := splitmix(seed*0x9E3779B97F4A7C15 + 12345)
	if meanLevel == 0 {
		meanLevel = 1
	}
	for i := range n {
		g.limit[i] = d.limit[i] * (1 + size*(0.5+r.next()))
		g.least[i] = d.least[i] - size*(0.5+r.next())*(d.least[i]+meanLevel)
	}
	for a := range m {
		g.cost[a] = d.cost[a] + size*unitCost*(0.1+r.next())
	}
	return g
}

// A splitmix is a source of numbers in [0, 1) (Steele, Lea and Flood 2014): the same everywhere.
type splitmix uint64

func (r *splitmix) next() float64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	z ^= z >> 31
	return float64(z>>11) / (1 << 53)
}

// unitCost is the size of the cost of one unit: the largest there is, 1 where all is free.
func (k *Kind) unitCost() float64 {
	if most := max(k.HireCost, k.Network.dearest); most > 0 {
		return most
	}
	return 1
}

// unit is one unit of stock, or the mean stock of a section where that is less: counts may be kept in
// thousands.
func (k *Kind) unit() float64 {
	mean := 0.0
	for i := range k.Stock {
		mean += max(k.Stock[i], k.least(i)) / float64(len(k.Stock))
	}
	if mean > 0 && mean < 1 {
		return mean
	}
	return 1
}

// scale is what one unit costs at most: gaps are relative to it where plans cost less.
func (k *Kind) scale() float64 { return k.unitCost() * k.unit() }

// told is the cap that a cap counts as: the least that can be told from 0.
func (k *Kind) told(cvCap float64) float64 {
	if k.HireCost > 0 {
		return max(cvCap, leastCapHiring)
	}
	return max(cvCap, leastCap)
}

func sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}

// cv is the pupil-weighted coefficient of variation; 0 without stock. It is computed from the
// deviations, which keeps the digits that the closed form loses where the CV is small.
func cv(stock, pupils []float64) float64 {
	z, p := sum(stock), sum(pupils)
	if z == 0 {
		return 0
	}
	mean := z / p
	squares := 0.0
	for i, s := range stock {
		d := s/pupils[i] - mean
		squares += pupils[i] * d * d
	}
	return math.Sqrt(squares/p) / mean
}
