package parametric

import (
	"math"
	"math/rand"
	"slices"
)

// nearest are the arcs from each place to its nearest others, at a fixed cost and one by distance.
func nearest(x, y []float64, count int, fix, km float64) []Arc {
	n := len(x)
	var arcs []Arc
	for i := range n {
		var others []int
		for j := range n {
			if j != i {
				others = append(others, j)
			}
		}
		far := func(j int) float64 { return math.Hypot(x[i]-x[j], y[i]-y[j]) }
		slices.SortStableFunc(others, func(a, b int) int {
			switch d := far(a) - far(b); {
			case d < 0:
				return -1
			case d > 0:
				return 1
			}
			return a - b
		})
		for _, j := range others[:min(count, len(others))] {
			arcs = append(arcs, Arc{int32(i), int32(j), fix + km*far(j)})
		}
	}
	return arcs
}

func mustNetwork(n int, arcs []Arc) *Network {
	g, err := NewNetwork(n, arcs)
	if err != nil {
		panic(err)
	}
	return g
}

// smooth is a county of random places and sizes whose least stocks are a share of the mean.
func smooth(n int, seed int64, share, out float64) *Kind {
	r := rand.New(rand.NewSource(seed))
	k := &Kind{}
	var x, y []float64
	for range n {
		k.Pupils = append(k.Pupils, max(60, math.Round(math.Exp(6.2+0.8*r.NormFloat64()))))
		x, y = append(x, r.Float64()*50), append(y, r.Float64()*50)
	}
	for _, p := range k.Pupils {
		s := math.Round(0.042 * p * math.Exp(r.NormFloat64()*0.5-0.25*math.Log(p/500)))
		k.Stock, k.MostOut = append(k.Stock, s), append(k.MostOut, out*s)
	}
	k.Network = mustNetwork(n, nearest(x, y, 20, 0.003, 0.0005))
	if share > 0 {
		k.Least = leastAt(k, share)
	}
	return k
}

// leastAt are least stocks that are a share of the mean level.
func leastAt(k *Kind, share float64) []float64 {
	mean := sum(k.Stock) / sum(k.Pupils)
	least := make([]float64, len(k.Pupils))
	for i, p := range k.Pupils {
		least[i] = share * mean * p
	}
	return least
}

// degenerate is a grid with few sizes, whole or zero stocks, ties in costs, isolated sections, limits
// of zero, and least stocks that many sections meet exactly.
func degenerate(n int, seed int64) *Kind {
	r := rand.New(rand.NewSource(seed))
	k := &Kind{}
	most := 1 + r.Intn(8)
	side := int(math.Ceil(math.Sqrt(float64(n))))
	equal := r.Intn(3) == 0
	var x, y []float64
	share := []float64{0.2, 0.5, 1, 0}[r.Intn(4)]
	mode := r.Intn(4)
	for i := range n {
		p := float64(1 + r.Intn(3))
		if equal {
			p = 1
		}
		k.Pupils = append(k.Pupils, p)
		k.Stock = append(k.Stock, float64(r.Intn(most+1)))
		x, y = append(x, float64(i%side)), append(y, float64(i/side))
		u := share * k.Stock[i]
		if share == 0 {
			u = float64(r.Intn(int(k.Stock[i]) + 1))
		}
		if r.Intn(6) == 0 {
			u = 0
		}
		k.MostOut = append(k.MostOut, u)
	}
	fix, km := float64(r.Intn(2)), float64(r.Intn(3))
	var arcs []Arc
	for _, a := range nearest(x, y, []int{2, 4, 8, 20}[r.Intn(4)], fix, km) {
		i, j := int(a.From), int(a.To)
		if (i*7+j*3+int(seed))%11 == 0 || (i%9 == 4 && seed%3 == 0) || (j%9 == 4 && seed%3 == 0) {
			continue
		}
		a.Cost = math.Round(a.Cost)
		arcs = append(arcs, a)
	}
	k.Network = mustNetwork(n, arcs)
	mean := sum(k.Stock) / sum(k.Pupils)
	k.Least = make([]float64, n)
	for i, p := range k.Pupils {
		switch mode {
		case 0:
			k.Least[i] = 0.4 * mean * p
		case 1:
			k.Least[i] = min(p, k.Stock[i])
		case 2:
			k.Least[i] = float64(r.Intn(2))
		case 3: // exactly what some plan has: reached below
			k.Least[i] = k.Stock[i]
		}
	}
	if mode == 3 && len(arcs) > 0 {
		for range 2 * n {
			a := arcs[r.Intn(len(arcs))]
			i, j := a.From, a.To
			if k.Least[i] >= 1 && k.Stock[i]-k.Least[i]+1 <= k.MostOut[i] {
				k.Least[i]--
				k.Least[j]++
			}
		}
		tight := r.Intn(2) == 0
		for i := range k.Least {
			if !tight && r.Intn(3) == 0 {
				k.Least[i] *= 0.5
			}
		}
	}
	return k
}
