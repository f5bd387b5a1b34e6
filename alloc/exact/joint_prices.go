package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver/parametric"
)

// scaled are the prices of a stock that schools share, times the factor at which they prove most: what is
// known of prices is up to one, see [parametric.SchoolPurchase.Bound], and a certificate states them as
// they are meant. What they prove grows with the factor, less for every column that begins to pay, and
// without end against those that have no limit.
func scaled(p *parametric.SchoolPurchase, prices []parametric.Price, caps []float64) []parametric.Price {
	worth, owned := worths(p, prices, caps)
	type step struct{ factor, less float64 }
	var steps []step
	for _, c := range p.Columns {
		column := 0.0
		for _, r := range c.Raises {
			column += r.Share * worth[r.CV][r.Section]
		}
		if column > 0 && c.Most > 0 {
			steps = append(steps, step{c.UnitCost / column, column * c.Most})
		}
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.factor, b.factor) })
	factor, grows := 1.0, -owned
	for n := 0; n < len(steps) && grows > 0; n++ {
		factor = steps[n].factor
		grows -= steps[n].less
	}
	out := make([]parametric.Price, len(prices))
	for k, price := range prices {
		out[k] = parametric.Price{Unit: times(price.Unit, factor), Cone: times(price.Cone, factor)}
	}
	return out
}

// worths are, by CV and section, what the prices make of a unit of stock that a cap asks for, and of all
// the stock that there is.
func worths(p *parametric.SchoolPurchase, prices []parametric.Price, caps []float64) (worth [][]float64, owned float64) {
	worth = make([][]float64, len(prices))
	for k, price := range prices {
		worth[k] = make([]float64, len(price.Cone))
		if math.IsInf(caps[k], 1) {
			continue
		}
		var all, mean, squares float64
		for i, pupils := range p.Pupils[k] {
			all += pupils
			mean += pupils * price.Cone[i]
		}
		mean /= all
		for i, pupils := range p.Pupils[k] {
			squares += pupils * (price.Cone[i] - mean) * (price.Cone[i] - mean)
		}
		most := caps[k] * math.Sqrt(squares/all)
		for i, y := range price.Cone {
			worth[k][i] = most - (y - mean)
			owned += worth[k][i] * p.Stock[k][i]
		}
	}
	return worth, owned
}

// times is a vector times a number.
func times(v []float64, by float64) []float64 {
	w := make([]float64, len(v))
	for i, x := range v {
		w[i] = by * x
	}
	return w
}
