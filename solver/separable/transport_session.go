package separable

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// A TransportSession is a transport that is solved many times with small changes: prices and plan
// stay, and a change costs what it moves. It belongs to one goroutine.
//
// The graph that matters has one node per school. The cheapest way to relieve school j in favour of
// k is to switch the piece at j with the least Cost_bk - Cost_bj; heaps keep that piece for every
// ordered pair. Pupils move along shortest paths in this small graph (successive shortest paths),
// and the prices of schools that the paths leave behind prove the result:
//
//	Cost_bj + price_j is least among the schools of b wherever x_bj > 0;
//	price_j > 0 only at schools that are full, < 0 only at schools that hold their least.
type TransportSession struct {
	t       Transport // own copy
	pieces  int
	schools int
	started bool

	flow   []float64 // piece by piece
	load   []float64 // sum of flow over pieces
	booked []float64 // what the school wants at its price: within its limits
	excess []float64 // load - booked, what is left to move
	dust   float64   // an excess up to this is rounding
	price  []float64

	switches switches
	tree     tree
}

// NewTransport starts a session on a copy of t; faults match [ErrInvalid].
func NewTransport(t *Transport) (*TransportSession, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	pieces, schools := len(t.Pupils), len(t.Least)
	s := &TransportSession{
		t: Transport{
			Pupils: slices.Clone(t.Pupils), Least: slices.Clone(t.Least),
			Most: slices.Clone(t.Most), Cost: slices.Clone(t.Cost),
		},
		pieces: pieces, schools: schools,
		flow: make([]float64, pieces*schools), load: make([]float64, schools),
		booked: make([]float64, schools), excess: make([]float64, schools), price: make([]float64, schools),
		tree: newTree(schools),
	}
	s.switches.init(s)
	return s, nil
}

// Flow is the plan, piece by piece: x_bj at b*schools+j. Like the other answers it belongs to the
// session, holds after a [TransportSession.Solve] without error, and is for reading.
func (s *TransportSession) Flow() []float64 { return s.flow }

// Load is the number of pupils of each school.
func (s *TransportSession) Load() []float64 { return s.load }

// Price is the price of a place at each school: what one place more would save (positive) or one
// pupil less in its least load (negative).
func (s *TransportSession) Price() []float64 { return s.price }

// Objective is the cost of the plan.
func (s *TransportSession) Objective() float64 {
	var total sum
	for k, x := range s.flow {
		if x > 0 {
			total.addProduct(x, s.t.Cost[k])
		}
	}
	return total.total()
}

// SetLimits changes what a school may hold.
func (s *TransportSession) SetLimits(school int, least, most float64) error {
	var f faults
	s.checkSchool(&f, school)
	checkLoads(&f, school, least, most)
	if err := f.err(); err != nil {
		return err
	}
	s.t.Least[school], s.t.Most[school] = least, most
	return nil
}

// SetPupils changes the number of pupils of a piece.
func (s *TransportSession) SetPupils(piece int, pupils float64) error {
	var f faults
	s.checkPiece(&f, piece)
	checkPupils(&f, piece, pupils)
	if err := f.err(); err != nil {
		return err
	}
	if s.started {
		s.lift(piece)
	}
	s.t.Pupils[piece] = pupils
	if s.started {
		s.place(piece)
	}
	return nil
}

// SetCost changes what it costs to send a pupil of the piece to the school; +Inf forbids it.
func (s *TransportSession) SetCost(piece, school int, cost float64) error {
	var f faults
	s.checkPiece(&f, piece)
	s.checkSchool(&f, school)
	checkCost(&f, piece, school, cost)
	if err := f.err(); err != nil {
		return err
	}
	if s.started {
		s.lift(piece)
	}
	s.t.Cost[piece*s.schools+school] = cost
	if s.started {
		s.place(piece)
	}
	return nil
}

func (s *TransportSession) checkPiece(f *faults, b int) {
	if b < 0 || b >= s.pieces {
		f.add("piece %d of %d", b, s.pieces)
	}
}

func (s *TransportSession) checkSchool(f *faults, j int) {
	if j < 0 || j >= s.schools {
		f.add("school %d of %d", j, s.schools)
	}
}

// costs are the costs of a piece.
func (s *TransportSession) costs(b int) []float64 {
	return s.t.Cost[b*s.schools : (b+1)*s.schools]
}

// lift takes a piece out of all schools.
func (s *TransportSession) lift(b int) {
	for j := range s.schools {
		if x := &s.flow[b*s.schools+j]; *x > 0 {
			s.load[j] -= *x
			*x = 0
			s.switches.removed(s, b, j)
		}
	}
}

// place puts a lifted piece where it is cheapest at the present prices; nowhere if it may go nowhere.
func (s *TransportSession) place(b int) {
	p := s.t.Pupils[b]
	if j := s.cheapest(b); j >= 0 && p > 0 {
		s.flow[b*s.schools+j] = p
		s.load[j] += p
		s.switches.inserted(s, b, j)
	}
}

// cheapest is the school where a piece costs least at the present prices, the first of equals; -1
// if all are forbidden.
func (s *TransportSession) cheapest(b int) int {
	best, at := math.Inf(1), -1
	for j, c := range s.costs(b) {
		if v := c + s.price[j]; v < best {
			best, at = v, j
		}
	}
	return at
}

// Solve finds the optimum from where the session stands. A problem without a solution gives a [Cut],
// which matches [ErrInfeasible] and names schools and pieces; the session stays usable. A context
// that ends gives its error.
func (s *TransportSession) Solve(ctx context.Context) error {
	if err := s.homeless(); err != nil {
		return err
	}
	if !s.started {
		s.start(ctx)
	}
	s.dust = 0
	for _, p := range s.t.Pupils {
		s.dust += dustShare * p
	}
	for j, p := range s.price {
		switch {
		case p > 0:
			s.booked[j] = s.t.Most[j]
		case p < 0:
			s.booked[j] = s.t.Least[j]
		default:
			s.booked[j] = min(max(s.load[j], s.t.Least[j]), s.t.Most[j])
		}
		s.excess[j] = s.undusted(s.load[j] - s.booked[j])
	}
	limit := 1000 + 100*len(s.flow)
	for j := range s.schools {
		for s.excess[j] != 0 {
			if limit--; limit < 0 {
				return ErrLimit
			}
			if limit%contextEvery == 0 && ctx.Err() != nil {
				return fmt.Errorf("separable: transport stopped: %w", ctx.Err())
			}
			if err := s.augment(j, s.excess[j] < 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// undusted is an excess, or 0 where it is rounding.
func (s *TransportSession) undusted(excess float64) float64 {
	if math.Abs(excess) <= s.dust {
		return 0
	}
	return excess
}

// homeless finds the pieces that no school takes.
func (s *TransportSession) homeless() error {
	var c *Cut
	for b, p := range s.t.Pupils {
		if p > 0 && !slices.ContainsFunc(s.costs(b), func(v float64) bool { return v <= math.MaxFloat64 }) {
			if c == nil {
				c = &Cut{}
			}
			c.Pieces = append(c.Pieces, b)
			c.Have += p
		}
	}
	if c == nil {
		return nil
	}
	return c
}

// contextEvery is how many paths go between two looks at the context: some hundred microseconds.
const contextEvery = 256

// sampleStep is the step from one piece of the sample to the next that gives the first prices, and
// samplePieces the number of pieces per school from which a sample pays.
const (
	sampleStep   = 10
	samplePieces = 12
)

// start places all pieces at the prices that solve a sample of them, so that little is left to move.
func (s *TransportSession) start(ctx context.Context) {
	if s.pieces >= samplePieces*s.schools {
		s.guess(ctx)
	}
	for b := range s.pieces {
		s.place(b)
	}
	s.started = true
	s.switches.scan(s)
}

// guess sets the prices to those of every sampleStep-th piece sent to schools of the same share. Any
// prices will do, so whatever goes wrong there does not matter.
func (s *TransportSession) guess(ctx context.Context) {
	var few Transport
	var part, all float64
	for b, p := range s.t.Pupils {
		all += p
		if b%sampleStep == sampleStep/2 {
			part += p
			few.Pupils = append(few.Pupils, p)
			few.Cost = append(few.Cost, s.costs(b)...)
		}
	}
	if !(part > 0) {
		return
	}
	for j := range s.schools {
		few.Least = append(few.Least, s.t.Least[j]*(part/all))
		few.Most = append(few.Most, s.t.Most[j]*(part/all))
	}
	sample, err := NewTransport(&few)
	if err != nil {
		return
	}
	if err := sample.Solve(ctx); err == nil {
		copy(s.price, sample.price)
	}
}
