package diagnosis

import "github.com/eduparity/eduparity/model/standard"

// sectionPasses applies the section rule to other values than those that were assessed, by indicator.
func (d *diagnoser) sectionPasses(section *standard.SectionResult, value func(k int) float64) (met int, passes bool) {
	counted, near := 0, 0
	for k := range section.Readings {
		minimum := section.Readings[k].Minimum
		if minimum == nil {
			continue
		}
		counted++
		switch v := value(k); {
		case v >= *minimum:
			met++
		case v >= d.s.Floor(k, section.Stage):
			near++
		}
	}
	return met, met >= d.s.Section.Required(counted) && met+near == counted
}
