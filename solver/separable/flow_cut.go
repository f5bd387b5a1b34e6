package separable

import (
	"math"
	"slices"
)

// cut is the proof of infeasibility that a search without an end leaves: the sections it reached.
func (s *FlowSolver) cut(short bool) error {
	c := &Cut{Short: short}
	in := make([]bool, s.n)
	for _, v := range s.paths.reached {
		if int(v) < s.n {
			in[v] = true
			c.Nodes = append(c.Nodes, int(v))
		}
	}
	slices.Sort(c.Nodes)
	have, want := int64(0), 0.0
	for i := range s.n {
		across := int64(0)
		for a := s.p.Arcs.Start[i]; a < s.p.Arcs.Start[i+1]; a++ {
			if in[s.p.Arcs.Head[a]] == short && !math.IsInf(s.p.Arcs.Cost[a], 1) {
				across = min(across+s.capacity(a), s.out[i])
			}
		}
		switch {
		case in[i] && short:
			have += s.p.Stock[i]
			want += float64(s.floor[i])
		case in[i]:
			have += s.p.Stock[i] - across
			want += float64(s.most[i])
		case short:
			have = min(have+across, s.total) // no more than there is
		}
	}
	c.Have, c.Want = float64(have), want
	return c
}
