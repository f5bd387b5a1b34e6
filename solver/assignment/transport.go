package assignment

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/separable"
)

// A carrier is a problem as a transport, or its part that is one. A site that may hold more than its seats at a
// cost is two schools there, one behind the other.
type carrier struct {
	sess   *separable.TransportSession
	t      separable.Transport
	school []int // by site: its first school; its second, if any, follows
	site   []int // by school
}

// isTransport says whether a problem is a transport and nothing else.
func isTransport(p *Problem) bool {
	if p.Goal != LeastCost || len(p.Rows) > 0 || p.Map != nil || p.MaxSites > 0 || len(p.Units) > 0 || !carries(p) {
		return false
	}
	for k := range p.Ratios {
		if p.counts(k) {
			return false
		}
	}
	for j := range p.Sites {
		if p.Sites[j].Open == Maybe {
			return false
		}
	}
	return !slices.Contains(p.Whole, true) && p.MinOpen == 0
}

// carries says whether loads are sizes.
func carries(p *Problem) bool {
	for k, v := range p.Load {
		if v != p.Size[k/len(p.Sites)] {
			return false
		}
	}
	return true
}

// newCarrier makes the transport of a problem whose loads are sizes. What a transport does not have is relaxed:
// sites that may be closed are open and need not be filled, units are there, pieces may be split.
func newCarrier(p *Problem) (*carrier, error) {
	c := &carrier{}
	for j := range p.Sites {
		c.school = append(c.school, len(c.site))
		least, most, second := c.limits(p, j)
		c.t.Least, c.t.Most, c.site = append(c.t.Least, least[0]), append(c.t.Most, most[0]), append(c.site, j)
		if second {
			c.t.Least, c.t.Most, c.site = append(c.t.Least, least[1]), append(c.t.Most, most[1]), append(c.site, j)
		}
	}
	c.t.Pupils = p.Size
	c.t.Cost = make([]float64, len(p.Size)*len(c.site))
	for b := range p.Size {
		for s := range c.site {
			c.t.Cost[b*len(c.site)+s] = c.cost(p, b, s)
		}
	}
	var err error
	c.sess, err = separable.NewTransport(&c.t)
	return c, err
}

// limits are those of the one or two schools of a site.
func (c *carrier) limits(p *Problem, j int) (least, most [2]float64, second bool) {
	s := &p.Sites[j]
	lo, hi := s.Least, s.Most+p.maxUnits(j)
	if o := p.openness(j); o == Never {
		hi = 0
	} else if o == Maybe {
		lo = 0
	}
	lo = min(lo, hi)
	if !(s.Over > 0) {
		return [2]float64{lo}, [2]float64{hi}, false
	}
	seats := min(s.Seats, hi)
	return [2]float64{min(lo, seats), max(0, lo-seats)}, [2]float64{seats, hi - seats}, true
}

// cost is what a unit of load of a piece costs at a school.
func (c *carrier) cost(p *Problem, b, school int) float64 {
	j := c.site[school]
	if !p.allowed(b, j) {
		return math.Inf(1)
	}
	cost := 0.0
	if p.Size[b] > 0 {
		cost = p.Cost[b*len(p.Sites)+j] / p.Size[b]
	}
	if school > c.school[j] {
		cost += p.Sites[j].Over
	}
	return cost
}

// setPiece hands the costs of a piece over.
func (c *carrier) setPiece(p *Problem, b int) error {
	var errs []error
	for s := range c.site {
		errs = append(errs, c.sess.SetCost(b, s, c.cost(p, b, s)))
	}
	return errors.Join(errs...)
}

// setSite hands the limits of a site over.
func (c *carrier) setSite(p *Problem, j int) error {
	least, most, second := c.limits(p, j)
	s := c.school[j]
	err := c.sess.SetLimits(s, least[0], most[0])
	if second {
		err = errors.Join(err, c.sess.SetLimits(s+1, least[1], most[1]))
	}
	return err
}

// places are the prices of load at the sites: what a place costs at the first school of a site that is not
// full, which is that of the second less what it costs to be there.
func (c *carrier) places(p *Problem) []float64 {
	out := make([]float64, len(p.Sites))
	price := c.sess.Price()
	for j, s := range c.school {
		out[j] = price[s]
		if s+1 < len(c.site) && c.site[s+1] == j {
			out[j] = min(out[j], price[s+1]+p.Sites[j].Over)
		}
	}
	return out
}

// shares are those of the plan; pieces without pupils go where they cost least.
func (c *carrier) shares(p *Problem) []float64 {
	sites := len(p.Sites)
	out := make([]float64, p.pairs())
	flow := c.sess.Flow()
	for b, size := range p.Size {
		mine := out[b*sites : (b+1)*sites]
		if !(size > 0) {
			if j := cheapest(p, b); j >= 0 {
				mine[j] = 1
			}
			continue
		}
		for s, x := range flow[b*len(c.site) : (b+1)*len(c.site)] {
			mine[c.site[s]] += x
		}
		for j := range mine {
			mine[j] /= size
		}
	}
	return out
}

// cheapest is the site where a piece costs least, the first of equals; -1: it may go nowhere.
func cheapest(p *Problem, b int) int {
	best, at := math.Inf(1), -1
	for j := range p.Sites {
		if c := p.Cost[b*len(p.Sites)+j]; p.allowed(b, j) && c < best {
			best, at = c, j
		}
	}
	return at
}

// transport answers by the transport alone.
func (v *Session) transport(ctx context.Context) (*Result, error) {
	r := v.empty(Transport)
	for b := range v.p.Size {
		if cheapest(v.p, b) < 0 {
			r.Status, r.Bound = solver.Infeasible, math.Inf(1)
			r.Short = v.homeless()
			return r, nil
		}
	}
	err := v.carrier.sess.Solve(ctx)
	var cut *separable.Cut
	switch {
	case errors.As(err, &cut):
		r.Status, r.Bound = solver.Infeasible, math.Inf(1)
		r.Short = v.carrier.short(cut)
		return r, nil
	case err != nil && ctx.Err() != nil:
		r.Status = solver.Interrupted
		return r, nil
	case errors.Is(err, separable.ErrLimit):
		return r, nil
	case err != nil:
		return nil, err
	}
	v.fill(r, v.carrier.shares(v.p), v.always(), nil)
	r.Prices = &Prices{Site: v.carrier.places(v.p), Row: make([]float64, 0)}
	r.RootBound = Bound(v.p, r.Prices)
	r.Bound = min(r.RootBound, r.Value)
	r.Status = solver.Optimal
	return r, nil
}
