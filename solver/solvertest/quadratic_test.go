//go:build cgo && !nohighs

package solvertest_test

import (
	"context"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/solvertest"
)

// sets is the folder of the standard test sets, which are not part of the project.
const sets = "../../../shared/data/solver_testsets"

// factor is the rows of R with Q = R'R for a positive semidefinite Q: Cholesky's method, where a pivot
// of nought has a row of noughts.
func factor(n int, entries []solvertest.Entry) [][]float64 {
	q := make([][]float64, n)
	most := 0.0
	for i := range q {
		q[i] = make([]float64, n)
	}
	for _, e := range entries {
		q[e.Row][e.Col] = e.Value
		most = max(most, math.Abs(e.Value))
	}
	const nought = 1e-12 // of the largest entry: what a difference of equal numbers leaves
	var rows [][]float64
	for k := range n {
		if q[k][k] <= nought*most {
			continue
		}
		root := math.Sqrt(q[k][k])
		row := make([]float64, n)
		for j := k; j < n; j++ {
			row[j] = q[k][j] / root
		}
		for i := k + 1; i < n; i++ {
			if row[i] != 0 {
				for j := i; j < n; j++ {
					q[i][j] -= row[i] * row[j]
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// halfSquares is the oracle of  value_k >= level_k^2 / 2  for pairs of columns.
type halfSquares struct {
	level, value []int32
	reach        float64 // of the seeds
}

func (h *halfSquares) Seed(dst *solver.Rows) {
	for k := range h.level {
		for v := 1.0; v <= h.reach; v *= 4 {
			h.give(dst, k, v)
			h.give(dst, k, -v)
		}
	}
}

func (h *halfSquares) Separate(dst *solver.Rows, x []float64, tol float64) float64 {
	total := 0.0
	for k, j := range h.level {
		total += max(0, x[j]*x[j]/2-x[h.value[k]])
	}
	if total > tol {
		for k, j := range h.level {
			if x[j]*x[j]/2-x[h.value[k]] > tol/float64(4*len(h.level)) {
				h.give(dst, k, x[j])
			}
		}
	}
	return total
}

func (h *halfSquares) give(dst *solver.Rows, k int, v float64) {
	dst.Add(-v*v/2, math.Inf(1), []int32{h.value[k], h.level[k]}, []float64{1, -v})
}

// The quadratic problems of Maros and Meszaros by outer approximation, with Q = R'R: a column z for
// each row of R, tangents below its half square. Lower bounds come from every round, the value at the
// last point is an upper bound, both must agree with the optimum of the collection.
func TestQuadraticProblemsByTangents(t *testing.T) {
	if _, err := os.Stat(sets); err != nil {
		t.Skipf("the standard test sets are not at %s", sets)
	}
	files := os.DirFS(sets)
	known, err := solvertest.ReadOptima(files)
	require.NoError(t, err)
	long := os.Getenv("EDUPARITY_LONG") != ""
	for _, k := range known {
		if k.Set != "maros_meszaros_qp" || !long && slices.Contains(largeQuadratic, k.File) {
			continue
		}
		t.Run(k.File, func(t *testing.T) {
			m, err := k.Read(files)
			require.NoError(t, err)
			quadratic(t, m, k.Objective)
		})
	}
}

// largeQuadratic take seconds: the long run.
var largeQuadratic = []string{"YAO.qps.gz"}

func quadratic(t *testing.T, m *solvertest.Model, optimum float64) {
	t.Helper()
	n := m.NumCols()
	p := m.Problem.Clone()
	h := &halfSquares{reach: 1e5}
	for _, row := range factor(n, m.HalfMatrix) {
		z := p.AddCol(0, math.Inf(-1), math.Inf(1), false)
		u := p.AddCol(1, 0, math.Inf(1), false)
		h.level, h.value = append(h.level, int32(z)), append(h.value, int32(u))
		index, value := []int32{int32(z)}, []float64{-1}
		for j, v := range row {
			if v != 0 {
				index, value = append(index, int32(j)), append(value, v)
			}
		}
		p.AddRow(0, 0, index, value)
	}
	b, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(b, p)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	l, err := outer.New(s, h)
	require.NoError(t, err)
	size := max(1, math.Abs(optimum))
	r, err := l.Solve(context.Background(), nil, outer.Settings{Tolerance: 1e-6 * size})
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, r.Status)
	require.True(t, r.Done)
	t.Logf("%d columns, %d squares, %d rounds, %v to %v", n, len(h.level), l.Rounds, r.Lower, optimum)
	require.LessOrEqual(t, r.Lower, optimum+2e-6*size)

	x := r.X[:n]
	value := m.Objective(x)
	for _, e := range m.HalfMatrix {
		value += e.Value * x[e.Row] * x[e.Col] / 2
	}
	require.InDelta(t, optimum, value, 3e-6*size)
	require.LessOrEqual(t, r.Lower, value+1e-7*size)
	require.NoError(t, solver.Verify(p, r.Result).Point(1e-6))
}
