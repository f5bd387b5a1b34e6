package exact

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	var told solver.Progress
	s := standing{tell: func(p solver.Progress) { told = p }}
	s.begin(plan.CostGoal, nil)
	require.Equal(t, "cost", told.Phase)
	require.True(t, math.IsNaN(told.Value) && math.IsNaN(told.Bound))

	engine := s.rounds(1000)
	engine(solver.Progress{Phase: "simplex", Value: math.NaN(), Bound: math.Inf(-1)})
	require.True(t, math.IsNaN(told.Bound), "no bound is none")
	engine(solver.Progress{Phase: "search", Value: 7, Bound: 3})
	require.Equal(t, 3000.0, told.Bound)
	require.True(t, math.IsNaN(told.Value), "a point of the engine is no plan")
	s.rounds(0)(solver.Progress{Value: 1, Bound: 99})
	require.Equal(t, 3000.0, told.Bound, "a bound of another objective says nothing")
	s.proved(2000)
	require.Equal(t, 3000.0, told.Bound, "the better bound stays")
	s.found(5000)
	require.Equal(t, 5000.0, told.Value)
	require.Equal(t, 3, told.Round)
	s.proved(5000.0000001)
	require.Equal(t, 5000.0, told.Bound, "no bound is above a plan")

	s.begin(plan.Moves, &candidate{value: 12})
	require.Equal(t, "moves", told.Phase)
	require.Equal(t, 12.0, told.Value)

	Settings{Progress: s.tell}.aside().Progress(solver.Progress{Phase: "cost", Value: 1, Bound: 1, Round: 4})
	require.Equal(t, PhaseWhy, told.Phase)
	require.True(t, math.IsNaN(told.Value))

	quiet := standing{}
	quiet.begin(plan.CostGoal, nil)
	require.Nil(t, quiet.rounds(1))
	require.Nil(t, Settings{}.aside().Progress)
}
