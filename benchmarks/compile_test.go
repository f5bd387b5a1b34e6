package benchmarks

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
)

// The engine's model, made and not solved: its size and the time to make it must grow with the number
// of sections, not with the number of pairs of sections.
func BenchmarkCompile(b *testing.B) {
	for _, n := range sizes[:3] {
		compile(b, n).bench(b)
	}
}

// most columns and rows of the model for each section. All levers, the seven indicators and six kinds
// of teacher need some 40; arcs between all pairs of 100 sections would be more.
const mostPerSection = 60

// compile is the body of BenchmarkCompile.
func compile(t testing.TB, sections int) *body {
	t.Helper()
	problem := passing(County(sections, seed))
	var size exact.Size
	x := &body{name: fmt.Sprintf("data=constructed/sections=%d/goal=pass-cost", sections), sections: sections}
	x.work = func() (err error) {
		size, err = alloc.Exact{}.Size(problem)
		return err
	}
	x.judge = func(t testing.TB) []metric {
		require.Positive(t, size.Cols)
		require.Less(t, size.Cols, mostPerSection*sections)
		require.Less(t, size.Rows, mostPerSection*sections)
		return []metric{{"cols", float64(size.Cols)}, {"rows", float64(size.Rows)}, {"whole", float64(size.Whole)}}
	}
	return x
}
