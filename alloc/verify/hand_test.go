package verify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Bounds of hand-made multipliers, good and bad, worked out on paper: every box and every price once.
// Two sections of 100 pupils with 6 and 2 teachers, a move costs 3 yuan.
func TestBoundByHand(t *testing.T) {
	row := func(name string, m float64) plan.RowMultiplier { return plan.RowMultiplier{Row: name, Multiplier: m} }
	cases := map[string]struct {
		change func(p *plan.Problem)
		goal   plan.GoalName
		rows   []plan.RowMultiplier
		want   float64
	}{
		"nothing": {goal: plan.CostGoal},
		"everybody leaves: (1 - 10) x (6 + 2)": {
			goal: plan.Moves, rows: []plan.RowMultiplier{row("balance:plain/primary", -10)}, want: -72,
		},
		"everybody comes, of the others: -10 x (2 + 6)": {
			goal: plan.Moves, rows: []plan.RowMultiplier{row("balance:plain/primary", 10)}, want: -80,
		},
		"half of each section may leave: -9 x (3 + 1)": {
			change: func(p *plan.Problem) {
				p.Limits = append(p.Limits, plan.Limit{What: plan.LimitLeaveShare, Max: ptr(0.5)})
			},
			goal: plan.Moves, rows: []plan.RowMultiplier{row("balance:plain/primary", -10)}, want: -36,
		},
		"the cheaper of two funds pays: 7 x -2 + 9 x -5 + 8 x (3 x (1 + 2) - 20)": {
			change: func(p *plan.Problem) {
				for _, f := range []struct {
					id     string
					amount float64
				}{{"F", 7}, {"G", 9}} {
					p.County.Funds = append(p.County.Funds, model.Fund{ID: f.id, Amount: f.amount, Nature: model.AnyNature, Categories: []string{model.CategoryAny}})
				}
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("fund:F", 2), row("fund:G", 5), row("balance:plain/primary", 20)}, want: -14 - 45 - 88,
		},
		"nobody may pay for it, so nobody comes": {
			change: func(p *plan.Problem) {
				p.County.Funds = []model.Fund{{ID: "F", Amount: 7, Nature: model.Capital, Categories: []string{model.CategoryAny}}}
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("balance:plain/primary", 20)},
		},
		"a limit on spending: -4 x 10 + 8 x (3 x (1 + 4) - 20)": {
			change: func(p *plan.Problem) {
				p.Limits = append(p.Limits, plan.Limit{What: plan.LimitSpending, Scope: plan.Scope{Stage: primary}, Max: ptr(10)})
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("spending:0", 4), row("balance:plain/primary", 20)}, want: -40 - 40,
		},
		"single ways: 6 leave A for B at 3 - 10 each": {
			change: func(p *plan.Problem) { p.Limits = append(keep(), plan.Limit{What: plan.LimitMoveKM, Max: ptr(50)}) },
			goal:   plan.CostGoal, rows: []plan.RowMultiplier{row("headcount:primary/B", -10)}, want: -42,
		},
		"too far": {
			change: func(p *plan.Problem) { p.Limits = append(keep(), plan.Limit{What: plan.LimitMoveKM, Max: ptr(1)}) },
			goal:   plan.CostGoal, rows: []plan.RowMultiplier{row("headcount:primary/B", -10)},
		},
		"a barred way": {
			change: func(p *plan.Problem) {
				p.Limits = keep()
				p.County.Travel = []model.Trip{{From: "A", School: "B", Metres: 5, Barrier: true}, {From: "B", School: "A", Metres: 5}}
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("headcount:primary/B", -10)},
		},
		"two of the moves are forbidden, the other is kept at 1: 3 + 10": {
			change: func(p *plan.Problem) {
				p.Limits = keep()
				p.Locks = []plan.Lock{
					{Key: "*/*/*/A/*/*/*/*", Forbid: true},
					{Key: "2026/rotation/move/B/A//primary/plain", Keep: ptr(1)},
				}
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("headcount:primary/B", -10)}, want: 13,
		},
		"a lock with a multiplier: 5 x 1 + (3 - 5) x 2, at most 2 leave B": {
			change: func(p *plan.Problem) {
				p.Locks = []plan.Lock{{Key: "2026/rotation/move/B/A//primary/plain", Keep: ptr(1)}}
			},
			goal: plan.CostGoal, rows: []plan.RowMultiplier{row("lock:0", 5)}, want: 1,
		},
		"hires for 10 yuan: 5 in either section": {
			change: hiring(10), goal: plan.CostGoal,
			rows: []plan.RowMultiplier{row("posts:0", 4), row("teachers:primary/A", 12), row("teachers:primary/B", 12), row("balance:plain/primary", -8)},
			// posts 4 x (8 - 9), floors 12 x (7 - 6 + 7 - 2); a hire costs 2 + 4 - 12, at most 5 each;
			// who leaves costs 12 - 4 - 8, who comes 3 - 12 + 4 + 8
			want: -4 + 72 - 2*5*6,
		},
		"a stock of the school": {
			change: func(p *plan.Problem) {
				p.Levers = []plan.Lever{plan.Funding}
				p.Goals[0].Name = plan.Shortfall
				of := &p.Standard.Indicators[0]
				of.Stock[0].Column, of.Split = rooms, true
				for i := range p.County.Schools {
					p.County.Schools[i].Stocks = model.Stocks{rooms: 1}
				}
				p.County.Costs = []model.Cost{{Category: rooms, Unit: "room", Cost: 1, Nature: model.Capital, MaxQuantity: ptr(1)}}
			},
			goal: plan.Shortfall,
			// top is 3 rooms: each section is short of 2/3, a room brings it to 1/3: 100 x (1/3 + 1/3)
			rows: []plan.RowMultiplier{row("minimum:T/primary/A", 100), row("minimum:T/primary/B", 100)}, want: 200.0 / 3,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := twoSections(plan.Goal{Name: c.goal})
			if c.change != nil {
				c.change(p)
			}
			require.NoError(t, p.Validate())
			l, err := Bound(p, nil, c.goal, &plan.CertificateData{Rows: c.rows})
			require.NoError(t, err)
			require.InDelta(t, c.want, l, 1e-9)
			require.LessOrEqual(t, l, c.want)
		})
	}
}

// keep is the limit that headcounts stay.
func keep() []plan.Limit { return []plan.Limit{{What: plan.LimitHeadcount, On: true}} }

// hiring lets plain teachers be had for 2 yuan, with so much money, a floor of 7 and 9 posts.
func hiring(yuan float64) func(p *plan.Problem) {
	return func(p *plan.Problem) {
		p.Levers = append(p.Levers, plan.Hiring)
		p.County.Costs = append(p.County.Costs, model.Cost{Category: "hire:plain", Unit: "person", Cost: 2, Nature: model.Recurrent, Whole: true})
		p.County.Posts = []model.Post{{Max: 9}}
		p.Limits = append(p.Limits,
			plan.Limit{What: plan.LimitSpending, Max: &yuan}, plan.Limit{What: plan.LimitTeachers, Min: ptr(7)})
	}
}
