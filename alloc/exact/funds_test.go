package exact

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// payable says whether the funds suffice: every set of needs finds its money among those who may pay
// for it (Hall).
func payable(sets [][]int, need, amounts []float64) bool {
	for pick := range 1 << len(sets) {
		var want, have float64
		for f, amount := range amounts {
			for n := range sets {
				if pick>>n&1 == 1 && slices.Contains(sets[n], f) {
					have += amount
					break
				}
			}
		}
		for n := range sets {
			if pick>>n&1 == 1 {
				want += need[n]
			}
		}
		if want > have {
			return false
		}
	}
	return true
}

func TestPaymentsFindTheMoneyWhereItSuffices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		funds := rapid.IntRange(1, 4).Draw(t, "funds")
		amounts := make([]float64, funds)
		for f := range amounts {
			amounts[f] = float64(rapid.IntRange(0, 6).Draw(t, "amount"))
		}
		var sets [][]int
		var need []float64
		for range rapid.IntRange(1, 4).Draw(t, "sets") {
			var set []int
			for f := range funds {
				if rapid.Bool().Draw(t, "may pay") {
					set = append(set, f)
				}
			}
			sets, need = append(sets, set), append(need, float64(rapid.IntRange(0, 6).Draw(t, "need")))
		}
		want := payable(sets, need, amounts)
		give, ok := payments(sets, slices.Clone(need), amounts)
		require.Equal(t, want, ok)
		if !ok {
			return
		}
		paid := make([]float64, funds)
		for n := range sets {
			var got float64
			for f, part := range give[n] {
				require.GreaterOrEqual(t, part, 0.0)
				require.True(t, part == 0 || slices.Contains(sets[n], f), "a fund pays what it may not")
				got += part
				paid[f] += part
			}
			require.Equal(t, need[n], got)
		}
		for f := range paid {
			require.LessOrEqual(t, paid[f], amounts[f])
		}
	})
}

// The last yuan may be missing by rounding alone: what the funds have is then given all the same.
func TestPaymentsLetDustBe(t *testing.T) {
	give, ok := payments([][]int{{0}}, []float64{1 + moneyDust/2}, []float64{1})
	require.True(t, ok)
	require.Equal(t, [][]float64{{1}}, give)
	_, ok = payments([][]int{{0}}, []float64{1 + 2*moneyDust}, []float64{1})
	require.False(t, ok)
}
