package solver

import (
	"context"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// gauss solves a dense system in rational numbers; nil: singular.
func gauss(a [][]*big.Rat, b []*big.Rat) []*big.Rat {
	n := len(a)
	for c := range n {
		r := c
		for r < n && a[r][c].Sign() == 0 {
			r++
		}
		if r == n {
			return nil
		}
		a[c], a[r], b[c], b[r] = a[r], a[c], b[r], b[c]
		for i := range n {
			if i == c || a[i][c].Sign() == 0 {
				continue
			}
			by := new(big.Rat).Quo(a[i][c], a[c][c])
			for j := range n {
				a[i][j] = new(big.Rat).Sub(a[i][j], new(big.Rat).Mul(by, a[c][j]))
			}
			b[i] = new(big.Rat).Sub(b[i], new(big.Rat).Mul(by, b[c]))
		}
	}
	x := make([]*big.Rat, n)
	for i := range n {
		x[i] = new(big.Rat).Quo(b[i], a[i][i])
	}
	return x
}

// Lifting and plain elimination agree, on numbers whole and not, huge and tiny.
func TestSolveExactlyIsElimination(t *testing.T) {
	number := rapid.OneOf(
		rapid.Map(rapid.IntRange(-9, 9), func(v int) float64 { return float64(v) }),
		rapid.Float64Range(-1, 1),
		rapid.SampledFrom([]float64{0, 0.1, 1e12, -1e-12, 1.0 / 3}),
	)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 7).Draw(t, "n")
		as := rapid.SampledFrom([]Reading{Binary, Decimal}).Draw(t, "reading")
		a, b := make([][]*big.Rat, n), make([]*big.Rat, n)
		rows, right := make([][]term, n), make([]*big.Rat, n)
		for i := range n {
			for j := range n {
				v := as.rat(number.Draw(t, "entry"))
				if rapid.IntRange(0, 2).Draw(t, "is there") == 0 {
					v = new(big.Rat)
				}
				a[i] = append(a[i], v)
				if v.Sign() != 0 {
					rows[i] = append(rows[i], term{j, v})
				}
			}
			b[i] = as.rat(number.Draw(t, "right"))
			right[i] = new(big.Rat).Set(b[i])
		}
		num, den, err := solveExactly(context.Background(), rows, right)
		want := gauss(a, b)
		if want == nil {
			require.ErrorIs(t, err, errSingular)
			return
		}
		require.NoError(t, err)
		for j, w := range want {
			require.Equal(t, w.RatString(), new(big.Rat).SetFrac(num[j], den).RatString())
		}
	})
}

func TestModularArithmetic(t *testing.T) {
	p := big.NewInt(prime)
	residues := rapid.Uint64Range(0, prime-1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := residues.Draw(t, "a"), residues.Draw(t, "b")
		x, y := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
		var z big.Int
		require.Equal(t, z.Mod(z.Mul(x, y), p).Uint64(), mulmod(a, b))
		require.Equal(t, z.Mod(z.Sub(x, y), p).Uint64(), submod(a, b))
		if a != 0 {
			require.Equal(t, uint64(1), mulmod(a, invmod(a)))
		}
	})
	require.Equal(t, uint64(0), mulmod(prime-1, 0))
	require.Equal(t, uint64(1), mulmod(prime-1, prime-1))
}
