package verify

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Every row that cannot be, with what is said of it.
func TestUnreadableRows(t *testing.T) {
	cases := []struct {
		row  string
		m    float64
		want string
	}{
		{"cv", 1, "no such row"},
		{"nonsense:1", 1, "no such row"},
		{"cv:T/primary", -1, "must not be negative"},
		{"cv:T/primary", math.NaN(), "must be a number"},
		{"cv:U/primary", 1, `no indicator "U" in stage "primary"`},
		{"cv:T", 1, "no such row"},
		{"cut:T/primary/A/x", 1, `"x": must be a number`},
		{"cut:T/primary/A", 1, `"A": must be a number`},
		{"cut:T/primary/Z/1", 1, `school "Z" has no stage "primary"`},
		{"cut:T/junior/A/1", 1, `school "A" has no stage "junior"`},
		{"secant:T/primary/A/1.5", 1, "must be whole"},
		{"minimum:T/primary/Z", 1, `school "Z" has no stage`},
		{"minimum:T/A", 1, "no such row"},
		{"rule:primary/A", 1, "no goal asks for the section rule"},
		{"spending:0", 1, "no such limit"},
		{"moves:x", 1, "no such limit"},
		{"fund:F", 1, "no such fund"},
		{"teachers:primary/A", 1, "no floor"},
		{"teachers:primary/A/nobody", 1, `no kind of teacher "nobody"`},
		{"headcount:primary/A", 1, "need not keep its number"},
		{"balance:nobody/primary", 1, `no kind of teacher "nobody"`},
		{"posts:0", 1, "no such post"},
		{"goal:0", 1, "no such earlier goal"},
		{"lock:0", 1, "no lock of one action"},
		{"composite:primary", 1, "nothing limits this mean"},
		{"composite:primary", -1, "must not be negative"},
		{"composite:senior", 1, "no such stage"},
		{"composite:primary/A", 1, "no such stage"},
		{"slope:T/primary", 1, "no such row"},
		{"slope:T/primary/Z", 1, `school "Z" has no stage "primary"`},
	}
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	for _, c := range cases {
		_, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: c.row, Multiplier: c.m}}})
		require.ErrorIs(t, err, ErrCertificate, c.row)
		require.ErrorContains(t, err, c.want, c.row)
	}
	// All at once.
	_, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "a", Multiplier: 1}, {Row: "b", Multiplier: 1}}})
	require.ErrorContains(t, err, `"a"`)
	require.ErrorContains(t, err, `"b"`)
	// A level of dispersion is no sum.
	earlier := []plan.GoalResult{{Name: plan.Dispersion, Value: 1}}
	_, err = Bound(p, earlier, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "goal:0", Multiplier: 1}}})
	require.ErrorContains(t, err, "dispersion is no sum")
}

// Secants hold only where stocks are whole and the mean cannot change.
func TestInvalidSecants(t *testing.T) {
	secant := func(p *plan.Problem) error {
		_, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "secant:T/primary/A/5", Multiplier: 1}}})
		return err
	}
	require.NoError(t, secant(twoSections(plan.Goal{Name: plan.CostGoal})))

	p := twoSections(plan.Goal{Name: plan.CostGoal})
	p.Levers = append(p.Levers, plan.Hiring)
	require.NoError(t, secant(p), "nobody is to be had")
	p.County.Costs = append(p.County.Costs, model.Cost{Category: "hire:plain", Unit: "person", Cost: 9, Nature: model.Recurrent, Whole: true})
	require.ErrorContains(t, secant(p), "teachers of kind plain may be hired")
	p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: ptr(8)}}
	require.NoError(t, secant(p), "nobody can be paid")

	p = twoSections(plan.Goal{Name: plan.CostGoal})
	p.Standard.Weighting = "none"
	require.ErrorContains(t, secant(p), "changes with every move")
	p.Levers = []plan.Lever{plan.Funding}
	require.NoError(t, secant(p), "nobody moves")

	p = twoSections(plan.Goal{Name: plan.CostGoal})
	p.County = smallCounty(0, 0)
	require.ErrorContains(t, secant(p), "nothing of the stock")

	p = twoSections(plan.Goal{Name: plan.CostGoal})
	p.Standard.Indicators[0].Stock[0].Column = "desks"
	for i := range p.County.Sections {
		p.County.Sections[i].Stocks["desks"] = 2.5
	}
	require.ErrorContains(t, secant(p), "the stock is not whole")
	for i := range p.County.Sections {
		p.County.Sections[i].Stocks["desks"] = 2
	}
	require.NoError(t, secant(p))
	p.Levers = append(p.Levers, plan.Funding)
	p.County.Costs = append(p.County.Costs, model.Cost{Category: "desks", Unit: "desk", Cost: 9, Nature: model.Capital})
	require.ErrorContains(t, secant(p), "desks may be bought")
}

// Slopes hold only where the mean cannot change.
func TestInvalidSlopes(t *testing.T) {
	slope := func(p *plan.Problem) error {
		_, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "slope:T/primary/A", Multiplier: -1}}})
		return err
	}
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	require.NoError(t, slope(p))
	p.Standard.Weighting = "none"
	require.ErrorContains(t, slope(p), "changes with every move")
	p = twoSections(plan.Goal{Name: plan.CostGoal})
	p.Levers = append(p.Levers, plan.Hiring)
	p.County.Costs = append(p.County.Costs, model.Cost{Category: "hire:plain", Unit: "person", Cost: 9, Nature: model.Recurrent, Whole: true})
	require.ErrorContains(t, slope(p), "teachers of kind plain may be hired")
}

// Names of ids with special characters are escaped as in keys.
func TestNamesAreEscaped(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	p.County.Schools[0].ID, p.County.Sections[0].School = "A/1:%", "A/1:%"
	row := "cut:T/primary/" + plan.Escape("A/1:%") + "/1.5"
	_, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: row, Multiplier: 1}}})
	require.NoError(t, err)
}

// What a tally says is right to its own slack, against sums in twice the precision.
func TestTally(t *testing.T) {
	var sum tally
	for i := range 1000 {
		x := 1 / float64(i+1)
		sum.add(x * 1e6)
		sum.add(-x * 1e6)
		sum.add(x)
	}
	want := 7.485470860550345 // the thousandth harmonic number
	require.InDelta(t, want, sum.value(), 1e-9)
	require.LessOrEqual(t, sum.low(), want)
	require.GreaterOrEqual(t, sum.high(), want)
	require.Less(t, sum.high()-sum.low(), 1e-6)

	var product, scaled tally
	product.addProduct(sum, sum)
	require.LessOrEqual(t, product.low(), want*want)
	require.GreaterOrEqual(t, product.high(), want*want)
	scaled.addTimes(-3, sum)
	require.LessOrEqual(t, scaled.low(), -3*want)
	require.GreaterOrEqual(t, scaled.high(), -3*want)
}
