package assignment

import (
	"cmp"
	"math"
	"slices"
)

// An extension is a choice of units for one site.
type extension struct {
	cap, cost float64
	count     []int // by unit of the site, in the order of the problem
}

// unitsOf are the units of a site.
func (p *Problem) unitsOf(j int) []int {
	var out []int
	for e, u := range p.Units {
		if u.Site == j {
			out = append(out, e)
		}
	}
	return out
}

// extensions are the choices of units of a site that no other beats in both room and cost, by rising room.
// Where there are too many choices to list there is one, which is better than any: all the room, for the cost
// of those units that cost less than nothing.
func extensions(p *Problem, j int, cost func(e int) float64) []extension {
	units := p.unitsOf(j)
	list := []extension{{count: make([]int, len(units))}}
	for i, e := range units {
		u := p.Units[e]
		if len(list)*(u.Max+1) > maxExtensions {
			return []extension{relaxed(p, units, cost)}
		}
		c := cost(e)
		var next []extension
		for _, o := range list {
			for n := range u.Max + 1 {
				count := slices.Clone(o.count)
				count[i] = n
				next = append(next, extension{o.cap + u.Cap*float64(n), o.cost + c*float64(n), count})
			}
		}
		list = undominated(next)
	}
	return list
}

// undominated keeps what nothing beats.
func undominated(list []extension) []extension {
	slices.SortStableFunc(list, func(a, b extension) int {
		return cmp.Or(cmp.Compare(b.cap, a.cap), cmp.Compare(a.cost, b.cost))
	})
	var out []extension
	cheapest := math.Inf(1)
	for _, o := range list {
		if o.cost < cheapest {
			cheapest = o.cost
			out = append(out, o)
		}
	}
	slices.Reverse(out)
	return out
}

func relaxed(p *Problem, units []int, cost func(e int) float64) extension {
	var o extension
	for _, e := range units {
		u := p.Units[e]
		o.cap += u.Cap * float64(u.Max)
		o.cost += min(0, cost(e)) * float64(u.Max)
	}
	return o
}
