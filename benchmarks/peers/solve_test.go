package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Every problem on an instance small enough to solve by hand.
func TestSolveTiny(t *testing.T) {
	const unordered = `{"format": "rotation/1", "n": 3, "seed": 1, "pupils": [10, 10, 10], "staff": [1, 9, 1], "out_at_most": [0, 4, 0],
		"move_cost": {"fixed": 0.01, "per_km": 0.005}, "arcs": [[2, 0, 1], [1, 0, 1], [0, 1, 1], [1, 2, 1]]}`
	for _, c := range []struct {
		problem, instance string
		o                 options
		objective         float64
		why               string
	}{
		// sum z^2/10 = 4.3 and four moves: a fifth may not leave, fewer would leave more in squares.
		{"P4", unordered, options{}, 4.3 + 4*0.015, "two to each side"},
		{"P3", tinyFunding, options{}, 2, "all to the first, who stays the lowest"},
		// Both schools must hold ten: nobody is nearer to the far one by more than three metres.
		{"P6", tinyCatchment, options{}, 0.97, "each block to its own school"},
		// Two and three of ten each: CV 0.2, where 0.25 may be; a hire costs five times a move.
		{"levels", tinyLevels, options{}, 0.1, "one moves"},
		// Lead teachers need a CV of 0.4 and have 1/sqrt(3), qualified 0.5: see below.
		{"P1", tinyCounty, options{capRatio: 1, budgetFactor: 1}, leastMoneyByHand, "both kinds move"},
		{"P1", tinyCounty, options{capRatio: 1, budgetFactor: 1, coupled: true}, leastMoneyCoupled, "the lead teacher who moves is one of the qualified"},
		{"P1", tinyCounty, options{capRatio: 1, budgetFactor: 1, whole: true}, 2 * 0.004, "a whole one of each kind"},
		{"P5", tinyCounty, options{}, 0.44 + 6*0.004, "see TestWholePass"},
		// With one mover of each kind the CV of qualified teachers is 4/5 of 1/sqrt(3) and that of lead teachers 0;
		// space has sqrt(3)/7 = 0.247 of 0.5.
		{"P2", tinyCounty, options{budgetFactor: 0.008 / 1.5, whole: true}, 0.8 / sqrt3 / 0.5, "nothing is left for a third"},
	} {
		o := c.o
		task, err := open(c.problem, read[instance](t, c.instance), &o)
		require.NoError(t, err)
		require.NoError(t, task.build())
		require.NoError(t, task.solve())
		a, err := task.answer()
		require.NoError(t, err)
		require.InDelta(t, c.objective, a.objective, 1e-9, "%s: %s", c.problem, c.why)
		require.LessOrEqual(t, a.violation, violated, c.problem)
		require.InDelta(t, 0, a.gap(), max(provedTo, task.proof), c.problem)
	}
}

// What cannot be is not answered.
func TestUnsolved(t *testing.T) {
	d := read[*county](t, tinyCounty)
	d.OutShare = 0
	for _, whole := range []bool{false, true} {
		task, err := open("P1", d, &options{capRatio: 1, budgetFactor: 1, whole: whole})
		require.NoError(t, err)
		require.NoError(t, task.build())
		require.NoError(t, task.solve())
		_, err = task.answer()
		require.ErrorIs(t, err, errUnsolved)
	}
	for _, o := range []options{
		{capRatio: 1, budgetFactor: 1, whole: true, coupled: true},
		{capRatio: 1, budgetFactor: 1, whole: true, change: "budget"},
	} {
		for _, name := range []string{"P1", "P2"} {
			_, err := open(name, read[*county](t, tinyCounty), &o)
			require.ErrorIs(t, err, errProblem)
		}
	}
	_, err := open("P5", read[*county](t, tinyCounty), &options{cv: -1})
	require.Error(t, err)
}

// leastMoneyByHand: with x of the 4 leading teachers moved, the levels are 2-x of 1 and 2+x of 3; weights 1/4 and
// 3/4 and a mean of 1 make the variance (1-x)^2/4 + (1-x)^2/12 = (1-x)^2/3, so a CV of 0.4 takes
// x = 1 - 0.4 sqrt(3). Of qualified teachers, five times as many, a CV of 0.5 takes y = 5 (1 - 0.5 sqrt(3)).
// Space has a CV below its limit. A move costs 0.004 million yuan.
//
// Where lead teachers count as qualified, too, the x who move are among the y.
const (
	leastMoneyByHand  = 0.004 * ((1 - 0.4*sqrt3) + 5*(1-0.5*sqrt3))
	leastMoneyCoupled = 0.004 * 5 * (1 - 0.5*sqrt3)
)

const sqrt3 = 1.7320508075688772
