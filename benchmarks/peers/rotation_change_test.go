package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Every change of a rotation, there and back: both answers are proven, and the same as from nothing.
func TestRotationChanges(t *testing.T) {
	const file = `{"format": "rotation/1", "n": 4, "seed": 1, "pupils": [40, 50, 60, 30], "staff": [12, 9, 1, 2], "out_at_most": [4, 3, 0, 1],
		"move_cost": {"fixed": 0.01, "per_km": 0.02}, "arcs": [[0, 2, 1], [2, 1, 2], [3, 0, 1], [0, 3, 2], [1, 2, 1], [1, 3, 3]]}`
	in := read[*rotation](t, file)
	for _, c := range rotationChanges {
		t.Run(c.name, func(t *testing.T) {
			task, err := open("P4", in, &options{change: c.name})
			require.NoError(t, err)
			require.NoError(t, task.build())
			require.NoError(t, task.solve())
			before, err := task.answer()
			require.NoError(t, err)
			for range 2 {
				require.NoError(t, task.reset())
				require.NoError(t, task.again())
			}
			after, err := task.answerAgain()
			require.NoError(t, err)
			for _, a := range []*answer{before, after} {
				require.Zero(t, a.violation)
				require.InDelta(t, 0, a.gap(), provedTo)
			}
			if c.name == "out" { // nothing that anyone wanted
				require.LessOrEqual(t, after.objective, before.objective)
			} else {
				require.NotEqual(t, before.objective, after.objective)
			}
			require.NoError(t, task.solve())
			back, err := task.answer()
			require.NoError(t, err)
			require.Equal(t, before.objective, back.objective, "the instance itself stays as it is")
		})
	}
	_, err := open("P4", in, &options{change: "weather"})
	require.ErrorIs(t, err, errProblem)
}
