package separable

import "math"

// A Transport sends pieces of a catchment to schools:
//
//	minimise    sum_bj Cost_bj x_bj
//	subject to  sum_j x_bj = Pupils_b               for each piece b
//	            Least_j <= sum_b x_bj <= Most_j     for each school j
//	            x_bj >= 0, x_bj = 0 where Cost_bj is +Inf
//
// A piece may be split. Where pupils and limits are whole there is a whole optimum and that is the
// one found; where costs are whole too (metres), and sums stay below 2^53, everything is exact.
type Transport struct {
	Pupils []float64 // per piece, >= 0
	Least  []float64 // per school, >= 0
	Most   []float64 // per school, not below Least, may be +Inf
	Cost   []float64 // per pupil, piece by piece: Cost[b*schools+j]; +Inf: forbidden
}

// Validate finds the faults of the data; they match [ErrInvalid]. That no school takes a piece is
// no fault: it makes the problem infeasible.
func (t *Transport) Validate() error {
	var f faults
	schools := len(t.Least)
	if len(t.Most) != schools || len(t.Cost) != schools*len(t.Pupils) {
		f.add("%d pieces, %d least and %d most loads, %d costs", len(t.Pupils), schools, len(t.Most), len(t.Cost))
		return f.err()
	}
	for b, p := range t.Pupils {
		checkPupils(&f, b, p)
	}
	for j := range t.Least {
		checkLoads(&f, j, t.Least[j], t.Most[j])
	}
	for k, c := range t.Cost {
		checkCost(&f, k/schools, k%schools, c)
	}
	return f.err()
}

func checkPupils(f *faults, b int, p float64) {
	if !amount(p) {
		f.add("pupils %v of piece %d", p, b)
	}
}

func checkLoads(f *faults, j int, least, most float64) {
	if !(least >= 0 && boxed(least, most)) {
		f.add("school %d takes %v to %v", j, least, most)
	}
}

func checkCost(f *faults, b, j int, c float64) {
	if !within(c) && !math.IsInf(c, 1) {
		f.add("cost %v of piece %d at school %d", c, b, j)
	}
}
