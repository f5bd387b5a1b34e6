package parametric

import "errors"

// A Kind is the stock of one kind of teacher over the sections, what may move, and what must stay.
// Slices have one value per section. Units: persons (parts allowed) and pupils; costs in any one unit
// of money.
type Kind struct {
	Network  *Network
	Pupils   []float64 // from 1e-30 to 1e30
	Stock    []float64 // from 0 to 1e30, as all that follow
	MostOut  []float64 // how much may leave a section; nil: all of its stock
	Least    []float64 // least stock after; nil: 0
	HireCost float64   // of one unit, in any section; 0: nobody can be hired
	Closed   []bool    // arcs of the network that may not be used; nil: none
}

// Validate reports every fault, each matching [ErrInvalid].
func (k *Kind) Validate() error {
	if k.Network == nil {
		return invalid("a kind without a network")
	}
	n := k.Network.sections
	var faults []error
	check := func(name string, v []float64, optional bool, ok func(x float64) bool, want string) {
		if optional && v == nil {
			return
		}
		if len(v) != n {
			faults = append(faults, invalid("%d values in %s for %d sections", len(v), name, n))
			return
		}
		for i, x := range v {
			if !ok(x) || x > mostNumber {
				faults = append(faults, invalid("%s of section %d is %v, want %s", name, i, x, want))
			}
		}
	}
	notNegative := func(x float64) bool { return x >= 0 }
	check("Pupils", k.Pupils, false, func(x float64) bool { return x >= 1/mostNumber }, "a number from 1e-30 to 1e30")
	check("Stock", k.Stock, false, notNegative, "a number from 0 to 1e30")
	check("MostOut", k.MostOut, true, notNegative, "a number from 0 to 1e30")
	check("Least", k.Least, true, notNegative, "a number from 0 to 1e30")
	if !notNegative(k.HireCost) || k.HireCost > mostNumber {
		faults = append(faults, invalid("HireCost is %v, want a number from 0 to 1e30", k.HireCost))
	}
	if k.Closed != nil && len(k.Closed) != len(k.Network.arcs) {
		faults = append(faults, invalid("%d values in Closed for %d arcs", len(k.Closed), len(k.Network.arcs)))
	}
	return errors.Join(faults...)
}

// closed says whether an arc may not be used.
func (k *Kind) closed(a int) bool { return k.Closed != nil && k.Closed[a] }

// mostOut is how much may leave section i.
func (k *Kind) mostOut(i int) float64 {
	if k.MostOut == nil {
		return k.Stock[i]
	}
	return k.MostOut[i]
}

// least is the least stock of section i after.
func (k *Kind) least(i int) float64 {
	if k.Least == nil {
		return 0
	}
	return k.Least[i]
}
