package diagnosis

import (
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// trend warns of sections and CVs that pass and would not any more in some year ahead, if pupils go on
// to change as they did and stocks stay. The value of a section is its pupils then, the threshold its
// pupils now.
func (w *watcher) trend() {
	if !w.known {
		return
	}
	warned := make([]bool, len(w.a.Sections))
	cvWarned := make([]bool, len(w.a.Indicators))
	for year := 1; year <= w.settings.Years; year++ {
		pupils := make([]float64, len(w.a.Sections))
		for i := range w.a.Sections {
			for _, part := range w.parts[i] {
				pupils[i] += w.pupilsIn(part, year)
			}
			section := &w.a.Sections[i]
			if warned[i] || !section.Passes || pupils[i] == 0 {
				continue
			}
			_, passes := w.sectionPasses(section, func(k int) float64 {
				return w.s.Indicators[k].Per * section.Readings[k].Stock / pupils[i]
			})
			if !passes {
				warned[i] = true
				w.found = append(w.found, Warning{
					Level: Yellow, Kind: WarnTrendSection, School: section.School, Stage: section.Stage,
					Value: Number(pupils[i]), Threshold: Number(section.Pupils), Year: w.year(year),
				})
			}
		}
		for i := range w.a.Indicators {
			r := &w.a.Indicators[i]
			if cvWarned[i] || r.Limit == nil || !r.Passes {
				continue
			}
			if cv := w.cvWith(r, pupils); !standard.Within(cv, *r.Limit) {
				cvWarned[i] = true
				w.found = append(w.found, Warning{
					Level: Yellow, Kind: WarnTrendCV, Stage: r.Stage, Code: r.Code, Value: Number(cv), Threshold: Number(*r.Limit), Year: w.year(year),
				})
			}
		}
	}
}

// cvWith is the CV of an indicator with other numbers of pupils, by row; sections without any are left
// out.
func (d *diagnoser) cvWith(r *standard.IndicatorResult, pupils []float64) float64 {
	k, _ := d.s.Index(r.Code)
	var stock, weights []float64
	for _, row := range d.rows[r.Stage] {
		if pupils[row] > 0 {
			stock, weights = append(stock, d.a.Sections[row].Readings[k].Stock), append(weights, pupils[row])
		}
	}
	if d.a.Weighting == standard.Unweighted {
		return measure.UnweightedCV(stock, weights)
	}
	return measure.CV(stock, weights)
}
