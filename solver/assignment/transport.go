package assignment

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/separable"
)

// A carrier is a problem as a transport, or its part that is one. A site with hinges is several schools there,
// one behind the other: what it may hold up to its first hinge, up to its second, and so on, each dearer than the
// one before.
type carrier struct {
	sess   *separable.TransportSession
	t      separable.Transport
	school []int // by site: its first school; the others follow
	site   []int // by school
	dearer []float64
	until  []float64 // by school: the load of the site up to which it is used
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
		steep := 0.0
		for _, k := range kinksOf(p, j) {
			if k.at > 0 {
				c.site, c.dearer, c.until = append(c.site, j), append(c.dearer, steep), append(c.until, k.at)
			}
			steep += k.steeper
		}
		c.site, c.dearer, c.until = append(c.site, j), append(c.dearer, steep), append(c.until, math.Inf(1))
		least, most := c.limits(p, j)
		c.t.Least, c.t.Most = append(c.t.Least, least...), append(c.t.Most, most...)
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

// kinksOf are the hinges of a site by where they are.
func kinksOf(p *Problem, j int) []kink {
	var out []kink
	for _, i := range p.hingesOf(j) {
		out = append(out, kink{p.Hinges[i].At, p.Hinges[i].Slope})
	}
	slices.SortStableFunc(out, func(a, b kink) int { return cmp.Compare(a.at, b.at) })
	return out
}

// limits are those of the schools of a site.
func (c *carrier) limits(p *Problem, j int) (least, most []float64) {
	s := &p.Sites[j]
	lo, hi := s.Least, s.Most+p.maxUnits(j)
	if o := p.openness(j); o == Never {
		hi = 0
	} else if o == Maybe {
		lo = 0
	}
	lo = min(lo, hi)
	from := 0.0
	for i := c.school[j]; i < len(c.site) && c.site[i] == j; i++ {
		until := min(c.until[i], hi)
		least = append(least, min(max(0, lo-from), until-from))
		most = append(most, until-from)
		from = until
	}
	return least, most
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
	return cost + c.dearer[school]
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
	least, most := c.limits(p, j)
	var errs []error
	for i := range least {
		errs = append(errs, c.sess.SetLimits(c.school[j]+i, least[i], most[i]))
	}
	return errors.Join(errs...)
}

// places are the prices of load at the sites: what a place asks at the school of the site that asks least.
func (c *carrier) places(p *Problem) []float64 {
	out := make([]float64, len(p.Sites))
	for j := range out {
		out[j] = math.Inf(1)
	}
	for s, price := range c.sess.Price() {
		out[c.site[s]] = min(out[c.site[s]], price+c.dearer[s])
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
	r.RootBound = v.bound(r.Prices)
	r.Bound = min(r.RootBound, r.Value)
	r.Status = solver.Optimal
	return r, nil
}
