package parametric

import (
	"context"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNetworkFaults(t *testing.T) {
	t.Parallel()
	_, err := NewNetwork(3, []Arc{{0, 1, 1}, {0, 3, 1}, {-1, 0, 1}, {2, 2, 1}, {0, 1, -1}, {0, 1, math.NaN()}, {1, 0, math.Inf(1)}})
	require.ErrorIs(t, err, ErrInvalid)
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, 6, "one line for each fault")
	for k, want := range []string{"arc 1 joins 0 and 3", "arc 2 joins -1 and 0", "arc 3 leads from section 2 to itself", "arc 4 costs -1", "arc 5 costs NaN", "arc 6 costs +Inf"} {
		require.Contains(t, lines[k], want)
	}
	for _, sections := range []int{-1, math.MaxInt32} {
		_, err = NewNetwork(sections, nil)
		require.ErrorIs(t, err, ErrInvalid, sections)
	}
	_, err = NewNetwork(0, []Arc{{0, 0, 1}})
	require.ErrorIs(t, err, ErrInvalid)
}

func TestNetworkKeepsArcs(t *testing.T) {
	t.Parallel()
	arcs := []Arc{{2, 0, 3}, {0, 1, 5}, {2, 0, 1}, {1, 2, 0}}
	g, err := NewNetwork(4, arcs)
	require.NoError(t, err)
	require.Equal(t, 4, g.NumSections())
	require.Equal(t, 4, g.NumArcs())
	kept := arcs[0]
	arcs[0] = Arc{} // the network has its own
	require.Equal(t, kept, g.Arc(0))
	require.Equal(t, Arc{1, 2, 0}, g.Arc(3))

	var out, in []int32
	for i := range 4 {
		for _, l := range g.out.of(i) {
			out = append(out, l.arc)
			require.Equal(t, int32(i), g.Arc(int(l.arc)).From)
			require.Equal(t, g.Arc(int(l.arc)).To, l.other)
		}
		for _, l := range g.in.of(i) {
			in = append(in, l.arc)
			require.Equal(t, int32(i), g.Arc(int(l.arc)).To)
			require.Equal(t, g.Arc(int(l.arc)).From, l.other)
		}
	}
	require.ElementsMatch(t, []int32{0, 1, 2, 3}, out)
	require.ElementsMatch(t, []int32{0, 1, 2, 3}, in)
}

func TestNetworkEmpty(t *testing.T) {
	t.Parallel()
	g, err := NewNetwork(0, nil)
	require.NoError(t, err)
	for _, hire := range []float64{0, 1} {
		for _, cap := range []float64{math.Inf(1), 0.5, 0} {
			p, err := NewPath(&Kind{Network: g, Pupils: []float64{}, Stock: []float64{}, HireCost: hire})
			require.NoError(t, err)
			b, err := p.LeastCost(context.Background(), cap)
			require.NoError(t, err, "hire %v, cap %v", hire, cap)
			require.Equal(t, Optimal, b.Status)
			require.Zero(t, b.Cost)
			require.Zero(t, b.Bound)
			require.Zero(t, b.CV)
		}
	}
}

// Of two arcs between the same sections only the cheaper carries flow.
func TestNetworkParallelArcs(t *testing.T) {
	t.Parallel()
	for _, dear := range []int{0, 1} {
		arcs := []Arc{{0, 1, 1}, {0, 1, 1}}
		arcs[dear].Cost = 2
		k := &Kind{Network: mustNetwork(2, arcs), Pupils: []float64{1, 1}, Stock: []float64{4, 0}, Least: []float64{0, 1}}
		for _, cap := range []float64{math.Inf(1), 0.25} {
			p, err := NewPath(k)
			require.NoError(t, err)
			b, err := p.LeastCost(context.Background(), cap)
			require.NoError(t, err)
			require.Zero(t, b.Flow[dear], "cap %v", cap)
			require.Positive(t, b.Flow[1-dear], "cap %v", cap)
		}
	}
}

// Several kinds share a network, each on a goroutine of its own, and the same question has the same
// answer to the last digit.
func TestNetworkIsShared(t *testing.T) {
	t.Parallel()
	k := smooth(60, 4, 0.5, 0.5)
	answers := make([]*Balance, 8)
	var all sync.WaitGroup
	for g := range answers {
		all.Go(func() {
			own := *k
			own.HireCost = float64(g%2) * 0.001
			answers[g], _ = solveCold(&own, 0.3)
		})
	}
	all.Wait()
	for g, b := range answers {
		require.NotNil(t, b)
		require.Equal(t, answers[g%2], b)
	}
	require.NotEqual(t, answers[0].Cost, answers[1].Cost)
}
