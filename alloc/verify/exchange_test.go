package verify

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// counted is a standard of one indicator without rules.
func counted(stock string) *standard.Standard {
	return &standard.Standard{Name: "one", Indicators: []standard.Indicator{{
		Code: "T", Unit: "persons", Stock: []standard.Term{{Column: stock, Sign: 1}}, Per: 1,
	}}}
}

// oneKind draws a county of two to four primary sections with teachers, some of them backbone teachers.
func oneKind(t *rapid.T) *model.County {
	c := smallCounty(make([]float64, rapid.IntRange(2, 4).Draw(t, "sections"))...)
	for i := range c.Sections {
		s := &c.Sections[i]
		n := rapid.IntRange(1, 7).Draw(t, "teachers")
		s.Pupils = float64(rapid.IntRange(10, 80).Draw(t, "pupils"))
		s.Stocks[model.Teachers] = float64(n)
		s.Stocks[model.TeachersBackbone] = float64(rapid.IntRange(0, n).Draw(t, "backbone"))
		s.Stocks[model.Classes] = float64(rapid.IntRange(1, 5).Draw(t, "classes"))
	}
	return c
}

// A spread is a way to share out a stock, with the moves that it takes.
type spread struct {
	z     []float64
	moves float64
}

// spreads lists every way to share out the stock of a problem that its rules permit, by the fewest
// moves: one for each unit that leaves a section.
func spreads(t require.TestingT, p *plan.Problem, stock string) []spread {
	g, err := groundOf(p)
	require.NoError(t, err)
	st := &g.stages[0]
	var total float64
	before := make([]float64, len(st.rows))
	for i, row := range st.rows {
		before[i] = row.Stock[0]
		total += before[i]
	}
	var found []spread
	z := make([]float64, len(before))
	var fill func(i int, left float64)
	fill = func(i int, left float64) {
		if i == len(z)-1 {
			z[i] = left
			if s := (spread{append([]float64(nil), z...), 0}); permitted(p, g, before, &s, stock) {
				found = append(found, s)
			}
			return
		}
		for n := 0.0; n <= left; n++ {
			z[i] = n
			fill(i+1, left-n)
		}
	}
	fill(0, total)
	return found
}

func groundOf(p *plan.Problem) (*ground, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	return newGround(r), nil
}

// permitted says whether stocks keep the rules, which are written out here once more: leave shares by
// kind, floors of all teachers, swaps where headcounts are kept, and the limit on moves.
func permitted(p *plan.Problem, g *ground, before []float64, s *spread, stock string) bool {
	share := 1.0
	for _, l := range p.LimitsOn(plan.LimitLeaveShare) {
		share = *l.Max
	}
	for i := range before {
		c := &p.County.Sections[i]
		teachers, backbone := c.Stocks[model.Teachers], c.Stocks[model.TeachersBackbone]
		with, without := math.Floor(share*(teachers-backbone)+1e-9)+math.Floor(share*backbone+1e-9), 0.0
		if stock == model.TeachersBackbone {
			with, without = math.Floor(share*backbone+1e-9), math.Floor(share*(teachers-backbone)+1e-9)
		}
		less := before[i] - s.z[i]
		s.moves += max(0, less)
		if less > with || (p.Headcount() && -less > without) {
			return false
		}
		// Where others are there too, they may fill up what the floor asks for.
		if len(p.LimitsOn(plan.LimitTeachers)) > 0 && (stock == model.Teachers || (len(g.r.Kinds) == 1 && before[i] == teachers)) && s.z[i] < min(teachers, c.Stocks[model.Classes]) {
			return false
		}
	}
	if most, ok := p.MovesCap(); ok && s.moves > most {
		return false
	}
	return true
}

func (s *spread) cv(p *plan.Problem) float64 {
	pupils := make([]float64, len(s.z))
	for i := range pupils {
		pupils[i] = p.County.Sections[i].Pupils
	}
	return measure.CV(s.z, pupils)
}

// Whatever the prices: no way to share out teachers needs fewer moves, or is more even, than they say.
func TestNoSpreadIsBelowTheExchangeBound(t *testing.T) {
	tight := 0
	rapid.Check(t, func(t *rapid.T) {
		stock := rapid.SampledFrom([]string{model.Teachers, model.TeachersBackbone}).Draw(t, "stock")
		p := &plan.Problem{
			County: oneKind(t), Standard: counted(stock), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Moves}},
		}
		if (stock == model.Teachers || rapid.Bool().Draw(t, "also")) && rapid.Bool().Draw(t, "floor") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes})
		}
		if rapid.Bool().Draw(t, "share") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitLeaveShare, Max: ptr(0.5)})
		}
		if stock == model.TeachersBackbone && rapid.Bool().Draw(t, "swaps") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitHeadcount, On: true})
		}
		if rapid.Bool().Draw(t, "few") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitMoves, Max: ptr(float64(rapid.IntRange(0, 4).Draw(t, "moves")))})
		}
		all := spreads(t, p, stock)
		pick := all[rapid.IntRange(0, len(all)-1).Draw(t, "pick")]
		limit := pick.cv(p)
		if math.IsNaN(limit) {
			return
		}
		p.Limits = append(p.Limits, plan.Limit{What: plan.LimitCV, Max: &limit})
		fewest, evenest := math.Inf(1), math.Inf(1)
		for _, s := range all {
			cv := s.cv(p)
			evenest = min(evenest, cv)
			if cv <= limit {
				fewest = min(fewest, s.moves)
			}
		}
		g, err := groundOf(p)
		require.NoError(t, err)
		even := *p
		even.Goals = []plan.Goal{{Name: plan.Dispersion}}
		ge, err := groundOf(&even)
		require.NoError(t, err)
		moves, ratio := 0.0, 0.0
		for level := 0.0; level < 0.4; level += 0.02 {
			for move := 0.0; move < 0.4; move += 0.04 {
				data := &plan.CertificateData{Exchange: []plan.ExchangePrice{{Stage: primary, Code: "T", Level: level, Move: move}}}
				l, err := exchangeBound(g, nil, plan.Moves, data)
				require.NoError(t, err)
				require.LessOrEqual(t, l, fewest)
				moves = max(moves, l)
				l, err = exchangeBound(ge, nil, plan.Dispersion, data)
				require.NoError(t, err)
				require.LessOrEqual(t, l*limit, evenest*(1+1e-12))
				ratio = max(ratio, l*limit)
				l, err = exchangeBound(g, nil, "", data)
				require.NoError(t, err)
				require.LessOrEqual(t, l, 0.0)
			}
		}
		if moves == fewest && fewest > 0 {
			tight++
		}
	})
	require.NotZero(t, tight)
}

func TestExchangeProvesThatThereIsNoPlan(t *testing.T) {
	p := &plan.Problem{
		County: smallCounty(6, 1), Standard: counted(model.Teachers), Levers: []plan.Lever{plan.Rotation},
		Goals: []plan.Goal{{Name: plan.Moves}}, Limits: []plan.Limit{{What: plan.LimitCV, Max: ptr(0.1)}},
	}
	// 7 teachers on equal sections: (4, 3) at best, CV 1/7.
	data := &plan.CertificateData{Exchange: []plan.ExchangePrice{{Stage: primary, Code: "T", Level: 0.07}}}
	l, err := ExchangeBound(p, nil, "", data)
	require.NoError(t, err)
	require.Positive(t, l)
	// At 0.2 it takes 2 moves; one is allowed.
	p.Limits[0].Max = ptr(0.2)
	data.Exchange[0] = plan.ExchangePrice{Stage: primary, Code: "T", Level: 0.05, Move: 0.04}
	l, err = ExchangeBound(p, nil, plan.Moves, data)
	require.NoError(t, err)
	require.Equal(t, 2.0, l)
	l, err = ExchangeBound(p, nil, "", data)
	require.NoError(t, err)
	require.LessOrEqual(t, l, 0.0)
	p.Limits = append(p.Limits, plan.Limit{What: plan.LimitMoves, Max: ptr(1)})
	l, err = ExchangeBound(p, nil, "", data)
	require.NoError(t, err)
	require.Equal(t, 1.0, l)
}

func TestUnreadableExchange(t *testing.T) {
	at := func(change func(p *plan.Problem, price *plan.ExchangePrice)) error {
		p := twoSections(plan.Goal{Name: plan.Moves})
		price := plan.ExchangePrice{Stage: primary, Code: "T", Level: 0.1, Move: 0.1}
		change(p, &price)
		_, err := ExchangeBound(p, nil, p.Goals[0].Name, &plan.CertificateData{Exchange: []plan.ExchangePrice{price}})
		return err
	}
	require.NoError(t, at(func(*plan.Problem, *plan.ExchangePrice) {}))
	for want, change := range map[string]func(p *plan.Problem, price *plan.ExchangePrice){
		"no such indicator": func(_ *plan.Problem, price *plan.ExchangePrice) { price.Code = "U" },
		"not negative":      func(_ *plan.Problem, price *plan.ExchangePrice) { price.Move = -0.1 },
		"must be numbers":   func(_ *plan.Problem, price *plan.ExchangePrice) { price.Level = math.NaN() },
		"goal cost has no exchange prices": func(p *plan.Problem, _ *plan.ExchangePrice) {
			p.Goals[0].Name = plan.CostGoal
		},
		"may be hired": func(p *plan.Problem, _ *plan.ExchangePrice) {
			p.Levers = append(p.Levers, plan.Hiring)
			p.County.Costs = append(p.County.Costs, model.Cost{Category: "hire:plain", Unit: "person", Cost: 9, Nature: model.Recurrent, Whole: true})
		},
		"not weighted by pupils": func(p *plan.Problem, _ *plan.ExchangePrice) {
			p.Standard.Weighting, p.Levers = standard.Unweighted, []plan.Lever{plan.Funding}
		},
		"unweighted sections changes": func(p *plan.Problem, _ *plan.ExchangePrice) { p.Standard.Weighting = standard.Unweighted },
		"counts as 2": func(p *plan.Problem, _ *plan.ExchangePrice) {
			for i := range p.County.Sections {
				s := &p.County.Sections[i]
				s.Stocks[model.TeachersBackbone] = s.Stocks[model.Teachers]
			}
			p.Standard.Indicators[0].Stock = append(p.Standard.Indicators[0].Stock, standard.Term{Column: model.TeachersBackbone, Sign: 1})
		},
	} {
		err := at(change)
		require.ErrorIs(t, err, ErrCertificate, want)
		require.ErrorContains(t, err, want)
	}
	_, err := ExchangeBound(twoSections(plan.Goal{Name: plan.Moves}), nil, plan.Moves, nil)
	require.ErrorContains(t, err, "no exchange prices")
}
