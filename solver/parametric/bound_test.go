package parametric

import (
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// wholePlan is a kind of small whole numbers and a plan of whole moves and hires for it, whose cost and
// squares are known without any rounding: p squares / z^2 - 1 is the square of its CV.
func wholePlan(r *rand.Rand) (k *Kind, cost float64, square *big.Rat) {
	n := 1 + r.Intn(8)
	k = &Kind{Network: mustNetwork(n, drawArcs(r, n))}
	after, out := make([]float64, n), make([]float64, n)
	for range n {
		k.Pupils = append(k.Pupils, float64(1+r.Intn(5)))
		k.Stock = append(k.Stock, float64(r.Intn(9)))
	}
	if r.Intn(2) == 0 {
		k.HireCost = float64(1 + r.Intn(9))
	}
	copy(after, k.Stock)
	for range r.Intn(3 * n) {
		if len(k.Network.arcs) > 0 {
			if a := k.Network.arcs[r.Intn(len(k.Network.arcs))]; after[a.From] > 0 {
				after[a.From]--
				after[a.To]++
				out[a.From]++
				cost += a.Cost
			}
		}
		if i := r.Intn(n); k.HireCost > 0 && r.Intn(4) == 0 {
			after[i]++
			cost += k.HireCost
		}
	}
	k.MostOut, k.Least = out, make([]float64, n)
	z, p, squares := int64(0), int64(0), new(big.Rat)
	for i := range n {
		k.Least[i] = max(0, after[i]-float64(r.Intn(2)))
		z, p = z+int64(after[i]), p+int64(k.Pupils[i])
		squares.Add(squares, big.NewRat(int64(after[i]*after[i]), int64(k.Pupils[i])))
	}
	if z == 0 {
		return k, cost, new(big.Rat)
	}
	square = squares.Mul(squares, big.NewRat(p, z*z))
	return k, cost, square.Sub(square, big.NewRat(1, 1))
}

// leastCapOf is the smallest float64 whose square is not below a number.
func leastCapOf(square *big.Rat) float64 {
	f, _ := square.Float64()
	cap := math.Sqrt(f)
	for cap > 0 && squareOf(math.Nextafter(cap, 0)).Cmp(square) >= 0 {
		cap = math.Nextafter(cap, 0)
	}
	for squareOf(cap).Cmp(square) < 0 {
		cap = math.Nextafter(cap, math.Inf(1))
	}
	return cap
}

func squareOf(x float64) *big.Rat {
	q := new(big.Rat).SetFloat64(x)
	return q.Mul(q, q)
}

// No prices whatever prove more than what a plan costs: not by the last digit.
func TestBoundHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		k, cost, square := wholePlan(r)
		cap := leastCapOf(square)
		for _, c := range []float64{cap, 2 * cap, math.Inf(1)} {
			for range 10 {
				require.LessOrEqual(t, k.Bound(drawPrice(r, k), c), cost, "cap %v", c)
			}
			if k.HireCost == 0 {
				require.LessOrEqual(t, k.Ray(drawPrice(r, k), c), 0.0, "cap %v", c)
			} else {
				require.Equal(t, math.Inf(-1), k.Ray(drawPrice(r, k), c))
			}
		}
	})
}

// drawPrice are prices of any size, at times those of levels.
func drawPrice(r *rand.Rand, k *Kind) *Price {
	n := len(k.Stock)
	p := &Price{Unit: make([]float64, n), Cone: make([]float64, n)}
	size := math.Pow(10, float64(r.Intn(9)-4))
	mode := r.Intn(3)
	for i := range n {
		switch mode {
		case 0:
			p.Unit[i], p.Cone[i] = size*r.NormFloat64(), size*r.NormFloat64()
		case 1:
			p.Unit[i] = size * k.Stock[i] / k.Pupils[i]
			p.Cone[i] = p.Unit[i] * (1 + float64(r.Intn(2)))
		default:
			p.Unit[i], p.Cone[i] = -size*float64(r.Intn(3)), size*float64(r.Intn(3))
		}
	}
	return p
}

// The prices of an optimum prove what it costs, and at other caps no more than the optimum there.
func TestBoundAtOtherCaps(t *testing.T) {
	t.Parallel()
	ties := 0
	for seed := range int64(300) {
		c := drawSmooth(seed)
		_, money := sizes(c.kind)
		now := cv(c.kind.Stock, c.kind.Pupils)
		var all []*Balance
		caps := []float64{math.Inf(1), 0.9 * now, 0.7 * now, 0.5 * now}
		for _, cap := range caps {
			b, err := solveCold(c.kind, cap)
			require.NoError(t, err, c.name)
			all = append(all, b)
		}
		for x, b := range all {
			for y, o := range all {
				if b.Status != Optimal || o.Status != Optimal {
					continue
				}
				v := c.kind.Bound(&b.Price, caps[y])
				require.LessOrEqual(t, v, o.Cost+gapWanted*max(money, o.Cost), "%s: prices of cap %v at cap %v", c.name, caps[x], caps[y])
				if x == y {
					require.InDelta(t, b.Bound, v, 1e-12*max(money, o.Cost), "%s: cap %v", c.name, caps[x])
					ties++
				}
			}
		}
	}
	require.Greater(t, ties, 600)
}

// A wider cap asks for less, so that the same prices prove less.
func TestBoundFallsWithCap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		k, _, _ := wholePlan(r)
		p := drawPrice(r, k)
		if k.HireCost > 0 {
			k.HireCost = 0
		}
		last := math.Inf(1)
		for _, cap := range []float64{0, 0.1, 0.5, 2} {
			v := k.Bound(p, cap)
			require.LessOrEqual(t, v, last)
			last = v
		}
	})
}

// Prices that are no numbers prove nothing.
func TestBoundOfNonsense(t *testing.T) {
	t.Parallel()
	k := &Kind{Network: mustNetwork(2, []Arc{{0, 1, 1}, {1, 0, 2}}), Pupils: []float64{1, 2}, Stock: []float64{3, 0}, Least: []float64{0, 1}}
	for _, hire := range []float64{0, 2} {
		k.HireCost = hire
		good, err := solveCold(k, 0.5)
		require.NoError(t, err)
		require.Equal(t, Optimal, good.Status)
		for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64} {
			for at := range 4 {
				price := Price{Unit: append([]float64(nil), good.Price.Unit...), Cone: append([]float64(nil), good.Price.Cone...)}
				if at < 2 {
					price.Unit[at] = bad
				} else {
					price.Cone[at-2] = bad
				}
				for _, cap := range []float64{0, 0.5, 1e200, math.Inf(1)} {
					v := k.Bound(&price, cap)
					require.False(t, math.IsNaN(v), "%v at %d, cap %v", bad, at, cap)
					require.LessOrEqual(t, v, good.Cost*3+10, "%v at %d, cap %v", bad, at, cap)
					require.False(t, math.IsNaN(k.Ray(&price, cap)))
					require.LessOrEqual(t, k.Ray(&price, cap), 0.0)
				}
			}
		}
		for _, price := range []Price{{}, {Unit: []float64{1, 1}}, {Unit: []float64{1}, Cone: []float64{1}}, {Unit: make([]float64, 3), Cone: make([]float64, 3)}} {
			require.Equal(t, math.Inf(-1), k.Bound(&price, 0.5))
			require.Equal(t, math.Inf(-1), k.Ray(&price, 0.5))
		}
	}
}
