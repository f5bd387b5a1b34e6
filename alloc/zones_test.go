package alloc_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// zoned is a county of a few schools that barred ways divide into zones: by school, its zone.
func zoned(t *rapid.T) (c *model.County, zone []int) {
	c = &model.County{Name: "Zones", Year: 2025}
	n := rapid.IntRange(2, 6).Draw(t, "schools")
	for i := range n {
		pupils := rapid.SampledFrom([]float64{100, 100, 60, 150, 37}).Draw(t, "pupils")
		teachers := float64(rapid.IntRange(0, 9).Draw(t, "teachers"))
		if i == 0 {
			teachers = max(4, teachers) // somebody to move
		}
		addSection(c, fmt.Sprint("S", i), pupils, model.Stocks{model.Teachers: teachers})
		zone = append(zone, rapid.IntRange(0, 2).Draw(t, "zone"))
	}
	for i := range zone {
		for j := range zone {
			if i != j {
				c.Travel = append(c.Travel, model.Trip{
					From: c.Schools[i].ID, School: c.Schools[j].ID, Metres: float64(1000 * rapid.IntRange(1, 9).Draw(t, "km")), Barrier: zone[i] != zone[j],
				})
			}
		}
	}
	return c, zone
}

// TestExchangeInsideZones compares the exchange route with the general one where barred ways divide the
// schools into zones, with least stocks and limits on leaving that are not whole: the same values, moves
// inside zones only, and certificates that prove them.
func TestExchangeInsideZones(t *testing.T) {
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		c, zone := zoned(t)
		goal := rapid.SampledFrom([]plan.GoalName{plan.Moves, plan.Dispersion}).Draw(t, "goal")
		var limits []plan.Limit
		if goal == plan.Moves {
			// No CV comes to one of these by chance, where rounding would decide.
			limits = append(limits, cvLimit(rapid.SampledFrom([]float64{0.1037, 0.2071, 0.4113, 0.7919}).Draw(t, "cv")))
		}
		if share := rapid.SampledFrom([]float64{0, 0.3, 0.55}).Draw(t, "share"); share > 0 {
			limits = append(limits, plan.Limit{What: plan.LimitLeaveShare, Max: &share})
		}
		if least := rapid.SampledFrom([]float64{0, 1.5, 2}).Draw(t, "least"); least > 0 {
			limits = append(limits, plan.Limit{What: plan.LimitTeachers, Min: &least})
		}
		if most := rapid.SampledFrom([]float64{0, 2, 3.5}).Draw(t, "most moves"); most > 0 {
			limits = append(limits, plan.Limit{What: plan.LimitMoves, Max: &most})
		}
		p := rotation(c, oneIndicator(model.Teachers), goal, limits...)
		by := func(route string) *plan.Plan {
			out, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: route}}.Plan(t.Context(), p)
			require.NoError(t, err)
			return out
		}
		auto := by("auto")
		if auto.Run.Route != "exchange" {
			require.Equal(t, "outer", auto.Run.Route) // a floor above what is there
			return
		}
		general := by("outer")
		require.Equal(t, general.Status, auto.Status)
		compared++
		require.Empty(t, verify.Check(c, auto).Faults)
		at := map[string]int{}
		for i := range c.Schools {
			at[c.Schools[i].ID] = zone[i]
		}
		for _, a := range auto.Actions {
			require.Equal(t, at[a.From], at[a.To], "%v crosses a barred way", a)
		}
		require.Len(t, auto.Goals, len(general.Goals))
		for i := range auto.Goals {
			require.InDelta(t, general.Goals[i].Value, auto.Goals[i].Value, 1e-6)
			require.Equal(t, plan.Optimal, auto.Goals[i].Status)
			require.InDelta(t, auto.Goals[i].Value, auto.Goals[i].Bound, 1e-9)
		}
	})
	require.Positive(t, compared)
}

// TestBarredWaysThatAreNoZones leave a chain: the route that takes the best exchange each time is not for it.
func TestBarredWaysThatAreNoZones(t *testing.T) {
	c := &model.County{Name: "Chain", Year: 2025}
	for i, teachers := range []float64{9, 4, 1} {
		addSection(c, fmt.Sprint("S", i), 100, model.Stocks{model.Teachers: teachers})
	}
	for i := range 3 {
		for j := range 3 {
			if i != j {
				c.Travel = append(c.Travel, model.Trip{From: c.Schools[i].ID, School: c.Schools[j].ID, Metres: 1000, Barrier: i+j == 2})
			}
		}
	}
	p := rotation(c, oneIndicator(model.Teachers), plan.Dispersion)
	require.Equal(t, "outer", solve(t, p, "auto").Run.Route)
	_, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: "exchange"}}.Plan(t.Context(), p)
	require.ErrorContains(t, err, "barred ways do not divide the sections into zones")
}

// TestPricesOfZonesAreChecked spoils the certificate of a plan in zones: without a price for every zone it is
// none, and with any other prices it proves no more.
func TestPricesOfZonesAreChecked(t *testing.T) {
	c := &model.County{Name: "Zones", Year: 2025}
	for i, teachers := range []float64{9, 12, 1, 2} {
		addSection(c, fmt.Sprint("S", i), 100, model.Stocks{model.Teachers: teachers})
	}
	for i := range 4 {
		for j := range 4 {
			if i != j {
				c.Travel = append(c.Travel, model.Trip{From: c.Schools[i].ID, School: c.Schools[j].ID, Metres: 1000, Barrier: i%2 != j%2})
			}
		}
	}
	p := rotation(c, oneIndicator(model.Teachers), plan.Moves, cvLimit(0.2071))
	out := solve(t, p, "exchange")
	require.Equal(t, plan.Optimal, out.Status)
	data := out.Goals[0].Certificate.Data
	require.Len(t, data.Exchange, 2)
	proved, err := verify.ExchangeBound(p, nil, plan.Moves, data)
	require.NoError(t, err)
	require.Equal(t, out.Goals[0].Value, proved)
	for _, change := range []float64{-0.05, -0.01, 0.01, 0.05} {
		for zone := range 2 {
			spoilt := plan.CertificateData{Exchange: slices.Clone(data.Exchange)}
			spoilt.Exchange[zone].Level += change
			got, err := verify.ExchangeBound(p, nil, plan.Moves, &spoilt)
			require.NoError(t, err)
			require.LessOrEqual(t, got, proved)
		}
	}
	for _, few := range [][]plan.ExchangePrice{data.Exchange[:1], {data.Exchange[0], {Stage: data.Exchange[1].Stage, Code: data.Exchange[1].Code, Level: data.Exchange[1].Level, Move: 1}}} {
		_, err = verify.ExchangeBound(p, nil, plan.Moves, &plan.CertificateData{Exchange: few})
		require.ErrorIs(t, err, verify.ErrCertificate)
	}
}
