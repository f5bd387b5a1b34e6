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

// A Network holds the arcs over which the units of one kind move. Arcs keep the indices that they
// were given. It is read only once made, so that several kinds can share it.
type Network struct {
	sections int
	arcs     []Arc

	out, in incidence
	cost    []float64 // by arc
	dearest float64   // cost of an arc
}

// An incidence lists the arcs by one of their ends: those of section i stand at start[i] to
// start[i+1], arc a at at[a].
type incidence struct {
	start, at []int32
	list      []link
}

// of are the arcs of section i.
func (s *incidence) of(i int) []link { return s.list[s.start[i]:s.start[i+1]] }

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
	g.out = g.incidence(func(a Arc) (at, other int32) { return a.From, a.To })
	g.in = g.incidence(func(a Arc) (at, other int32) { return a.To, a.From })
	return g, nil
}

// mostNumber is the largest number accepted in data: squares over pupils stay finite.
const mostNumber = 1e30

// maxSections leaves room for two nodes a section in an int32.
const maxSections = math.MaxInt32/2 - 1

// incidence lists the arcs by one of their ends, in the order of their indices.
func (g *Network) incidence(ends func(Arc) (at, other int32)) incidence {
	s := incidence{start: make([]int32, g.sections+1), at: make([]int32, len(g.arcs)), list: make([]link, len(g.arcs))}
	for _, a := range g.arcs {
		at, _ := ends(a)
		s.start[at+1]++
	}
	for i := range g.sections {
		s.start[i+1] += s.start[i]
	}
	next := slices.Clone(s.start)
	for k, a := range g.arcs {
		at, other := ends(a)
		s.list[next[at]] = link{int32(k), other, a.Cost}
		s.at[k] = next[at]
		next[at]++
	}
	return s
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
