package assignment_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// town is pieces and 30 sites (or fewer) on a square of 30 km, six of ten pieces near its middle. Sites hold 85 to
// 105 per cent of their capacity; capacities sum to pupils / 0.95. Costs are pupil-metres.
func town(n, sites int) *assignment.Problem {
	r := rand.New(rand.NewPCG(uint64(n), 6))
	p := &assignment.Problem{}
	place := func(spread float64) (x, y float64) {
		return min(max(math.Round(15000+spread*r.NormFloat64()), 0), 30000), min(max(math.Round(15000+spread*r.NormFloat64()), 0), 30000)
	}
	var x, y []float64
	total := 0.0
	for range n {
		bx, by := math.Round(30000*r.Float64()), math.Round(30000*r.Float64())
		if r.Float64() < 0.6 {
			bx, by = place(3500)
		}
		pupils := 1 + math.Floor(7*(r.ExpFloat64()+r.ExpFloat64()))
		x, y, p.Size = append(x, bx), append(y, by), append(p.Size, pupils)
		total += pupils
	}
	var sx, sy, share []float64
	all := 0.0
	for range sites {
		jx, jy := place(5500)
		sx, sy, share = append(sx, jx), append(sy, jy), append(share, 0.5+r.Float64())
		all += share[len(share)-1]
	}
	for j := range sites {
		capacity := math.Round(share[j] / all * total / 0.95)
		p.Sites = append(p.Sites, assignment.Site{Least: math.Ceil(0.85 * capacity), Most: math.Floor(1.05 * capacity)})
	}
	p.Map = &assignment.Map{Roots: make([][]int32, sites)}
	for b := range n {
		for j := range sites {
			d := math.Floor(math.Hypot(x[b]-sx[j], y[b]-sy[j]) + 0.5)
			p.Map.Distance = append(p.Map.Distance, d)
			p.Cost = append(p.Cost, d*p.Size[b])
		}
	}
	if n > mapped {
		return p
	}
	near(p.Map, x, y)
	for j := range sites {
		root := 0
		for b := range n {
			if p.Map.Distance[b*sites+j] < p.Map.Distance[root*sites+j] {
				root = b
			}
		}
		p.Map.Roots[j] = append([]int32{int32(root)}, p.Map.Next[p.Map.Start[root]:p.Map.Start[root+1]]...)
	}
	return p
}

// mapped is the number of pieces up to which a town has a map: making one takes the square of that.
const mapped = 2000

// near links pieces to their six nearest, both ways.
func near(m *assignment.Map, x, y []float64) {
	n := len(x)
	links := make([][]int32, n)
	for b := range n {
		var nearest []int32
		away := func(o int32) float64 { return math.Hypot(x[b]-x[o], y[b]-y[o]) }
		for o := range int32(n) {
			if int(o) == b || len(nearest) == 6 && away(o) >= away(nearest[5]) {
				continue
			}
			at, _ := slices.BinarySearchFunc(nearest, away(o), func(e int32, d float64) int { return cmp.Compare(away(e), d) })
			nearest = slices.Insert(nearest, at, o)
			nearest = nearest[:min(6, len(nearest))]
		}
		for _, o := range nearest {
			links[b], links[o] = append(links[b], o), append(links[o], int32(b))
		}
	}
	m.Start = []int32{0}
	for b := range links {
		slices.Sort(links[b])
		m.Next = append(m.Next, slices.Compact(links[b])...)
		m.Start = append(m.Start, int32(len(m.Next)))
	}
}

func plain(p *assignment.Problem) *assignment.Problem {
	p.Map = nil
	return p
}

// run benchmarks one problem, cold.
func run(b *testing.B, p *assignment.Problem, s assignment.Settings) *assignment.Result {
	b.Helper()
	var r *assignment.Result
	for b.Loop() {
		var err error
		r, err = assignment.Solve(context.Background(), p, s)
		require.NoError(b, err)
		require.NotNil(b, r.Share)
	}
	b.ReportMetric(r.Gap(), "gap")
	b.ReportMetric(float64(r.Rounds), "rounds")
	return r
}

// BenchmarkSplit is the transport: growth in pieces.
func BenchmarkSplit(b *testing.B) {
	for _, n := range []int{200, 500, 1000, 2000, 5000, 10000} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			r := run(b, plain(town(n, 30)), settings())
			require.Equal(b, assignment.Transport, r.Route)
			require.InDelta(b, 1, r.Bound/r.Value, 1e-12)
		})
	}
}

// BenchmarkRows is a linear problem with two rows over all pieces: at most one pupil in three on the road for
// more than four kilometres, and a limit on those who move from where they would be nearest.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{200, 1000, 2000, 10000} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			r := run(b, rowed(town(n, 30)), settings())
			require.Equal(b, solver.Optimal, r.Status)
		})
	}
}

// rowed adds two rows to a town without a map.
func rowed(p *assignment.Problem) *assignment.Problem {
	m := len(p.Sites)
	far := assignment.Row{Lower: math.Inf(-1)}
	moved := assignment.Row{Lower: math.Inf(-1)}
	for b, size := range p.Size {
		nearest := 0
		for j := range m {
			if p.Map.Distance[b*m+j] < p.Map.Distance[b*m+nearest] {
				nearest = j
			}
		}
		for j := range m {
			k := int32(b*m + j)
			if p.Map.Distance[k] > 4000 {
				far.Pair, far.Value = append(far.Pair, k), append(far.Value, size)
			}
			if j != nearest {
				moved.Pair, moved.Value = append(moved.Pair, k), append(moved.Value, size)
			}
		}
		far.Upper += 0.45 * size
		moved.Upper += 0.45 * size
	}
	p.Rows = []assignment.Row{far, moved}
	return plain(p)
}

// BenchmarkWhole is whole pieces, to a gap of 1e-3.
func BenchmarkWhole(b *testing.B) {
	for _, n := range []int{200, 500, 1000, 2000, 10000} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			p := plain(town(n, 30))
			p.Whole = allWhole(n)
			s := settings()
			s.Gap, s.TimeLimit = 1e-3, 60
			run(b, p, s)
		})
	}
}

// BenchmarkContiguous is whole pieces that hang together, for a minute at most.
func BenchmarkContiguous(b *testing.B) {
	for _, mode := range []assignment.Contiguity{assignment.Monotone, assignment.Exact} {
		for _, n := range []int{200, 1000} {
			b.Run(fmt.Sprintf("mode=%d/n=%d", mode, n), func(b *testing.B) {
				p := town(n, 20)
				p.Whole, p.Map.Mode = allWhole(n), mode
				for j := range p.Sites { // or some site of some town is hemmed in
					p.Sites[j].Least, p.Sites[j].Most = math.Floor(0.6*p.Sites[j].Least), math.Ceil(1.2*p.Sites[j].Most)
				}
				s := settings()
				s.Gap, s.TimeLimit = 1e-3, 60
				run(b, p, s)
			})
		}
	}
}

// BenchmarkWorst is the least worst of three ratios, splitting allowed.
func BenchmarkWorst(b *testing.B) {
	for _, whole := range []bool{false, true} {
		for _, n := range []int{200, 2000} {
			b.Run(fmt.Sprintf("whole=%v/n=%d", whole, n), func(b *testing.B) {
				p := stocked(plain(town(n, 30)))
				if whole {
					p.Whole = allWhole(n)
				}
				s := settings()
				s.TimeLimit = 60
				if whole {
					s.Gap = 1e-3
				}
				run(b, p, s)
			})
		}
	}
}

// stocked gives a town three stocks at its sites, the ten nearest of which a piece may go to.
func stocked(p *assignment.Problem) *assignment.Problem {
	r := rand.New(rand.NewPCG(uint64(len(p.Size)), 7))
	m := len(p.Sites)
	total := 0.0
	for _, v := range p.Size {
		total += v
	}
	for k := range 3 {
		z, all := make([]float64, m), 0.0
		for j := range z {
			z[j] = p.Sites[j].Most * (0.7 + 0.6*r.Float64())
			all += z[j]
		}
		c := assignment.Ratio{Limit: 0.3 + 0.1*float64(k)}
		for j := range z {
			c.Weight = append(c.Weight, total*(z[j]/all)*(z[j]/all))
		}
		p.Ratios = append(p.Ratios, c)
	}
	for b := range p.Size {
		mine := p.Cost[b*m : (b+1)*m]
		order := slices.Clone(mine)
		slices.Sort(order)
		for j := range mine {
			if mine[j] > order[9] {
				mine[j] = math.Inf(1)
			}
		}
	}
	for j := range p.Sites {
		p.Sites[j].Least = math.Floor(0.6 * p.Sites[j].Least)
	}
	p.Goal = assignment.LeastWorst
	return p
}

// BenchmarkAgain is what another lock costs, whole and split.
func BenchmarkAgain(b *testing.B) {
	for _, whole := range []bool{false, true} {
		b.Run(fmt.Sprintf("whole=%v", whole), func(b *testing.B) {
			p := plain(town(2000, 30))
			s := settings()
			if whole {
				p.Whole = allWhole(2000)
				s.Gap = 1e-3
			}
			v, err := assignment.New(p, s)
			require.NoError(b, err)
			_, err = v.Solve(context.Background())
			require.NoError(b, err)
			i := 0
			for b.Loop() {
				require.NoError(b, v.SetLock(i%2000, second(p, i%2000)))
				_, err := v.Solve(context.Background())
				require.NoError(b, err)
				require.NoError(b, v.SetLock(i%2000, -1))
				i += 37
			}
			require.NoError(b, v.Close())
		})
	}
}

// second is the site that is second nearest to a piece.
func second(p *assignment.Problem, b int) int {
	m := len(p.Sites)
	order := make([]int, m)
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p.Cost[b*m+i], p.Cost[b*m+j]) })
	return order[1]
}
