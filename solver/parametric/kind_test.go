package parametric

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestKindFaults(t *testing.T) {
	t.Parallel()
	good := func() *Kind {
		return &Kind{
			Network: mustNetwork(2, []Arc{{0, 1, 1}}), Pupils: []float64{1, 2}, Stock: []float64{3, 0},
			MostOut: []float64{1, 0}, Least: []float64{0, 1}, HireCost: 5,
		}
	}
	require.NoError(t, good().Validate())
	nan, inf := math.NaN(), math.Inf(1)
	for name, spoil := range map[string]func(k *Kind){
		"a kind without a network":           func(k *Kind) { k.Network = nil },
		"1 values in Pupils for 2 sections":  func(k *Kind) { k.Pupils = k.Pupils[:1] },
		"0 values in Pupils for 2 sections":  func(k *Kind) { k.Pupils = nil },
		"3 values in Stock for 2 sections":   func(k *Kind) { k.Stock = append(k.Stock, 1) },
		"1 values in MostOut for 2 sections": func(k *Kind) { k.MostOut = k.MostOut[:1] },
		"0 values in Least for 2 sections":   func(k *Kind) { k.Least = []float64{} },
		"Pupils of section 1 is 0":           func(k *Kind) { k.Pupils[1] = 0 },
		"Pupils of section 0 is NaN":         func(k *Kind) { k.Pupils[0] = nan },
		"Pupils of section 0 is +Inf":        func(k *Kind) { k.Pupils[0] = inf },
		"Stock of section 1 is -1":           func(k *Kind) { k.Stock[1] = -1 },
		"Stock of section 1 is NaN":          func(k *Kind) { k.Stock[1] = nan },
		"Pupils of section 0 is 1e-31":       func(k *Kind) { k.Pupils[0] = 1e-31 },
		"Stock of section 0 is 1e+31":        func(k *Kind) { k.Stock[0] = 1e31 },
		"MostOut of section 0 is -0.5":       func(k *Kind) { k.MostOut[0] = -0.5 },
		"MostOut of section 0 is +Inf":       func(k *Kind) { k.MostOut[0] = inf },
		"Least of section 0 is NaN":          func(k *Kind) { k.Least[0] = nan },
		"Least of section 1 is +Inf":         func(k *Kind) { k.Least[1] = inf },
		"2 values in Closed for 1 arcs":      func(k *Kind) { k.Closed = make([]bool, 2) },
		"HireCost is -1":                     func(k *Kind) { k.HireCost = -1 },
		"HireCost is NaN":                    func(k *Kind) { k.HireCost = nan },
		"HireCost is +Inf":                   func(k *Kind) { k.HireCost = inf },
	} {
		k := good()
		spoil(k)
		err := k.Validate()
		require.ErrorIs(t, err, ErrInvalid, name)
		require.ErrorContains(t, err, name)
		_, err = NewPath(k)
		require.ErrorIs(t, err, ErrInvalid, name)
	}
	k := good()
	k.Pupils[0], k.Stock[1], k.HireCost, k.Least = 0, -1, nan, nil
	k.MostOut = k.MostOut[:1]
	require.Len(t, strings.Split(k.Validate().Error(), "\n"), 4, "one line for each fault")
}

func TestKindDefaults(t *testing.T) {
	t.Parallel()
	k := &Kind{Network: mustNetwork(2, []Arc{{0, 1, 1}}), Pupils: []float64{1, 1}, Stock: []float64{4, 0}}
	stated := *k
	stated.MostOut, stated.Least = []float64{4, 0}, []float64{0, 0}
	for _, cap := range []float64{math.Inf(1), 0.5, 0} {
		a, err := solveCold(k, cap)
		require.NoError(t, err)
		b, err := solveCold(&stated, cap)
		require.NoError(t, err)
		require.Equal(t, a.Status, b.Status)
		require.InDelta(t, a.Cost, b.Cost, gapWanted)
	}
}

func TestCapFaults(t *testing.T) {
	t.Parallel()
	p, err := NewPath(&Kind{Network: mustNetwork(2, nil), Pupils: []float64{1, 1}, Stock: []float64{4, 0}})
	require.NoError(t, err)
	for _, cap := range []float64{-1e-9, math.Inf(-1), math.NaN()} {
		_, err := p.LeastCost(context.Background(), cap)
		require.ErrorIs(t, err, ErrInvalid, cap)
	}
}
