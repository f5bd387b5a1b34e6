package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestChangeable(t *testing.T) {
	all := []plan.Target{{0, primary}, {1, primary}, {2, primary}, {0, junior}, {1, junior}, {2, junior}}
	people := []plan.Target{{0, primary}, {1, primary}, {0, junior}, {1, junior}}
	for name, c := range map[string]struct {
		change func(p *plan.Problem)
		want   []plan.Target
	}{
		"all levers":   {func(*plan.Problem) {}, all},
		"funding":      {func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Funding} }, []plan.Target{{2, primary}, {2, junior}}},
		"hiring":       {func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Hiring} }, people},
		"rotation":     {func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Rotation} }, people},
		"hiring plain": {func(p *plan.Problem) { p.Levers, p.County.Costs = []plan.Lever{plan.Hiring}, p.County.Costs[4:5] }, []plan.Target{{0, primary}, {0, junior}}},
		"funding for one school": {func(p *plan.Problem) {
			p.Levers, p.County.Costs = []plan.Lever{plan.Funding}, []model.Cost{{Category: rooms, School: "D"}}
		}, []plan.Target{{2, junior}}},
		"nothing priced": {func(p *plan.Problem) { p.Levers, p.County.Costs = []plan.Lever{plan.Funding, plan.Hiring}, nil }, nil},
		"chosen":         {func(p *plan.Problem) { p.Indicators, p.Stages = []string{"K"}, []string{junior} }, []plan.Target{{1, junior}}},
		"one section cannot rotate": {func(p *plan.Problem) {
			p.Levers = []plan.Lever{plan.Rotation}
			p.County.Sections = append(p.County.Sections[:3:3], p.County.Sections[4]) // C/junior is gone
		}, people[:2]},
		"nobody of the kind": {func(p *plan.Problem) {
			p.Levers = []plan.Lever{plan.Rotation}
			for i := range p.County.Sections[:3] {
				p.County.Sections[i].Stocks[model.TeachersBackbone] = 0
			}
		}, []plan.Target{{0, primary}, {0, junior}, {1, junior}}},
		"a stock that only lowers": {func(p *plan.Problem) {
			p.Levers = []plan.Lever{plan.Funding}
			p.Standard.Indicators[2].Stock = []standard.Term{{Column: "halls", Sign: 1}, {Column: rooms, Sign: -1}}
			for i := range p.County.Schools {
				p.County.Schools[i].Stocks["halls"] = 9
			}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := problem()
			c.change(p)
			got, err := p.Changeable()
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}
