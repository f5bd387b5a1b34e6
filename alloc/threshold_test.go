package alloc_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

const area = "teaching_area_m2"

// split is an indicator of the area per pupil, which the stages of a school share, with a minimum in the first.
func split(minimum float64) standard.Indicator {
	k := perPupil("S", area)
	k.Split, k.Minimum = true, at(primary, minimum)
	return k
}

// nineYear is a county of one school with two stages that share an area, and a primary school with
// more than enough.
func nineYear(primaryPupils, juniorPupils, metres float64) *model.County {
	shared := model.Stocks{area: metres}
	return sites(
		site{"N", primary, primaryPupils, shared, model.Stocks{desks: 0}}, site{"N", junior, juniorPupils, shared, model.Stocks{desks: 0}},
		site{"P", primary, 100, model.Stocks{area: 1000}, model.Stocks{desks: 5}},
	)
}

// What is on a threshold on paper may be computed to lie below it, by the rounding of a share or of a
// decimal. A plan reads it as the standard does: it is met, and nothing is bought for it.
func TestThresholdsThatAreMetButForRounding(t *testing.T) {
	passing := func(c *model.County, s *standard.Standard) *plan.Problem {
		return &plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}}}
	}
	withDesks := func(k standard.Indicator) *standard.Standard {
		d := perPupil("D", desks)
		d.Minimum = at(primary, 0.01)
		return judge(k, d)
	}
	tests := []struct {
		name string
		p    func() *plan.Problem
		cost float64
	}{
		{"a shared area that nothing changes", func() *plan.Problem {
			c := nineYear(190, 1680, 9171)
			c.Costs = []model.Cost{whole(desks, 10_000, 5)}
			return passing(c, withDesks(split(4.5)))
		}, 20_000},
		{"a shared area of which whole units are to be had", func() *plan.Problem {
			c := nineYear(190, 1680, 9171)
			c.Costs = []model.Cost{whole(desks, 10_000, 5), whole(area, 3000, 5)}
			return passing(c, withDesks(split(4.5)))
		}, 20_000},
		{"a shared area at the share of its minimum", func() *plan.Problem {
			c := nineYear(190, 1680, 9171)
			c.Costs = []model.Cost{whole(desks, 10_000, 5)}
			s := withDesks(split(4.5 / 0.75))
			s.Section = standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.75}
			return passing(c, s)
		}, 20_000},
		{"a decimal stock that one unit brings to its minimum", func() *plan.Problem {
			c := sites(site{"A", primary, 17, nil, model.Stocks{desks: 97.6}}, site{"B", primary, 10, nil, model.Stocks{desks: 60}})
			c.Costs = []model.Cost{whole(desks, 10_000, 3)}
			d := perPupil("D", desks)
			d.Minimum = at(primary, 5.8)
			return passing(c, judge(d))
		}, 10_000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := test.p()
			b, ok := small(p)
			require.True(t, ok)
			require.Equal(t, test.cost, least(b.leaves, plan.PassCost))
			out := solve(t, p, "outer")
			agrees(t, p, b, out, "outer")
			require.Equal(t, test.cost, out.Cost.Total)
			require.Empty(t, verify.Check(p.County, out).Faults)
		})
	}
}

// A shared stock that is exactly what a minimum asks of one stage costs nothing more, and no bound says
// that it does, however pupils and weights divide it.
func TestNothingIsBoughtForExactShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few, many := float64(rapid.IntRange(1, 300).Draw(t, "primary")), float64(10*rapid.IntRange(1, 300).Draw(t, "junior"))
		minimum := pick(&drawer{T: t}, "minimum", 4.5, 5.8, 3.6, 0.07)
		c := nineYear(few, many, math.Round(minimum*(few+1.1*many)*1e6)/1e6)
		price := whole(area, 3000, 5)
		price.Whole = rapid.Bool().Draw(t, "whole")
		c.Costs = []model.Cost{price}
		p := &plan.Problem{
			County: c, Standard: judge(split(minimum)), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}},
		}
		out, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, plan.Optimal, out.Status)
		require.Zero(t, out.Cost.Total)
		require.Zero(t, out.Goals[0].Bound)
		require.Empty(t, verify.Check(c, out).Faults)
	})
}
