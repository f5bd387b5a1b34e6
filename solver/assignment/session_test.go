package assignment_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// change makes one random change of a session, and says whether it makes things no harder.
func change(t *testing.T, r *rand.Rand, v *assignment.Session) {
	t.Helper()
	p := v.Problem()
	j := r.IntN(len(p.Sites))
	switch r.IntN(5) {
	case 0:
		require.NoError(t, v.SetLock(r.IntN(len(p.Size)), r.IntN(len(p.Sites)+1)-1))
	case 1:
		least := float64(r.IntN(3))
		require.NoError(t, v.SetLimits(j, least, least+float64(r.IntN(12))))
	case 2:
		if len(p.Ratios) > 0 {
			require.NoError(t, v.SetMost(0, 0.3+r.Float64()))
		} else {
			require.NoError(t, v.SetOpen(j, assignment.Openness(r.IntN(3))))
		}
	case 3:
		if len(p.Rows) > 0 {
			row := p.Rows[0]
			require.NoError(t, v.SetRow(0, row.Lower, row.Upper+1))
		}
	case 4:
		require.NoError(t, v.SetLock(r.IntN(len(p.Size)), -1))
	}
}

// TestSessionIsCold: after any changes a session says what a new one says.
func TestSessionIsCold(t *testing.T) {
	t.Parallel()
	for seed := range rounds(t, 30, 500) {
		r := rand.New(rand.NewPCG(400, uint64(seed)))
		f := form{whole: r.IntN(2) == 0, rows: r.IntN(2) == 0, over: r.IntN(2) == 0, ratios: r.IntN(3) == 0, contiguity: -1}
		if f.whole {
			f.contiguity, f.units = r.IntN(3)-1, r.IntN(2) == 0
		}
		v, err := assignment.New(draw(r, f), settings())
		require.NoError(t, err)
		for step := range 5 {
			warm, err := v.Solve(context.Background())
			require.NoError(t, err)
			requireSound(t, v.Problem(), warm, seed)
			cold, err := assignment.Solve(context.Background(), v.Problem(), settings())
			require.NoError(t, err)
			require.Equal(t, cold.Status, warm.Status, "seed %d step %d: %+v", seed, step, f)
			if cold.Share != nil {
				require.InDelta(t, cold.Value, warm.Value, 1e-6*max(1, cold.Value), "seed %d step %d", seed, step)
			}
			change(t, r, v)
		}
		require.NoError(t, v.Close())
		require.NoError(t, v.Close())
	}
}

// TestRelaxingNeverWorsens: a wider limit, a lock undone, a row made looser.
func TestRelaxingNeverWorsens(t *testing.T) {
	t.Parallel()
	for seed := range rounds(t, 40, 500) {
		r := rand.New(rand.NewPCG(500, uint64(seed)))
		f := form{whole: true, rows: r.IntN(2) == 0, ratios: r.IntN(3) == 0, open: r.IntN(2) == 0, contiguity: r.IntN(2) - 1}
		p := draw(r, f)
		before, err := assignment.Solve(context.Background(), p, settings())
		require.NoError(t, err)
		q := *p
		q.Sites = append([]assignment.Site(nil), p.Sites...)
		q.Sites[0].Least, q.Sites[0].Most = math.Max(0, p.Sites[0].Least-1), p.Sites[0].Most+2
		if len(p.Rows) > 0 {
			q.Rows = append([]assignment.Row(nil), p.Rows...)
			q.Rows[0].Lower--
			q.Rows[0].Upper++
		}
		if p.Map == nil {
			q.Lock = nil
		}
		after, err := assignment.Solve(context.Background(), &q, settings())
		require.NoError(t, err)
		if before.Share != nil {
			require.Equal(t, solver.Optimal, after.Status, "seed %d", seed)
			require.LessOrEqual(t, after.Value, before.Value+1e-6*max(1, before.Value), "seed %d", seed)
		}
	}
}

// TestMisuse: changes that make no sense are refused and change nothing.
func TestMisuse(t *testing.T) {
	t.Parallel()
	p := draw(rand.New(rand.NewPCG(1, 1)), form{rows: true, ratios: true, contiguity: -1})
	v, err := assignment.New(p, settings())
	require.NoError(t, err)
	for _, err := range []error{
		v.SetLock(-1, 0), v.SetLock(0, 9), v.SetLimits(9, 0, 1), v.SetLimits(0, 2, 1), v.SetLimits(0, 0, math.NaN()),
		v.SetOpen(9, assignment.Always), v.SetOpen(0, 7), v.SetRow(3, 0, 1), v.SetRow(0, 2, 1), v.SetMost(5, 1), v.SetMost(0, math.NaN()),
		v.SetGoal(7), v.Use(assignment.Settings{Gap: -1}), v.Use(assignment.Settings{Start: []int32{1}}),
	} {
		require.ErrorIs(t, err, assignment.ErrInvalid)
	}
	require.Equal(t, p.Sites, v.Problem().Sites)
	require.NoError(t, v.Close())
	_, err = assignment.Solve(context.Background(), p, assignment.Settings{})
	require.ErrorIs(t, err, assignment.ErrNoEngine)
}

// TestCancelled: a context that is done ends with the best so far, or with nothing.
func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	p := plain(town(300, 10))
	p.Whole = allWhole(300)
	s := settings()
	plans := 0
	s.Progress = func(q solver.Progress) {
		if q.Phase == "plan" {
			plans++
			require.LessOrEqual(t, q.Bound, q.Value)
			cancel()
		}
	}
	r, err := assignment.Solve(ctx, p, s)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.NoError(t, p.Check(r.Share, r.Open, r.Units))
	require.Positive(t, plans)
	require.LessOrEqual(t, r.Bound, r.Value)
	r, err = assignment.Solve(ctx, p, s)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.Nil(t, r.Share)
}

// TestTimeLimit: the best so far, an honest gap.
func TestTimeLimit(t *testing.T) {
	t.Parallel()
	p := town(150, 8)
	p.Map.Mode = assignment.Exact
	p.Whole = allWhole(150)
	for j := range p.Sites {
		p.Sites[j].Least, p.Sites[j].Most = p.Sites[j].Least/2, p.Sites[j].Most*1.2
	}
	s := settings()
	s.TimeLimit = 0.2
	r, err := assignment.Solve(context.Background(), p, s)
	require.NoError(t, err)
	require.Contains(t, []solver.Status{solver.TimeLimit, solver.Optimal}, r.Status)
	if r.Share != nil {
		require.NoError(t, p.Check(r.Share, r.Open, r.Units))
		require.LessOrEqual(t, r.Bound, r.Value)
	}
}
