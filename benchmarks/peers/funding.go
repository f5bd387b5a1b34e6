package main

// A funding is an instance of P3 (funding/1): one stock in yuan and one budget, spent in full, for
// the least pupil-weighted variance of stock per pupil.
type funding struct {
	N      int       `json:"n"`
	Seed   int       `json:"seed"`
	Pupils []float64 `json:"pupils"`
	Stock  []float64 `json:"stock"`   // yuan
	AtMost []float64 `json:"at_most"` // yuan
	Budget float64   `json:"budget"`  // yuan
}

func (d *funding) size() int { return d.N }

func (d *funding) validate() error {
	var f faults
	f.count(d.N)
	f.pupils(d.Pupils, d.N)
	f.column("stock", d.Stock, d.N, 0)
	f.column("at_most", d.AtMost, d.N, 0)
	f.number("budget", d.Budget)
	if most := sum(d.AtMost); d.Budget > most {
		f.add("budget = %g is more than the sections may get, %g", d.Budget, most)
	}
	if sum(d.Stock)+d.Budget == 0 {
		f.add("no stock and no budget")
	}
	return f.err()
}
