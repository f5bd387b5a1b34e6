package diagnosis

import "github.com/eduparity/eduparity/model/standard"

// sectionPasses applies the section rule to other values than those that were assessed, by indicator.
func (d *diagnoser) sectionPasses(section *standard.SectionResult, value func(k int) float64) (met int, passes bool) {
	values := make([]float64, len(section.Readings))
	for k := range values {
		values[k] = value(k)
	}
	return d.s.SectionPasses(section.Stage, values)
}
