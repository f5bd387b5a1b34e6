package plan_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func prices(t *testing.T, c *model.County) *plan.Prices {
	t.Helper()
	p, err := plan.NewPrices(c)
	require.NoError(t, err)
	return p
}

func TestPrices(t *testing.T) {
	p := prices(t, county())
	price, ok := p.Of(rooms, "A")
	require.True(t, ok)
	require.Equal(t, plan.Price{Cost: 30000, Nature: model.Capital, Whole: true, Max: 5, Unit: "room"}, price)
	price, ok = p.Of(rooms, "C")
	require.True(t, ok)
	require.Equal(t, 35000.0, price.Cost, "the school's own line wins")
	require.True(t, math.IsInf(price.Max, 1))
	_, ok = p.Of("books", "A")
	require.False(t, ok)
	for _, name := range []string{"hire:above_degree+backbone", "hire:backbone+above_degree", "hire:teachers_backbone+above_degree"} {
		price, ok = p.Of(name, "A")
		require.True(t, ok, name)
		require.Equal(t, 120000.0, price.Cost)
	}
	_, ok = p.Of("hire:above_degree", "A")
	require.False(t, ok)
	require.Equal(t, []string{rooms, "desks"}, p.Stocks())
	require.Equal(t, []string{backbone, plain}, []string{p.HireKinds()[0].Name, p.HireKinds()[1].Name})
}

func TestPricesByYear(t *testing.T) {
	c := county()
	line := func(year int, cost float64, school string) model.Cost {
		return model.Cost{Category: "books", Cost: cost, Nature: model.Capital, Year: year, School: school}
	}
	c.Costs = []model.Cost{line(2026, 3, ""), line(0, 1, ""), line(2027, 9, ""), line(2024, 2, ""), line(2020, 5, "A")}
	price, ok := prices(t, c).Of("books", "B")
	require.True(t, ok)
	require.Equal(t, 3.0, price.Cost, "the latest that is not after 2026")
	price, _ = prices(t, c).Of("books", "A")
	require.Equal(t, 5.0, price.Cost, "the school's line wins over a later one for all")
}

func TestMovePrice(t *testing.T) {
	c := county()
	p := prices(t, c)
	cost, nature := p.Move("A", math.NaN())
	require.Equal(t, 1000.0, cost)
	require.Equal(t, model.Recurrent, nature)
	cost, _ = p.Move("C", 0)
	require.Equal(t, 5000.0, cost, "the receiving school's line")
	_, flat := p.FlatMoves()
	require.False(t, flat)
	require.False(t, p.PerKM())

	c.Costs = []model.Cost{
		{Category: model.CategoryMove, Cost: 1000, Nature: model.Recurrent},
		{Category: model.CategoryMoveKM, Cost: 3, Nature: model.Recurrent},
	}
	p = prices(t, c)
	cost, _ = p.Move("A", 2500)
	require.Equal(t, 1007.5, cost)
	require.True(t, p.PerKM())
	_, flat = p.FlatMoves()
	require.False(t, flat)

	c.Costs = nil
	p = prices(t, c)
	cost, nature = p.Move("A", math.NaN())
	require.Zero(t, cost, "no line: free")
	require.Equal(t, model.Recurrent, nature)
	each, flat := p.FlatMoves()
	require.True(t, flat)
	require.Zero(t, each)
}

func TestPricesErrors(t *testing.T) {
	c := county()
	c.Costs = append(c.Costs, model.Cost{Category: "hire:above_degree+backbone", Cost: 1, Nature: model.Recurrent})
	_, err := plan.NewPrices(c)
	require.ErrorContains(t, err, "another line has a price of hire:above_degree+backbone for the same year and school")

	c = county()
	c.Costs = []model.Cost{{Category: "hire:backbon", Cost: 1, Nature: model.Recurrent}}
	_, err = plan.NewPrices(c)
	require.ErrorContains(t, err, `did you mean "backbone"`)
	var data *model.DataError
	require.ErrorAs(t, err, &data)
	require.Equal(t, model.TableCosts, data.File)
}

func TestPricesOfGivenKinds(t *testing.T) {
	c := county()
	kind := func(name, subject string) model.Kind {
		return model.Kind{Name: name, Attributes: []string{model.TeachersBackbone}, Subject: subject}
	}
	c.Staff = []model.Staff{
		{School: "A", Stage: primary, Kind: kind("maths", "maths"), Count: 1},
		{School: "A", Stage: primary, Kind: kind("music", "music"), Count: 1},
	}
	c.Costs = []model.Cost{{Category: "hire:maths", Cost: 1, Nature: model.Recurrent}}
	require.Equal(t, kind("maths", "maths"), prices(t, c).HireKinds()[0])
	c.Costs[0].Category = "hire:backbone"
	_, err := plan.NewPrices(c)
	require.ErrorContains(t, err, `"backbone" may be maths or music: use the name of one`)
}

func TestFunds(t *testing.T) {
	p := problem()
	require.Empty(t, plan.Funds(p))
	require.False(t, p.Funded())

	p.Limits = []plan.Limit{most(plan.LimitSpending, 0)}
	require.True(t, p.Funded())
	require.Equal(t, []model.Fund{{ID: "budget", Year: 2026, Amount: 0, Nature: model.AnyNature, Categories: []string{"any"}}}, plan.Funds(p))

	p.County.Funds = []model.Fund{{ID: "old", Year: 2024}, {ID: "now", Year: 2025}, {ID: "any"}, {ID: "later", Year: 2026}}
	require.Equal(t, 2025, p.Year())
	funds := plan.Funds(p)
	require.Equal(t, []string{"now", "any"}, []string{funds[0].ID, funds[1].ID})
	require.Len(t, funds, 2)

	p.County.Funds = p.County.Funds[:1]
	require.Empty(t, plan.Funds(p), "only a fund of another year")
	require.True(t, p.Funded(), "so nothing may be spent")
}

func TestPays(t *testing.T) {
	rural := model.School{Area: model.AreaRural, Kind: model.KindPrimary}
	for name, c := range map[string]struct {
		fund     model.Fund
		category string
		nature   model.Nature
		want     bool
	}{
		"named":            {model.Fund{Categories: []string{rooms}, Nature: model.Capital}, rooms, model.Capital, true},
		"any":              {model.Fund{Categories: []string{"any"}, Nature: model.AnyNature}, model.CategoryHire, model.Recurrent, true},
		"another category": {model.Fund{Categories: []string{"hire"}, Nature: model.AnyNature}, rooms, model.Capital, false},
		"another nature":   {model.Fund{Categories: []string{"any"}, Nature: model.Capital}, model.CategoryMove, model.Recurrent, false},
		"area":             {model.Fund{Categories: []string{"any"}, Areas: []model.Area{model.AreaRural}}, rooms, model.Capital, true},
		"another area":     {model.Fund{Categories: []string{"any"}, Areas: []model.Area{model.AreaCity}}, rooms, model.Capital, false},
		"another kind":     {model.Fund{Categories: []string{"any"}, Kinds: []model.SchoolKind{model.KindJunior}}, rooms, model.Capital, false},
		"nothing":          {model.Fund{}, rooms, model.Capital, false},
	} {
		require.Equal(t, c.want, plan.Pays(c.fund, c.category, c.nature, rural), name)
	}
}
