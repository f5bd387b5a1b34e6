package outer_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
)

// The columns of the tests: mean, then the levels, then the squares, then the sum that is allowed.
func columns(n int) (mean int32, level, square []int32, allowed int) {
	for i := range n {
		level, square = append(level, int32(1+i)), append(square, int32(1+n+i))
	}
	return 0, level, square, 1 + 2*n
}

// squares is an oracle over n levels of equal weight 1.
func squares(n int) *outer.Squares {
	mean, level, square, allowed := columns(n)
	q := &outer.Squares{Mean: mean, Level: level, Square: square, Allowed: func(x []float64) float64 { return x[allowed] }}
	for range n {
		q.Weight = append(q.Weight, 1)
	}
	return q
}

// at is a point with the given squares, or the true ones where they are nil.
func at(mean float64, levels, given []float64, allowed float64) []float64 {
	x := append([]float64{mean}, levels...)
	for i, t := range levels {
		if given != nil {
			x = append(x, given[i])
		} else {
			x = append(x, t*t/mean)
		}
	}
	return append(x, allowed)
}

// lowest is the smallest activity of any row less its lower bound, and the smallest relative one.
func lowest(rows *solver.Rows, x []float64) float64 {
	least := math.Inf(1)
	for i := range rows.Len() {
		index, value := rows.Row(i)
		var sum, size float64
		for n, j := range index {
			sum += value[n] * x[j]
			size += math.Abs(value[n] * x[j])
		}
		least = min(least, (sum-rows.Lower[i])/max(1, size))
	}
	return least
}

const rounding = 1e-12

func TestTangentsHoldEverywhereAndTouchWhereTheyWereTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "n")
		levels := rapid.SliceOfN(rapid.Float64Range(0, 20), n, n)
		mean := rapid.Float64Range(1e-3, 10)
		q := squares(n)
		if rapid.Bool().Draw(t, "seeded") {
			q.At = levels.Draw(t, "at")
		}
		var rows solver.Rows
		q.Seed(&rows)
		seeds := rows.Len()
		m, z := mean.Draw(t, "mean"), levels.Draw(t, "levels")
		low := make([]float64, n)
		taken := at(m, z, low, -1)
		worst := q.Separate(&rows, taken, 1e-8)
		var want float64
		for _, v := range z {
			want += v * v / m
		}
		require.InEpsilon(t, want+1, worst, 1e-9, "the sum less the -1 that is allowed")
		require.Len(t, q.Rows, rows.Len())
		// Each holds at every true point, and that of the point touches it there.
		other := at(mean.Draw(t, "other mean"), levels.Draw(t, "other levels"), nil, 0)
		require.GreaterOrEqual(t, lowest(&rows, other), -rounding)
		truth := at(m, z, nil, 0)
		require.GreaterOrEqual(t, lowest(&rows, truth), -rounding)
		for i := range rows.Len() {
			index, value := rows.Row(i)
			require.Equal(t, q.Square[q.Rows[i].I], index[0])
			require.Equal(t, q.Level[q.Rows[i].I], index[1])
			require.InDelta(t, -2*q.Rows[i].R, value[1], rounding)
		}
		if rows.Len() > seeds {
			last := len(q.Rows) - 1
			i := q.Rows[last].I
			require.InDelta(t, truth[q.Level[i]]/m, q.Rows[last].R, 1e-9)
		}
	})
}

func TestSecantsHoldOnTheGridAndAreExactThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3).Draw(t, "n")
		q := squares(n)
		steps := make([]float64, n)
		for i := range n {
			q.Step = append(q.Step, rapid.Float64Range(1e-3, 1).Draw(t, "step"))
			steps[i] = float64(rapid.IntRange(0, 12).Draw(t, "steps"))
		}
		grid := func(k []float64) []float64 {
			z := make([]float64, n)
			for i := range z {
				z[i] = q.Step[i] * k[i]
			}
			return z
		}
		var rows solver.Rows
		// Between two points of the grid the secant lies above the square, and at both it is exact.
		between := make([]float64, n)
		for i := range between {
			between[i] = steps[i] + rapid.Float64Range(0.01, 0.99).Draw(t, "part")
		}
		q.Separate(&rows, at(1, grid(between), make([]float64, n), -1), 1e-12)
		require.Equal(t, n, rows.Len())
		for i := range n {
			require.Equal(t, steps[i], q.Rows[i].R)
		}
		for k := 0.0; k <= 14; k++ {
			points := make([]float64, n)
			for i := range points {
				points[i] = k
			}
			require.GreaterOrEqual(t, lowest(&rows, at(1, grid(points), nil, 0)), -rounding, "the secant cuts off a point of the grid")
		}
		for _, step := range []float64{0, 1} {
			ends := make([]float64, n)
			for i := range ends {
				ends[i] = steps[i] + step
			}
			x := at(1, grid(ends), nil, 0)
			for i := range n {
				index, value := rows.Row(i)
				var sum float64
				for e, j := range index {
					sum += value[e] * x[j]
				}
				require.InDelta(t, 0, sum, 1e-10)
			}
		}
		// At a point of the grid, the true sum is allowed and nothing more is asked for.
		var none solver.Rows
		var sum float64
		for _, v := range grid(steps) {
			sum += v * v
		}
		require.Zero(t, q.Separate(&none, at(1, grid(steps), make([]float64, n), sum+1e-9), 1e-8))
		require.Zero(t, none.Len())
	})
}

func TestSeparateAsksForNothingWhereTheSumIsAllowed(t *testing.T) {
	q := squares(2)
	var rows solver.Rows
	require.Zero(t, q.Separate(&rows, at(1, []float64{1, 2}, []float64{0, 0}, 5), 1e-8))
	require.Zero(t, rows.Len())
	require.InDelta(t, 1, q.Separate(&rows, at(1, []float64{1, 2}, []float64{0, 4}, 4), 1e-8), rounding)
	require.Equal(t, []outer.Square{{I: 0, R: 1}}, q.Rows, "only the square that is undercut")
	require.Zero(t, q.Separate(&rows, at(0, []float64{0, 0}, []float64{0, 0}, 0), 1e-8), "no stock, no squares")
}

// even is the problem of spreading total over n levels, each at least floor, with the least sum of
// squares at a mean of 1.
func even(t *testing.T, n int, total float64, floor []float64, whole bool) (*solver.Session, *outer.Squares) {
	t.Helper()
	q := squares(n)
	q.At = make([]float64, n)
	var p solver.Problem
	p.AddCol(0, 1, 1, false)
	for i := range n {
		q.At[i] = floor[i]
		p.AddCol(0, floor[i], math.Inf(1), whole)
	}
	for range n {
		p.AddCol(0, 0, math.Inf(1), false)
	}
	allowed := int32(p.AddCol(1, 0, math.Inf(1), false))
	ones := make([]float64, n)
	sum := append([]int32{}, q.Square...)
	minus := make([]float64, n)
	for i := range ones {
		ones[i], minus[i] = 1, 1
	}
	p.AddRow(total, total, q.Level, ones)
	p.AddRow(math.Inf(-1), 0, append(sum, allowed), append(minus, -1))
	if whole {
		q.Step = ones
	}
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &p)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s, q
}

func TestLoopFindsTheKnownOptimum(t *testing.T) {
	tests := []struct {
		name  string
		total float64
		floor []float64
		whole bool
		want  float64
	}{
		{"spread evenly", 3, []float64{0, 0, 0}, false, 3},
		{"one is held up", 3, []float64{2, 0, 0}, false, 4.5},
		{"two are held up", 6, []float64{3, 2, 0}, false, 9 + 4 + 1},
		{"four over three, whole", 4, []float64{0, 0, 0}, true, 6},
		{"one is held up, whole", 6, []float64{3, 0, 0}, true, 9 + 4 + 1},
		{"two are held up, whole", 8, []float64{3, 3, 0}, true, 9 + 9 + 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, q := even(t, len(tt.floor), tt.total, tt.floor, tt.whole)
			l, err := outer.New(s, q)
			require.NoError(t, err)
			bound := math.Inf(-1)
			res, err := l.Solve(context.Background(), nil, outer.Settings{Engine: solver.Settings{Progress: func(p solver.Progress) {
				if p.Phase == "round" {
					require.GreaterOrEqual(t, p.Bound, bound)
					require.LessOrEqual(t, p.Bound, tt.want+1e-6, "every round is a bound")
					bound = p.Bound
				}
			}}})
			require.NoError(t, err)
			require.True(t, res.Done)
			require.LessOrEqual(t, res.Worst, outer.Tolerance)
			require.InDelta(t, tt.want, res.Objective, 1e-6)
			require.InDelta(t, tt.want, res.Lower, 1e-6)
			require.Positive(t, l.Rounds)
			named(t, l, q)
		})
	}
}

// named holds the rows of a session against the names of its cuts.
func named(t *testing.T, l *outer.Loop, q *outer.Squares) {
	t.Helper()
	require.Len(t, q.Rows, len(l.Cuts), "every row that the oracle gave is in the session")
	rows := &l.Session.Problem().Rows
	for _, cut := range l.Cuts {
		require.Zero(t, cut.Oracle)
		is := q.Rows[cut.Nth]
		twice := 2 * is.R
		if q.Step != nil {
			twice = (2*is.R + 1) * q.Step[is.I]
		}
		index, value := rows.Row(cut.Row)
		require.Equal(t, q.Square[is.I], index[0])
		if twice != 0 {
			require.Equal(t, q.Level[is.I], index[1])
			require.InDelta(t, -twice, value[1], rounding)
		}
	}
}

func TestCutsKeepTheirNamesWhenTheLoopEndsEarly(t *testing.T) {
	s, q := even(t, 3, 7, []float64{4, 0, 0}, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	rounds := 0
	res, err := l.Solve(context.Background(), nil, outer.Settings{Enough: func(bound, objective float64) bool {
		require.LessOrEqual(t, bound, objective+1e-9)
		rounds++
		return rounds == 2
	}})
	require.NoError(t, err)
	require.True(t, res.Done)
	require.Equal(t, 2, rounds)
	named(t, l, q)
	res, err = l.Solve(context.Background(), nil, outer.Settings{})
	require.NoError(t, err)
	require.InDelta(t, 16+2.25+2.25, res.Objective, 1e-6)
	named(t, l, q)
}

func TestLoopSaysSoWhenItGivesUp(t *testing.T) {
	s, q := even(t, 3, 7, []float64{4, 0, 0}, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	res, err := l.Solve(context.Background(), nil, outer.Settings{MaxRounds: 1})
	require.ErrorIs(t, err, outer.ErrRounds)
	require.False(t, res.Done)
	require.LessOrEqual(t, res.Lower, 20.5+1e-9)
	named(t, l, q)

	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	res, err = l.Solve(stopped, nil, outer.Settings{})
	require.NoError(t, err)
	require.False(t, res.Done)
}

// The time limit is that of all rounds together, not of each.
func TestLoopEndsWhenItsTimeIsUp(t *testing.T) {
	s, q := even(t, 3, 7, []float64{4, 0, 0}, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	const limit = 500 * time.Millisecond // ample for the first round
	res, err := l.Solve(context.Background(), nil, outer.Settings{
		Engine: solver.Settings{TimeLimit: limit.Seconds()},
		Point:  func([]float64) { time.Sleep(limit) },
	})
	require.NoError(t, err)
	require.False(t, res.Done)
	require.Equal(t, solver.TimeLimit, res.Status)
	require.Equal(t, 1, l.Rounds)
	require.LessOrEqual(t, res.Lower, 20.5+1e-9)
	named(t, l, q)
}

func TestReplaceWantsAsManyOracles(t *testing.T) {
	s, q := even(t, 2, 2, []float64{0, 0}, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	require.NoError(t, l.Replace(q))
	require.ErrorContains(t, l.Replace(q, q), "2 oracles cannot replace 1")
}
