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
		of := func(row int) (float64, bool) {
			s := v.section(row)
			x, ok := values[[3]string{s.School, s.Stage, m}]
			return x, ok
		}
		v.ratio(Measure{m, m, m, ""}, 1, func(row int) (float64, float64, bool) {
			x, ok := of(row)
			return x * v.pupils(row), v.pupils(row), ok
		})
		v.extreme(Measure{m + "_lowest", m + ", lowest section", m + "最低", ""}, -1, of)
		v.extreme(Measure{m + "_highest", m + ", highest section", m + "最高", ""}, 1, of)
		v.ratio(Measure{m + "_covered", m + ": pupils covered", m + "覆盖率", Percent}, 1, func(row int) (float64, float64, bool) {
			if _, ok := of(row); !ok {
				return 0, v.pupils(row), true
			}
			return v.pupils(row), v.pupils(row), true
		})
	}
}
