package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// outerTolerance is what rounds leave: cuts are off by 1e-8, ratios known to 1e-7.
const outerTolerance = 2e-7

// solved is the answer of a task.
func solved(t *testing.T, open func(instance, *options) (*task, error), in instance, o options) *answer {
	t.Helper()
	task, err := open(in, &o)
	require.NoError(t, err)
	require.NoError(t, task.build())
	require.NoError(t, task.solve())
	a, err := task.answer()
	require.NoError(t, err)
	return a
}

// The outer route is a second way to the answers of the paths.
func TestOuterAgreesWithThePaths(t *testing.T) {
	for _, c := range []struct {
		exact, outer func(instance, *options) (*task, error)
		o            options
	}{
		{openLeastWorst, openOuterWorst, options{budgetFactor: 0.01}},
		{openLeastWorst, openOuterWorst, options{budgetFactor: 0.002}},
		{openLeastMoney, openOuterMoney, options{budgetFactor: 1, capRatio: 1}},
		{openLeastMoney, openOuterMoney, options{budgetFactor: 1, capRatio: 0.95}},
	} {
		want, got := solved(t, c.exact, read[*county](t, tinyCounty), c.o), solved(t, c.outer, read[*county](t, tinyCounty), c.o)
		require.InDelta(t, want.objective, got.objective, outerTolerance)
		require.InDelta(t, want.objective, got.bound, outerTolerance)
		require.LessOrEqual(t, got.violation, outerTolerance)
		require.Positive(t, got.rounds)
	}
}

func TestByRoute(t *testing.T) {
	open := byRoute(openLeastMoney, openOuterMoney)
	o := options{budgetFactor: 1, capRatio: 1}
	require.Zero(t, solved(t, open, read[*county](t, tinyCounty), o).rounds)
	o.route = "outer"
	require.Positive(t, solved(t, open, read[*county](t, tinyCounty), o).rounds)
}

// A lead teacher who moves counts as qualified, too: of the qualified that have to move (see
// leastMoneyByHand) the lead teachers who move anyway are some.
func TestOuterCoupledByHand(t *testing.T) {
	a := solved(t, openOuterMoney, read[*county](t, tinyCounty), options{budgetFactor: 1, capRatio: 1, coupled: true})
	const byHand = 0.004 * 5 * (1 - 0.5*sqrt3)
	require.InDelta(t, byHand, a.objective, outerTolerance)
	require.InDelta(t, byHand, a.bound, outerTolerance)
}

// Without a relaxation to start from the values are the same.
func TestOuterFromScratch(t *testing.T) {
	c := read[*county](t, tinyCounty)
	o := options{budgetFactor: 0.01}
	poor, err := c.altered(&o)
	require.NoError(t, err)
	worst, err := outerLeastWorst(context.Background(), poor, nil)
	require.NoError(t, err)
	require.True(t, worst.done)
	require.InDelta(t, solved(t, openLeastWorst, c, o).objective, worst.value, outerTolerance)
	money, err := outerLeastMoney(context.Background(), c, 1, nil)
	require.NoError(t, err)
	require.True(t, money.done)
	require.InDelta(t, leastMoneyByHand, money.value, outerTolerance)
	require.Equal(t, 4, money.arcs)
	require.Zero(t, money.priced)
}

// P2 forced through the outer route at the peers' sizes: the same values in few rounds.
func TestOuterReferenceValues(t *testing.T) {
	folder := os.Getenv(benchFolder)
	if folder == "" {
		t.Skip("the reference values need the peers' instances: make peers-instances, then " + benchFolder + "=<the folder it prints>")
	}
	for _, r := range []struct {
		exact, outer func(instance, *options) (*task, error)
		n            int
		o            options
		objective    float64
		rounds       int // at most
	}{
		{openLeastWorst, openOuterWorst, 50, options{}, 0.954091, 12},
		{openLeastWorst, openOuterWorst, 200, options{}, 1.089640, 4},
		{openLeastWorst, openOuterWorst, 500, options{}, 0.990448, 4},
		{openLeastMoney, openOuterMoney, 200, options{capRatio: 0.8118}, 671.918944, 4},
		{nil, openOuterMoney, 50, options{capRatio: 0.9732, coupled: true}, 24.765303, 12},
		{nil, openOuterMoney, 200, options{capRatio: 0.8118, coupled: true}, 671.825784, 12},
	} {
		t.Run(fmt.Sprintf("%d/%g/%t", r.n, r.o.capRatio, r.o.coupled), func(t *testing.T) {
			in, err := readInstance(filepath.Join(folder, fmt.Sprintf("county-%d.json", r.n)))
			require.NoError(t, err)
			r.o.budgetFactor = 1
			a := solved(t, r.outer, in, r.o)
			require.InEpsilon(t, r.objective, a.objective, 1e-6)
			require.LessOrEqual(t, a.violation, outerTolerance)
			require.InDelta(t, 0, a.gap(), outerTolerance)
			require.LessOrEqual(t, a.rounds, r.rounds)
			if r.exact != nil {
				require.InEpsilon(t, solved(t, r.exact, in, r.o).objective, a.objective, outerTolerance)
			}
		})
	}
}
