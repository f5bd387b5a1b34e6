package verify

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// stockPrice takes in the prices of one target. With weights w_i, levels z_i/p_i and their mean T the
// limit c on the CV says  sum w (z/p)^2 <= (1 + c^2) T^2.  By Cauchy and Schwarz, for any prices y,
//
//	sum y z  <=  sqrt(sum (y p)^2 / w) sqrt(sum w (z/p)^2)  <=  K T,  K = sqrt(1 + c^2) sqrt(sum (y p)^2 / w):
//
// a row that is linear in the stocks, whoever chose the prices.
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
	var squares tally
	for i, y := range price.Unit {
		if undefined(y) {
			return bad(name, "price %v of section %d: must be a number", y, i)
		}
		row := st.rows[i]
		squares.add(y * row.Pupils / t.weight[i] * (y * row.Pupils))
		r.level[t.s][t.k][i].add(y)
		r.constant.add(y * row.Stock[t.k])
	}
	k := math.Sqrt(squares.high()*(1+limit*limit)) * (1 + literalSlack)
	r.mean[t.s][t.k].add(-k * t.reference)
	return nil
}
