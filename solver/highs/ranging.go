//go:build cgo && !nohighs

package highs

// #include "capi.h"
import "C"

import "github.com/eduparity/eduparity/solver"

// Ranging implements [solver.Ranger].
func (b *backend) Ranging() (*solver.Ranging, error) {
	var cost, col, row ends
	cost.resize(b.cols)
	col.resize(b.cols)
	row.resize(b.rows)
	if err := b.h.call("getRanging", C.Highs_getRanging(b.h.obj,
		doubles(cost.upper), doubles(cost.atUpper), nil, nil,
		doubles(cost.lower), doubles(cost.atLower), nil, nil,
		doubles(col.upper), doubles(col.atUpper), nil, nil,
		doubles(col.lower), doubles(col.atLower), nil, nil,
		doubles(row.upper), doubles(row.atUpper), nil, nil,
		doubles(row.lower), doubles(row.atLower), nil, nil)); err != nil {
		return nil, err
	}
	return &solver.Ranging{Cost: cost.ranges(), Row: row.ranges(), Col: col.ranges()}, nil
}

// ends are ranges as HiGHS gives them, one slice for each number.
type ends struct{ lower, upper, atLower, atUpper []float64 }

func (e *ends) resize(n int) {
	e.lower, e.upper = make([]float64, n), make([]float64, n)
	e.atLower, e.atUpper = make([]float64, n), make([]float64, n)
}

func (e *ends) ranges() []solver.Range {
	out := make([]solver.Range, len(e.lower))
	for k := range out {
		out[k] = solver.Range{Lower: e.lower[k], Upper: e.upper[k], AtLower: e.atLower[k], AtUpper: e.atUpper[k]}
	}
	return out
}
