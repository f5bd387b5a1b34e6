package parametric

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// An Arc says that units may move between two sections, and what one unit costs.
type Arc struct {
	From, To int32
	Cost     float64 // from 0 to 1e30
}

func (a Arc) leaving() (at, other int32)  { return a.From, a.To }
func (a Arc) arriving() (at, other int32) { return a.To, a.From }

// A Network holds the arcs over which the units of one kind move. Arcs keep the indices that they
// were given. It is read only once made, so that several kinds can share it.
type Network struct {
	sections int
	arcs     []Arc

	out, in incidence
	cost    []float64 // by arc
	dearest float64   // cost of an arc
}

// An incidence lists the arcs by one of their ends: arc a stands at at[a]. The lists of sections lie in
// memory so that neighbours are close, which is what a walk among them needs.
type incidence struct {
	spans []extent
	at    []int32
	list  []link
}

// An extent is where the list of a section starts and ends.
type extent struct{ start, end int32 }

// of are the arcs of section i.
func (s *incidence) of(i int) []link { return s.list[s.spans[i].start:s.spans[i].end] }

// A link is an arc as one of its ends sees it.
type link struct {
	arc, other int32
	cost       float64
}

// NewNetwork makes a network over a number of sections. All faults are reported, each matching
// [ErrInvalid]: an end that does not exist, an arc from a section to itself, a cost below 0
// or above 1e30. Two arcs between the same sections are allowed; the dearer is never used.
func NewNetwork(sections int, arcs []Arc) (*Network, error) {
	var faults []error
	if sections < 0 || sections > maxSections {
		return nil, invalid("%d sections, want 0 to %d", sections, maxSections)
	}
	if len(arcs) > math.MaxInt32 {
		return nil, invalid("%d arcs, want at most %d", len(arcs), math.MaxInt32)
	}
	for a, arc := range arcs {
		switch {
		case arc.From < 0 || int(arc.From) >= sections || arc.To < 0 || int(arc.To) >= sections:
			faults = append(faults, invalid("arc %d joins %d and %d, with sections 0 to %d", a, arc.From, arc.To, sections-1))
		case arc.From == arc.To:
			faults = append(faults, invalid("arc %d leads from section %d to itself", a, arc.From))
		case !(arc.Cost >= 0 && arc.Cost <= mostNumber):
			faults = append(faults, invalid("arc %d costs %v, want a number from 0 to 1e30", a, arc.Cost))
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	g := &Network{sections: sections, arcs: slices.Clone(arcs), cost: make([]float64, len(arcs))}
	for a, arc := range arcs {
		g.cost[a] = arc.Cost
		g.dearest = max(g.dearest, arc.Cost)
	}
	asGiven := make([]int32, sections)
	for i := range asGiven {
		asGiven[i] = int32(i)
	}
	g.out = g.incidence(asGiven, Arc.leaving)
	order := g.nearby(&g.out)
	g.out = g.incidence(order, Arc.leaving)
	g.in = g.incidence(order, Arc.arriving)
	return g, nil
}

// mostNumber is the largest number accepted in data: squares over pupils stay finite.
const mostNumber = 1e30

// maxSections leaves room for two nodes a section in an int32.
const maxSections = math.MaxInt32/2 - 1

// incidence lists the arcs by one of their ends, in the order of their indices, and the sections in an
// order given.
func (g *Network) incidence(order []int32, ends func(Arc) (at, other int32)) incidence {
	s := incidence{spans: make([]extent, g.sections), at: make([]int32, len(g.arcs)), list: make([]link, len(g.arcs))}
	for _, a := range g.arcs {
		at, _ := ends(a)
		s.spans[at].end++
	}
	from := int32(0)
	for _, i := range order {
		count := s.spans[i].end
		s.spans[i] = extent{from, from}
		from += count
	}
	for k, a := range g.arcs {
		at, other := ends(a)
		next := &s.spans[at].end
		s.list[*next] = link{int32(k), other, a.Cost}
		s.at[k] = *next
		*next++
	}
	return s
}

// nearby orders the sections so that those joined by arcs are close: outwards from one section after
// the other (breadth first, as in Cuthill and McKee 1969).
func (g *Network) nearby(out *incidence) []int32 {
	order := make([]int32, 0, g.sections)
	seen := make([]bool, g.sections)
	for first := range g.sections {
		if seen[first] {
			continue
		}
		seen[first] = true
		order = append(order, int32(first))
		for k := len(order) - 1; k < len(order); k++ {
			for _, l := range out.of(int(order[k])) {
				if !seen[l.other] {
					seen[l.other] = true
					order = append(order, l.other)
				}
			}
		}
	}
	return order
}

// NumSections is the number of sections.
func (g *Network) NumSections() int { return g.sections }

// NumArcs is the number of arcs.
func (g *Network) NumArcs() int { return len(g.arcs) }

// Arc is the arc of an index.
func (g *Network) Arc(a int) Arc { return g.arcs[a] }

// ErrInvalid says that data break the rules stated where they are declared.
var ErrInvalid = errors.New("invalid")

func invalid(format string, args ...any) error {
	return fmt.Errorf("parametric: %w: "+format, append([]any{ErrInvalid}, args...)...)
}
