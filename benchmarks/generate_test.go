package benchmarks

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestCounty(t *testing.T) {
	for _, n := range []int{1, 2, 12, 100, 1_000} {
		c := County(n, seed)
		require.Len(t, c.Sections, n)
		require.NoError(t, c.Validate())
		require.Empty(t, c.Findings())
		require.Equal(t, c, County(n, seed), "the same every time")
		a, err := standard.QualityBalance2017().Assess(c)
		require.NoError(t, err)
		require.Len(t, a.Sections, n, "every section counts")
		if n >= 12 {
			require.NotEqual(t, c, County(n, seed+1))
			require.Equal(t, 2, len(c.Stages()))
			require.Less(t, a.SectionsPassing, n)
			require.Positive(t, a.SectionsPassing)
		}
	}
}

// Nothing about a county changes with its size but the size.
func TestCountiesOfAllSizesAreAlike(t *testing.T) {
	small, large := assessed(t, County(2_000, seed)), assessed(t, County(20_000, seed))
	for i, k := range small.Indicators {
		require.InEpsilon(t, k.Mean, large.Indicators[i].Mean, 0.1, k.Code)
		require.InEpsilon(t, k.CV, large.Indicators[i].CV, 0.3, k.Code)
	}
	kinds := map[model.SchoolKind]int{}
	for _, s := range County(2_000, seed).Schools {
		kinds[s.Kind]++
	}
	require.Len(t, kinds, 4)
}
