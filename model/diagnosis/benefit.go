package diagnosis

import "slices"

// benefit is every measure of outcomes.csv: the mean, weighted by the pupils of the sections that
// have a value, the lowest and the highest section, and how many of the pupils it covers.
func (v *viewer) benefit() {
	var measures []string
	values := make(map[[3]string]float64, len(v.c.Outcomes))
	for i := range v.c.Outcomes {
		o := &v.c.Outcomes[i]
		if !slices.Contains(measures, o.Measure) {
			measures = append(measures, o.Measure)
		}
		values[[3]string{o.School, o.Stage, o.Measure}] = o.Value
	}
	for _, m := range measures {
		// covered adds up value times pupils and pupils of what has a value, of a section and its campuses.
		covered := func(row int) (total, pupils float64, ok bool) {
			for _, i := range v.parts[row] {
				s := &v.c.Sections[i]
				if x, has := values[[3]string{s.School, s.Stage, m}]; has {
					total, pupils = total+x*s.Pupils, pupils+s.Pupils
				}
			}
			return total, pupils, pupils > 0
		}
		mean := func(row int) (float64, bool) {
			total, pupils, ok := covered(row)
			return total / pupils, ok
		}
		v.ratio(Measure{m, m, m, ""}, 1, covered)
		v.extreme(Measure{m + "_lowest", m + ", lowest section", m + "最低", ""}, -1, mean)
		v.extreme(Measure{m + "_highest", m + ", highest section", m + "最高", ""}, 1, mean)
		v.ratio(Measure{m + "_covered", m + ": pupils covered", m + "覆盖率", Percent}, 1, func(row int) (float64, float64, bool) {
			_, pupils, _ := covered(row)
			return pupils, v.pupils(row), true
		})
	}
}
