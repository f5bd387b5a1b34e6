package main

import (
	"fmt"
	"io/fs"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/internal/realdata"
	"github.com/eduparity/eduparity/model"
)

// small is the number of pupils below which a school may merge.
const small = 50

// taiwan says what merging small schools would change.
func (p *page) taiwan(data fs.FS) error {
	p.line("")
	p.line("2. Taiwan, primary schools 2024: as many schools of fewer than %d pupils as can be merge, with their teachers, into schools at", small)
	p.line("most so many km away in a straight line, with the least travel; kept: small schools that no other school is near enough for, or")
	p.line("that take others. Pupils live at their school, so that their way is the way to the other one.")
	p.line("")
	p.row("county", "schools", "small", "km", "merge", "kept", "CV of teachers per pupil", "then", "pupils moved", "their km", "farthest", "seconds")
	for _, name := range realdata.TaiwanCounties() {
		c, err := realdata.Taiwan(data, name, small)
		if err != nil {
			return err
		}
		for _, km := range []float64{3, 5, 8} {
			pl, seconds, err := p.solve(&plan.Problem{
				County: c, Standard: one(model.Teachers), Levers: []plan.Lever{plan.Siting}, Goals: goals(plan.CostGoal, plan.Travel),
				Limits: []plan.Limit{{What: plan.LimitRadius, Max: pointer(1000 * km)}, {What: plan.LimitWholePieces, On: true}},
			}, 0)
			if err != nil {
				return err
			}
			if pl.Status != plan.Optimal {
				return fmt.Errorf("%s, %v km: %s", name, km, pl.Status)
			}
			var moved, farthest float64
			for i := range pl.Places.Pieces {
				x := &pl.Places.Pieces[i]
				moved += x.Pupils
				farthest = max(farthest, *x.MetresAfter/1000)
			}
			merged := len(pl.Actions)
			p.row(name, len(c.Schools), len(c.Candidates), km, merged, len(c.Candidates)-merged, fmt.Sprintf("%.3f", *pl.Before.Indicators[0].CV),
				fmt.Sprintf("%.3f", *pl.After[0].Indicators[0].CV), fmt.Sprintf("%.0f", moved), fmt.Sprintf("%.2f", pl.Goals[1].Value/moved),
				fmt.Sprintf("%.2f", farthest), fmt.Sprintf("%.1f", seconds))
		}
	}
	return nil
}
