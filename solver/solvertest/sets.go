package solvertest

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// A KnownOptimum is a problem of the standard sets: a file, the number of the problem in it where it
// holds several, and the optimum as the source has it.
type KnownOptimum struct {
	Set, File string
	Number    int // counted from one; 0: the only one
	Maximise  bool
	Objective float64
	Source    string
}

// String is the place of the problem.
func (k *KnownOptimum) String() string {
	name := path.Join(k.Set, k.File)
	if k.Number > 0 {
		name += "#" + strconv.Itoa(k.Number)
	}
	return name
}

// ReadOptima reads known_optima.csv, the table of a folder of test sets.
func ReadOptima(files fs.FS) ([]KnownOptimum, error) {
	f, err := files.Open("known_optima.csv")
	if err != nil {
		return nil, err
	}
	table, err := csv.NewReader(f).ReadAll()
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return nil, err
	}
	var out []KnownOptimum
	for n, row := range table {
		if n == 0 {
			continue
		}
		k := KnownOptimum{Set: row[0], Maximise: row[2] == "max", Source: row[4]}
		var number string
		k.File, number, _ = strings.Cut(row[1], "#")
		if k.Objective, err = strconv.ParseFloat(row[3], 64); err != nil {
			return nil, fmt.Errorf("solvertest: optimum of %s: %w", row[1], err)
		}
		if number != "" {
			if k.Number, err = strconv.Atoi(number); err != nil {
				return nil, fmt.Errorf("solvertest: number of %s: %w", row[1], err)
			}
		}
		out = append(out, k)
	}
	return out, nil
}

// Read reads the problem as one of least cost; for a set of MPS or QPS files the model as it is.
func (k *KnownOptimum) Read(files fs.FS) (*Model, error) {
	f, err := files.Open(path.Join(k.Set, k.File))
	if err != nil {
		return nil, err
	}
	m, err := k.read(f)
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w", k, err)
	}
	return m, nil
}

func (k *KnownOptimum) read(r io.Reader) (*Model, error) {
	if strings.HasSuffix(k.File, ".gz") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		return ReadMPS(z)
	}
	var p *solver.Problem
	var err error
	switch k.Set {
	case "orlib_gap":
		sign := 1.0
		if k.Maximise {
			sign = -1
		}
		p, err = readGAP(r, k.Number, sign)
	case "orlib_cap":
		p, err = readCap(r)
	case "orlib_pmedcap":
		p, err = readPMedian(r)
	default:
		err = fmt.Errorf("solvertest: no reader for the set %s", k.Set)
	}
	if err != nil {
		return nil, err
	}
	return &Model{Problem: p, Name: k.String(), Maximise: k.Maximise}, nil
}

// optimumDigits is how well the sources know their optima: eight digits or more, and some of the
// engines that found them kept rows to 1e-7 only.
const optimumDigits = 1e-6

// withoutConstant lists problems whose optimum is stated without the objective's constant.
var withoutConstant = []string{"netlib_lp/e226.mps.gz"}

// slow lists the problems with whole columns that take an engine longer than a second or so; they
// belong to the long run.
var slow = []string{
	"miplib3/10teams.mps.gz", "miplib3/dcmulti.mps.gz", "miplib3/fixnet6.mps.gz", "miplib3/mod008.mps.gz",
	"orlib_pmedcap/pmedcap1_03.txt", "orlib_pmedcap/pmedcap1_04.txt", "orlib_pmedcap/pmedcap1_05.txt",
}

// RunSets puts a backend through the standard sets in a folder: Netlib LPs, MIPLIB, OR-Library; long
// says whether those that take longer are included. Every LP's answer is checked by [solver.Verify]
// (point, multipliers, and the bound that they prove), and its basis by [solver.VerifyExact], which
// leaves no doubt about the optimum; of small ones, in the long run of larger ones, the reason is found why no
// point is better still. Quadratic problems are not for a backend alone.
func RunSets(t *testing.T, open Open, a Abilities, files fs.FS, long bool) {
	t.Helper()
	known, err := ReadOptima(files)
	require.NoError(t, err)
	s := &suite{open: open, Abilities: a.defaults(), largestIIS: smallLP}
	if long {
		s.largestIIS = 800 // one solve for each of the hundreds of members: larger ones take minutes
	}
	for _, k := range known {
		quadratic := k.Set == "maros_meszaros_qp"
		if quadratic || !long && isSlow(k.String()) || k.Set != "netlib_lp" && !a.Whole {
			continue
		}
		t.Run(k.String(), func(t *testing.T) { s.instance(t, files, &k) })
	}
}

// smallLP is the number of columns up to which an infeasible subset is a matter of milliseconds.
const smallLP = 120

func isSlow(name string) bool {
	for _, prefix := range slow {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func (s *suite) instance(t *testing.T, files fs.FS, k *KnownOptimum) {
	t.Helper()
	m, err := k.Read(files)
	require.NoError(t, err)
	want := k.Objective
	if k.Maximise {
		want = -want
	}
	for _, name := range withoutConstant {
		if name == k.String() {
			m.Offset = 0
		}
	}
	r := s.solve(t, s.session(t, m.Problem), nil)
	require.Equal(t, solver.Optimal, r.Status)
	require.InDelta(t, want, r.Objective, optimumDigits*max(1, want, -want), k.Source)
	check := solver.Verify(m.Problem, r)
	require.NoError(t, check.Point(s.Tolerance))
	if m.AnyWhole() {
		return
	}
	if s.Duals {
		require.NoError(t, check.Optimal(optimumDigits))
		require.LessOrEqual(t, check.Bound, r.Objective)
		if !math.IsInf(check.Bound, 0) { // else a reduced cost of rounding leans on an infinite bound
			require.NoError(t, check.Proven(optimumDigits))
		}
	}
	if s.Basis {
		require.NotNil(t, r.Basis)
		exact, err := solver.VerifyExact(context.Background(), m.Problem, r.Basis, solver.Decimal)
		require.NoError(t, err)
		require.True(t, exact.Optimal(), "violations of %v and %v", exact.Primal, exact.Dual)
		require.Zero(t, exact.Objective.Cmp(exact.Bound))
		optimum, _ := exact.Objective.Float64()
		s.near(t, optimum, r.Objective, "exact optimum")
	}
	if m.NumCols() <= s.largestIIS {
		s.unreachable(t, m.Problem, r.Objective)
	}
}

// unreachable asks an LP for a point that is better than the best and for the reason why there is none.
func (s *suite) unreachable(t *testing.T, p *solver.Problem, optimum float64) {
	t.Helper()
	session := s.session(t, p)
	_, err := session.CrossCheck(context.Background(), nil, nil)
	require.NoError(t, err)
	var rows solver.Rows
	var index []int32
	var value []float64
	for j, c := range p.Cost {
		if c != 0 {
			index, value = append(index, int32(j)), append(value, c)
		}
	}
	rows.Add(-inf, optimum-p.Offset-1e-3*max(1, math.Abs(optimum)), index, value)
	_, err = session.AddRows(&rows)
	require.NoError(t, err)
	got, err := session.IIS(context.Background(), nil)
	require.NoError(t, err)
	require.Equal(t, solver.Infeasible, got.Status)
	if p.NumCols() <= smallLP {
		require.True(t, got.Irreducible)
	} else if !got.Irreducible { // seen: one subset of hundreds with the status unknown
		t.Log("of some member the engine cannot say whether the others can hold together")
	}
	require.Contains(t, got.Rows, solver.Bound{Index: p.NumRows(), Upper: true}, "without it there is a point")
	s.status(t, got.Problem(session.Problem()), solver.Infeasible)
}
