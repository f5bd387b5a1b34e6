package whole_test

import (
	"flag"
	"math"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/internal/fixedseed"
)

func TestMain(m *testing.M) { fixedseed.Main(m) }

// checks runs a property test on a number of cases, twenty times as many where EDUPARITY_LONG is set,
// unless -rapid.checks is given.
func checks(t *testing.T, cases int, property func(*rapid.T)) {
	t.Helper()
	switch {
	case os.Getenv("EDUPARITY_LONG") != "":
		cases *= 20
	case testing.Short():
		cases = max(5, cases/4) // of which rapid does a fifth
	}
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		if err := flag.Set(f.Name, strconv.Itoa(cases)); err != nil {
			t.Fatal(err)
		}
		defer flag.Set(f.Name, f.DefValue) //nolint:errcheck // it was valid
	}
	rapid.Check(t, property)
}

// A scale is how large counties are drawn.
type scale struct {
	least, most int // sections
	buys        int // of one stock in a section
	plans       int // of one stock, about the most
	divisible   bool
}

// Scales: to be enumerated, the same with stocks that are divisible, and for other solvers.
var (
	enumerable = scale{least: 2, most: sections(), buys: 4, plans: 20000}
	mixed      = scale{least: 2, most: 4, buys: 4, plans: 20000, divisible: true}
	small      = scale{least: 5, most: 10, buys: 8, plans: math.MaxInt32, divisible: true}
)

// sections is how many sections are enumerated at most: one more takes ten times as long.
func sections() int {
	if os.Getenv("EDUPARITY_LONG") != "" {
		return 4
	}
	return 3
}

// drawTiny draws a county, full of what real data are full of: ties, nothing at all, equal and isolated
// sections, limits and floors exactly where things are.
func drawTiny(t *rapid.T, size scale) *tiny {
	n := min(rapid.IntRange(size.least, size.most).Draw(t, "sections"), rapid.IntRange(size.least, size.most).Draw(t, "or"))
	kinds := rapid.SampledFrom([]int{1, 2, 1, 3}).Draw(t, "stocks")
	c := &tiny{rule: kinds, budget: inf}
	equal := rapid.IntRange(0, 3).Draw(t, "equal") == 0
	for range n {
		if equal && len(c.pupils) > 0 {
			c.pupils = append(c.pupils, c.pupils[0])
			continue
		}
		c.pupils = append(c.pupils, float64(rapid.IntRange(1, 12).Draw(t, "pupils"))*10)
	}
	for range kinds {
		c.stocks = append(c.stocks, drawStock(t, c.pupils, size))
	}
	if kinds > 1 {
		c.rule = rapid.IntRange(0, kinds).Draw(t, "rule")
	}
	if kinds > 1 && rapid.Bool().Draw(t, "stages") {
		for range rapid.IntRange(1, 2).Draw(t, "shared") {
			a := rapid.IntRange(0, kinds-2).Draw(t, "a")
			c.shared = append(c.shared, tinyShared{
				section: rapid.IntRange(0, n-1).Draw(t, "section"), a: a, b: a + 1,
				quarters: rapid.IntRange(1, 3).Draw(t, "quarters"),
				price:    drawCost(t), most: rapid.IntRange(1, 2).Draw(t, "most"),
			})
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "limited") == 0 {
		c.budget = float64(rapid.IntRange(0, 6*n).Draw(t, "budget"))
	}
	if rapid.IntRange(0, 9).Draw(t, "use it or lose it") == 9 {
		c.least = min(c.budget, float64(rapid.IntRange(1, 4).Draw(t, "least")))
	}
	c.offset = rapid.SampledFrom([]float64{0, 0, 0, 100, -3}).Draw(t, "offset")
	c.priced = rapid.IntRange(0, 3).Draw(t, "priced") > 0
	// A budget ties flows and purchases, which are then not whole by themselves.
	c.wholeFlows = rapid.Bool().Draw(t, "whole flows") || c.budget < inf || c.least > 0
	c.meanGrids, c.before = rapid.Bool().Draw(t, "mean grids"), rapid.Bool().Draw(t, "before")
	return c
}

// drawCost draws a cost: few different ones, and nothing.
func drawCost(t *rapid.T) float64 {
	return rapid.SampledFrom([]float64{1, 1, 2, 3, 0.5, 2.5, 7, 0}).Draw(t, "cost")
}

func drawStock(t *rapid.T, pupils []float64, size scale) tinyStock {
	n := len(pupils)
	s := tinyStock{leave: make([]int, n), price: make([]float64, n), buys: make([]int, n), have: make([]int, n)}
	s.threshold = rapid.SampledFrom([]float64{0.05, 0.1, 0.07, 0.03}).Draw(t, "threshold")
	s.divisible = size.divisible && rapid.Bool().Draw(t, "divisible")
	s.blind, s.bare = rapid.IntRange(0, 5).Draw(t, "blind") == 0, rapid.Bool().Draw(t, "bare")
	near := rapid.IntRange(0, 9).Draw(t, "near") // 0: nothing anywhere; 1 to 3: anything
	for i := range n {
		switch {
		case near > 3:
			share := rapid.SampledFrom([]float64{1, 0.8, 1.2, 0.5, 1.5, 2}).Draw(t, "level")
			s.have[i] = int(math.Round(share * s.threshold * pupils[i]))
		case near > 0:
			s.have[i] = rapid.IntRange(0, 9).Draw(t, "have")
		}
	}
	if s.divisible && near == 0 {
		s.have[0] = 1 // else the least of anything would be enough, of which there is none
	}
	plans := 1
	for i := range n {
		s.price[i] = drawCost(t)
		if b := rapid.IntRange(0, size.buys).Draw(t, "buys"); b < size.plans/plans {
			s.buys[i] = b
			plans = min(plans*(b+1), size.plans)
		}
	}
	if moves := rapid.IntRange(0, 2).Draw(t, "moves"); moves > 0 {
		for i := range n {
			s.leave[i] = min(s.have[i], rapid.IntRange(0, 3).Draw(t, "leave"))
		}
		for from := range n {
			for to := range n {
				// The ways of one section multiply to less than this, as they share what may leave it.
				if from != to && s.leave[from] < size.plans/plans && (moves == 2 && n < 5 || rapid.Bool().Draw(t, "way")) {
					s.arcs = append(s.arcs, tinyArc{from, to, drawCost(t)})
					plans = min(plans*(s.leave[from]+1), size.plans)
				}
			}
		}
	}
	s.share = rapid.SampledFrom([]float64{0, 0, 0.85, 0.5, 1}).Draw(t, "share")
	s.limit = drawLimit(t, pupils, s.have)
	if s.divisible {
		s.limit = max(s.limit, leastDivisibleLimit)
	}
	return s
}

// leastDivisibleLimit is the least limit that is drawn for divisible stocks: tangents do not come to the
// point where all levels are the same.
const leastDivisibleLimit = 0.02

// drawLimit draws a limit on a CV: of those that sorts of data make special.
func drawLimit(t *rapid.T, pupils []float64, have []int) float64 {
	now := cv(pupils, have)
	if math.IsInf(now, 1) {
		now = 0
	}
	return rapid.SampledFrom([]float64{0.3, 0.5, 0.2, now, 0.1, 1, 0.9 * now, now / 2, 0, inf}).Draw(t, "limit")
}
