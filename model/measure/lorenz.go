package measure

import "math"

// A Point of a Lorenz curve: the share Pupils of all pupils, those with the lowest values, has the
// share Stock of the stock.
type Point struct{ Pupils, Stock float64 }

// Lorenz returns the Lorenz curve: one point before the first section, at (0, 0), and one after each
// section by ascending value, up to (1, 1). Between them it is straight. Nil where Z is 0 or the
// input is not what [Check] accepts.
//
// Source: M. Lorenz, Methods of Measuring the Concentration of Wealth, 1905.
func Lorenz(stock, pupils []float64) []Point {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return nil
	}
	r := rank(stock, pupils, z, p)
	curve := make([]Point, 1, len(stock)+1)
	var sum Point
	for i := range r.value {
		sum.Pupils += r.pupils[i]
		sum.Stock += r.stock[i]
		curve = append(curve, Point{min(1, sum.Pupils/p), min(1, sum.Stock/z)})
	}
	curve[len(stock)] = Point{1, 1} // sums in another order may miss it by a last bit
	return curve
}

// PoorestShare returns the ordinate of the [Lorenz] curve at a share of the pupils from 0 to 1: the
// share of the stock that those pupils have, the ones with the lowest values. A section in which they
// end is split. NaN where Z is 0 and for any other share.
func PoorestShare(stock, pupils []float64, share float64) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) || !(share >= 0 && share <= 1) {
		return math.NaN()
	}
	return math.Min(1, rank(stock, pupils, z, p).poorest(share)/z)
}

// Gini returns the Gini coefficient of the values among pupils,
//
//	sum_ij w_i w_j |x_i - x_j| / (2 mean)
//
// which is 1 less twice the area under the [Lorenz] curve. From 0 (all alike) to below 1. NaN where Z
// is 0.
//
// It is computed as sum w_i (r_i - 1) (F_i + F_i-1 - 1) over the ranked sections, F_i the share of
// the pupils up to section i: nothing large cancels where values are nearly alike. Packages that
// correct for small samples multiply it by n / (n - 1).
//
// Source: C. Gini, 1912; the working form 1 - sum P_i (2 Q_i - M_i) of Chinese studies is the same.
func Gini(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).gini()
}

func (r *ranked) gini() float64 {
	mean, sum, below := r.z/r.p, 0.0, 0.0 // below: pupils with lower values
	for i, x := range r.value {
		p := r.pupils[i]
		sum += p / r.p * (x/mean - 1) * ((2*below+p)/r.p - 1)
		below += p
	}
	return math.Max(0, math.Min(1, sum)) // outside by a last bit where all are alike or one has all
}

// Hoover returns the Hoover index, also called Robin Hood or Schutz index,
//
//	sum |q_i - w_i| / 2
//
// the share of the stock that would have to move for all values to be alike. From 0 to below 1; it is
// the greatest distance between the [Lorenz] curve and the diagonal. NaN where Z is 0.
//
// Source: E. Hoover, Interstate Redistribution of Population, 1941.
func Hoover(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return hoover(stock, pupils, z, p)
}

func hoover(stock, pupils []float64, z, p float64) float64 {
	if !(z > 0) {
		return math.NaN()
	}
	mean, sum := z/p, 0.0
	for i, s := range stock {
		sum += pupils[i] / p * math.Abs(s/pupils[i]/mean-1)
	}
	return math.Min(1, sum/2) // above 1 by a last bit where one of very many has all
}
