package parametric

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver/separable"
)

// A Whole is a kind in whole persons at a price of evenness: the exact optimum of
//
//	minimise    weight sum_i z_i^2/p_i + sum_a c_a f_a + H sum_i h_i
//	subject to  the rules of [Kind], flows and hires whole
//
// for one weight after the other. It is the Lagrangian of a cap on the CV where the total is fixed: at any
// weight the optimum less weight times what the cap allows sum z^2/p to come to is a bound on the cost of
// whole plans that keep the cap. In divisible units it is [Path] at theta = 1/(2 weight).
//
// It keeps moves and prices, so that a weight near the last and a datum changed cost what they move. It
// belongs to one goroutine.
type Whole struct {
	pupils  []float64
	session *separable.FlowSession
	order   []int32 // arcs of the network by place in the session
	place   []int32 // the other way round
	weight  float64
	plan    WholePlan
}

// A WholePlan is the answer. Its slices are those of the [Whole], for reading, until the next call.
type WholePlan struct {
	Flow    []int64 // by arc of the network
	Hire    []int64 // by section; nil where nobody can be hired
	Stock   []int64 // by section, after
	Cost    float64 // of moves and hires
	Squares float64 // sum z^2/p
	Value   float64 // weight Squares + Cost: no whole plan has less, see [Whole.Bound]
	CV      float64 // after
	Paths   int     // shortest paths that it took to repair: 0, nothing had to move
}

// NewWhole starts with a kind in whole persons: stocks must be whole; least stocks are rounded up and limits
// on leaving down. Faults match [ErrInvalid].
func NewWhole(k *Kind) (*Whole, error) {
	if err := k.Validate(); err != nil {
		return nil, err
	}
	n := k.Network.sections
	p := &separable.Flow{Arcs: separable.Arcs{Start: make([]int32, n+1)}, Hires: k.HireCost > 0, HireCost: k.HireCost}
	w := &Whole{pupils: slices.Clone(k.Pupils), place: make([]int32, len(k.Network.arcs)), weight: 1}
	total := 0.0
	for i, s := range k.Stock {
		if s != math.Trunc(s) {
			return nil, invalid("stock %v of section %d, want a whole number", s, i)
		}
		if total += s; total > mostPersons {
			return nil, invalid("a stock of more than %g", float64(mostPersons))
		}
		p.Stock = append(p.Stock, int64(s))
		p.Out = append(p.Out, wholeMost(k.mostOut(i)))
		p.Least = append(p.Least, wholeLeast(k.least(i)))
		p.Square = append(p.Square, 1/k.Pupils[i])
	}
	p.Most = make([]int64, n)
	for i := range p.Most {
		p.Most[i] = math.MaxInt64
		for _, l := range k.Network.out.of(i) {
			cost := l.cost
			if k.closed(int(l.arc)) {
				cost = math.Inf(1)
			}
			w.place[l.arc] = int32(len(w.order))
			w.order = append(w.order, l.arc)
			p.Arcs.Head, p.Arcs.Cost = append(p.Arcs.Head, l.other), append(p.Arcs.Cost, cost)
		}
		p.Arcs.Start[i+1] = int32(len(w.order))
	}
	var err error
	if w.session, err = separable.NewFlow(p); err != nil {
		return nil, wrong(err)
	}
	w.plan.Flow = make([]int64, len(w.order))
	return w, nil
}

// mostPersons is the largest sum of whole stocks.
const mostPersons = 1 << 52

// wholeLeast is a least number in whole units: rounded up, but for rounding.
func wholeLeast(least float64) int64 {
	return int64(min(math.Ceil(least*(1-wholeTolerance)), mostPersons))
}

// wholeMost is a largest number in whole units: rounded down, but for rounding.
func wholeMost(most float64) int64 {
	return int64(min(math.Floor(most*(1+wholeTolerance)), mostPersons))
}

// wrong makes an error of the flow one of this package.
func wrong(err error) error { return fmt.Errorf("parametric: %w: %w", ErrInvalid, err) }

// At is the optimum at a weight, from where the last one was. Errors: [ErrInvalid] for a weight that is not
// a number of at least 0; a [separable.Cut], which matches [separable.ErrInfeasible] and names sections,
// where least and most stocks are out of reach; the context's.
func (w *Whole) At(ctx context.Context, weight float64) (*WholePlan, error) {
	if weight != w.weight {
		if err := w.session.SetWeight(weight); err != nil {
			return nil, wrong(err)
		}
		w.weight = weight
	}
	if err := w.session.Solve(ctx); err != nil {
		return nil, err
	}
	got, b := w.session.Plan(), &w.plan
	for k, a := range w.order {
		b.Flow[a] = got.Flow[k]
	}
	b.Hire, b.Stock, b.Cost, b.Value, b.Paths = got.Hire, got.Stock, got.Cost, got.Objective, got.Paths
	b.Squares, b.CV = w.evenness(got.Stock)
	return b, nil
}

// evenness is sum z^2/p and the CV of stocks.
func (w *Whole) evenness(stock []int64) (squares, cv float64) {
	var z, p float64
	for i, s := range stock {
		z += float64(s)
		p += w.pupils[i]
	}
	deviations := 0.0
	for i, s := range stock {
		squares += float64(s) * float64(s) / w.pupils[i]
		d := float64(s)/w.pupils[i] - z/p
		deviations += w.pupils[i] * d * d
	}
	if z == 0 {
		return squares, 0
	}
	return squares, math.Sqrt(deviations*p) / z
}

// Bound is what the prices of the last plan prove: no whole plan has a lower Value. It is computed from
// the data and the prices alone, rounded downward.
func (w *Whole) Bound() (float64, error) {
	c, err := separable.VerifyFlow(w.session.Flow(), w.session.Plan())
	if err != nil {
		return 0, wrong(err)
	}
	return c.Bound, nil
}

// Price is the marginal value of a person at a section in the last plan, and that of one who may leave it,
// which is lower where the limit on leaving binds.
func (w *Whole) Price(section int) (stays, leaves float64) {
	got := w.session.Plan()
	return got.Price[section], got.Sender[section]
}

// SetStock changes the stock of a section.
func (w *Whole) SetStock(section int, stock int64) error {
	return w.set(w.session.SetStock(section, stock))
}

// SetPupils changes the pupils of a section.
func (w *Whole) SetPupils(section int, pupils float64) error {
	if section < 0 || section >= len(w.pupils) || !(pupils >= 1/mostNumber && pupils <= mostNumber) {
		return invalid("%v pupils of section %d of %d", pupils, section, len(w.pupils))
	}
	w.pupils[section] = pupils
	return w.set(w.session.SetSquare(section, 1/pupils))
}

// SetLimits changes the least and the most stock of a section after.
func (w *Whole) SetLimits(section int, least, most int64) error {
	return w.set(w.session.SetLimits(section, least, most))
}

// SetMostOut changes how many may leave a section.
func (w *Whole) SetMostOut(section int, most int64) error {
	return w.set(w.session.SetOut(section, most))
}

// SetHireCost changes what one hire costs, where anybody can be hired at all. A caller who has each person be
// worth something, as the cap on a CV does where the total is free, takes it off: the cost may be below 0.
func (w *Whole) SetHireCost(cost float64) error {
	return w.set(w.session.SetHireCost(cost))
}

// SetCost changes what one person costs on an arc of the network; +Inf closes it.
func (w *Whole) SetCost(arc int, cost float64) error {
	if arc < 0 || arc >= len(w.place) {
		return invalid("arc %d of %d", arc, len(w.place))
	}
	return w.set(w.session.SetCost(int(w.place[arc]), cost))
}

func (w *Whole) set(err error) error {
	if err != nil {
		return wrong(err)
	}
	return nil
}
