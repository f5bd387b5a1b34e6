package diagnosis

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// opportunity is places, class size, travel as far as it is known, and after-school service.
func (v *viewer) opportunity() {
	v.places()
	v.classSizes()
	v.ways()
	v.services()
}

func (v *viewer) places() {
	v.ratio(Measure{"seats_taken", "seats taken", "学位使用率", Percent}, 1, func(row int) (float64, float64, bool) {
		seats, ok := v.stock(row, columnSeats)
		return v.pupils(row), seats, ok && seats > 0
	})
	v.ratio(Measure{"pupils_over_seats", "pupils beyond the seats", "超学位学生占比", Percent}, 1, func(row int) (float64, float64, bool) {
		seats, ok := v.stock(row, columnSeats)
		return math.Max(0, v.pupils(row)-seats), v.pupils(row), ok
	})
}

func (v *viewer) classSizes() {
	v.ratio(Measure{"class_size", "pupils per class", "平均班额", "pupils"}, 1, func(row int) (float64, float64, bool) {
		classes, ok := v.stock(row, model.Classes)
		return v.pupils(row), classes, ok && classes > 0
	})
	type size struct{ most, over, all float64 }
	sizes := make(map[[2]string]size)
	for i := range v.c.Classes {
		x := &v.c.Classes[i]
		key := [2]string{x.School, x.Stage}
		s := sizes[key]
		s.most, s.all = math.Max(s.most, x.Pupils), s.all+x.Pupils
		if limit := v.classLimit(x.Stage); limit > 0 && x.Pupils > limit {
			s.over += x.Pupils
		}
		sizes[key] = s
	}
	of := func(row int) (all size, ok bool) {
		for _, i := range v.parts[row] {
			s := &v.c.Sections[i]
			x, has := sizes[[2]string{s.School, s.Stage}]
			all = size{math.Max(all.most, x.most), all.over + x.over, all.all + x.all}
			ok = ok || has
		}
		return all, ok
	}
	v.extreme(Measure{"largest_class", "largest class", "最大班额", "pupils"}, 1, func(row int) (float64, bool) {
		if x, ok := of(row); ok {
			return x.most, true
		}
		most, ok := 0.0, false
		for _, i := range v.parts[row] {
			x, has := v.c.Sections[i].Stocks[columnLargestClass]
			most, ok = math.Max(most, x), ok || has
		}
		return most, ok
	})
	v.ratio(Measure{"in_large_classes", "pupils in classes over the limit", "超限班额学生占比", Percent}, 1,
		func(row int) (float64, float64, bool) {
			x, ok := of(row)
			return x.over, x.all, ok
		})
}

// ways are what is known of travel: who boards, who lives in the school's catchment, and how far the
// next school of the stage is.
func (v *viewer) ways() {
	v.ratio(Measure{columnBoarders, "pupils who board", "寄宿生占比", Percent}, 1, func(row int) (float64, float64, bool) {
		x, ok := v.stock(row, columnBoarders)
		return x, v.pupils(row), ok
	})
	v.ratio(Measure{"nearby", "pupils living in the catchment", "就近入学率", Percent}, 1, func(row int) (float64, float64, bool) {
		x, ok := v.stock(row, columnNearby)
		return x, v.pupils(row), ok
	})
	next := v.nextSchools()
	v.ratio(Measure{"km_to_next", "way to the next school of the stage", "至最近同学段学校的距离", "km"}, 1, func(row int) (float64, float64, bool) {
		metres := next[row]
		return metres / metresPerKM * v.pupils(row), v.pupils(row), !math.IsNaN(metres)
	})
}

const metresPerKM = 1000

// columnNearby is the number of pupils who live in the catchment of their school.
const columnNearby = "pupils_nearby"

// nextSchools is the distance from each row to the nearest other school with the stage, metres; NaN
// where it is not known. Ways are those of travel.csv, otherwise great circles.
func (v *viewer) nextSchools() []float64 {
	next := make([]float64, len(v.a.Sections))
	for i := range next {
		next[i] = math.NaN()
	}
	if v.c.Travel == nil {
		for _, stage := range v.stages {
			v.nextByAir(next, v.rows[stage])
		}
		return next
	}
	rows := make(map[[2]string]int, len(v.a.Sections))
	for i := range v.a.Sections {
		rows[[2]string{v.a.Sections[i].School, v.a.Sections[i].Stage}] = i
	}
	for i := range v.c.Travel {
		trip := &v.c.Travel[i]
		if trip.From == trip.School || trip.Barrier {
			continue
		}
		for _, stage := range v.stages {
			from, ok := rows[[2]string{trip.From, stage}]
			_, also := rows[[2]string{trip.School, stage}]
			if ok && also && !(trip.Metres >= next[from]) {
				next[from] = trip.Metres
			}
		}
	}
	return next
}

// nextByAir fills the distances between the rows of one stage. Walking along the latitudes, it need
// not look at schools that lie farther north or south than the nearest one found.
func (v *viewer) nextByAir(next []float64, rows []int) {
	place := func(row int) *model.Place { return v.c.Schools[v.school[row]].Place }
	var sorted []int
	for _, row := range rows {
		if place(row) != nil {
			sorted = append(sorted, row)
		}
	}
	slices.SortFunc(sorted, func(x, y int) int { return cmp.Compare(place(x).Lat, place(y).Lat) })
	for i, from := range sorted {
		for _, step := range []int{1, -1} {
			for j := i + step; j >= 0 && j < len(sorted); j += step {
				p, q := place(from), place(sorted[j])
				if math.Abs(q.Lat-p.Lat)*metresPerDegree >= next[from] {
					break
				}
				if metres := p.MetresTo(*q); !(metres >= next[from]) {
					next[from] = metres
				}
			}
		}
	}
}

// metresPerDegree is how far apart degrees of latitude are.
const metresPerDegree = model.EarthRadius * math.Pi / 180

func (v *viewer) services() {
	services := make(map[[2]string]*model.Service, len(v.c.Services))
	for i := range v.c.Services {
		s := &v.c.Services[i]
		services[[2]string{s.School, s.Stage}] = s
	}
	// A measure is a ratio of numbers that are added up over a section and its campuses.
	of := func(m Measure, numbers func(s *model.Service) (float64, float64)) {
		v.ratio(m, 1, func(row int) (numerator, denominator float64, ok bool) {
			for _, i := range v.parts[row] {
				if s := services[[2]string{v.c.Sections[i].School, v.c.Sections[i].Stage}]; s != nil {
					n, d := numbers(s)
					numerator, denominator = numerator+n, denominator+d
				}
			}
			return numerator, denominator, denominator > 0
		})
	}
	of(Measure{"service_served", "after-school service: served of those who want it", "课后服务满足率", Percent}, func(s *model.Service) (float64, float64) {
		return s.PupilsServed, s.PupilsWanting
	})
	pupils := make(map[*model.Service]float64, len(services))
	for i := range v.c.Sections {
		if s := services[[2]string{v.c.Sections[i].School, v.c.Sections[i].Stage}]; s != nil {
			pupils[s] = v.c.Sections[i].Pupils
		}
	}
	of(Measure{"service_share", "after-school service: pupils served", "课后服务参与率", Percent}, func(s *model.Service) (float64, float64) {
		return s.PupilsServed, pupils[s]
	})
	of(Measure{"service_hours", "after-school service: hours a week", "课后服务周时数", "hours"}, func(s *model.Service) (float64, float64) {
		return s.HoursPerWeek * s.PupilsServed, s.PupilsServed
	})
	of(Measure{"service_fee", "after-school service: fee per session", "课后服务每次收费", "yuan"}, func(s *model.Service) (float64, float64) {
		return s.FeeYuan * s.PupilsServed, s.PupilsServed
	})
}
