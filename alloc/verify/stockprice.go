package verify

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// stockPrice takes in the prices of one target. With weights w_i (their sum is 1), levels x_i = z_i/p_i
// and their mean T, a limit c on the CV says  sum w (x - T)^2 <= c^2 T^2.  For any prices y let
// g_i = y_i p_i / w_i, and m any number: by Cauchy and Schwarz
//
//	sum y z = sum w g x = m T + T sum w (g - m) + sum w (g - m)(x - T) <= K T,
//	K = m + |sum w (g - m)| + c sqrt(sum w (g - m)^2),
//
// a row that is linear in the stocks, whoever chose the prices. Only their differences matter, so that
// small limits lose no digits.
func (r *reader) stockPrice(price *plan.StockPrice) error {
	name := "price:" + plan.Escape(price.Code) + "/" + plan.Escape(price.Stage)
	t := r.find(price.Code, price.Stage)
	if t == nil {
		return bad(name, "the problem has no such indicator")
	}
	st := &r.stages[t.s]
	if len(price.Unit) != len(st.rows) {
		return bad(name, "%d prices for %d sections", len(price.Unit), len(st.rows))
	}
	limit, ok := r.cap(t)
	if !ok || !(limit >= 0) || math.IsInf(limit, 0) {
		return bad(name, "nothing limits this CV")
	}
	for i, y := range price.Unit {
		if undefined(y) {
			return bad(name, "price %v of section %d: must be a number", y, i)
		}
	}
	var mean tally
	units := r.centred(price.Unit, st)
	for i, y := range units {
		mean.add(y * st.rows[i].Pupils)
		r.level[t.s][t.k][i].add(y)
		r.constant.add(y * st.rows[i].Stock[t.k])
	}
	m := mean.value()
	var off, squares tally
	for i, y := range units {
		var d tally // g - m
		d.add(y * st.rows[i].Pupils / t.weight[i])
		d.add(-m)
		off.addTimes(t.weight[i], d)
		most := math.Abs(d.value()) + d.slack()
		squares.add(t.weight[i] * most * most)
	}
	var k tally
	k.add(m)
	k.add(max(off.high(), -off.low()))
	k.add((limit + literalSlack*max(limit, leastLimit)) * math.Sqrt(max(0, squares.high())))
	r.mean[t.s][t.k].add(-k.high() * t.reference)
	return nil
}

// centred takes the mean off prices. Where sections count by their pupils that is another way to write
// the same row, one that loses no digits where prices differ by little; the prices are then those.
func (r *reader) centred(prices []float64, st *stage) []float64 {
	if r.p.Standard.Weighting == standard.Unweighted {
		return prices
	}
	var mean tally
	for i, y := range prices {
		mean.put(y * (st.rows[i].Pupils / st.pupils))
	}
	centred := make([]float64, len(prices))
	for i, y := range prices {
		centred[i] = y - mean.value()
	}
	return centred
}
