package diagnosis

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A Warning says that something nears a limit that it does not break yet, or breaks one that no rule
// of the standard may be about.
type Warning struct {
	Level  Level     `json:"level"`
	Kind   WarningID `json:"kind"`
	School string    `json:"school_id,omitempty"` // empty: the county
	Stage  string    `json:"stage,omitempty"`     // empty: all stages
	Code   string    `json:"code,omitempty"`      // indicator, or id of a relief

	Value     Number `json:"value"`     // what is or is expected
	Threshold Number `json:"threshold"` // what it must not pass
	Year      int    `json:"year,omitempty"`
}

// Level is how urgent a warning is.
type Level string

// The levels, after the colours of Zhejiang's warnings of seats.
const (
	Red    Level = "red"    // the limit is reached or broken
	Yellow Level = "yellow" // it is near
)

// WarningID names what is warned of.
type WarningID string

// The warnings.
const (
	// WarnSeats: pupils per seat are 90 % or more (yellow), 100 % or more (red); where the county of
	// an earlier year is known, within so many years as its trend goes on.
	WarnSeats WarningID = "seats"
	// WarnClass: the largest class is over the limit on class sizes (red) or at it (yellow).
	WarnClass WarningID = "class-size"
	// WarnSize: the pupils of a school are over the limit on its size (red) or at 90 % of it or more.
	WarnSize WarningID = "school-size"
	// WarnCV: a CV that passes takes up 95 % of its limit or more.
	WarnCV WarningID = "cv-near-limit"
	// WarnPupils: so few more pupils in a section that passes would make it fail.
	WarnPupils WarningID = "few-more-pupils"
	// WarnRelief: a relief that was applied lapses.
	WarnRelief WarningID = "relief-lapses"
	// WarnRetiring: without the backbone teachers who reach the age of retirement a section that
	// passes fails (red); or they are a third of its backbone teachers or more (yellow).
	WarnRetiring WarningID = "backbone-retiring"
	// WarnSmall: as the trend goes on, a school falls below 100 pupils, where it is funded as if it
	// had 100, or a teaching point below 50, where it does not count any more.
	WarnSmall WarningID = "falling-enrolment"
	// WarnTrendSection and WarnTrendCV: as the trend of pupils goes on and stocks stay, a section that
	// passes fails, a CV within its limit exceeds it.
	WarnTrendSection WarningID = "section-fails-by-trend"
	WarnTrendCV      WarningID = "cv-over-limit-by-trend"
)

// Limits of warnings.
const (
	seatsYellow = 0.9 // pupils per seat: 浙教基〔2018〕100号
	seatsRed    = 1.0
	sizeYellow  = 0.9  // of the limit on a school's size
	cvYellow    = 0.95 // of the limit on a CV
	// fewPupils is the share of its pupils so many more of which would make a section fail that this
	// year's intake may bring them.
	fewPupils = 0.02
	// retiringShare of a section's backbone teachers are many.
	retiringShare = 1.0 / 3

	smallSchool        = 100 // pupils; below it a school is funded as if it had them
	smallTeachingPoint = 50  // pupils; below it a teaching point is not judged
)

// Columns of sections that warnings and views read, beside the stocks of standards.
const (
	columnSeats        = "seats"
	columnLargestClass = "largest_class"
	columnBoarders     = "boarders"
)

// DefaultRetirement is the age at which teachers retire, by sex; where the sex is not known, the
// higher one counts. It is raised step by step from 2025 on: Settings may say otherwise.
func DefaultRetirement() map[string]int { return map[string]int{"f": 55, "m": 60} }

// warnings looks ahead. Red ones come first, then by kind, then those that are farthest.
func (d *diagnoser) warnings(o Settings) []Warning {
	w := &watcher{diagnoser: d, settings: o, found: []Warning{}}
	w.follow()
	w.seats()
	w.classes()
	w.sizes()
	w.cvs()
	w.pupils()
	w.lapsing()
	w.retiring()
	w.small()
	w.trend()
	kinds := []WarningID{WarnSeats, WarnClass, WarnSize, WarnCV, WarnTrendCV, WarnTrendSection, WarnPupils, WarnRelief, WarnRetiring, WarnSmall}
	slices.SortStableFunc(w.found, func(x, y Warning) int {
		return cmp.Or(
			cmp.Compare(rank(x.Level), rank(y.Level)),
			cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)),
			cmp.Compare(severity(y), severity(x)))
	})
	return w.found
}

// severity is how far a warning is over its limit; of limits that numbers fall below, how far below.
func severity(w Warning) Number {
	if w.Kind == WarnSmall {
		return -w.Value / w.Threshold
	}
	return w.Value / w.Threshold
}

func rank(l Level) int {
	if l == Red {
		return 0
	}
	return 1
}

// watcher collects warnings.
type watcher struct {
	*diagnoser
	settings Settings
	known    bool      // there is an earlier year to take a trend from
	growth   []float64 // pupils a year, by section of the county; 0 where nothing is known
	found    []Warning
}

// follow takes the growth of each section from an earlier year.
func (w *watcher) follow() {
	w.growth = make([]float64, len(w.c.Sections))
	earlier := w.settings.Earlier
	if earlier == nil || earlier.Year == 0 || w.c.Year <= earlier.Year {
		return
	}
	w.known = true
	index, years := earlier.SectionIndex(), float64(w.c.Year-earlier.Year)
	for i := range w.c.Sections {
		s := &w.c.Sections[i]
		if at, ok := index[[2]string{s.School, s.Stage}]; ok {
			w.growth[i] = (s.Pupils - earlier.Sections[at].Pupils) / years
		}
	}
}

// pupilsIn is how many pupils a section is expected to have so many years on.
func (w *watcher) pupilsIn(section, years int) float64 {
	return math.Max(0, w.c.Sections[section].Pupils+w.growth[section]*float64(years))
}

// seats warns of the first year in which the worst level is reached.
func (w *watcher) seats() {
	for i := range w.c.Sections {
		s := &w.c.Sections[i]
		seats := s.Stocks[columnSeats]
		if seats <= 0 {
			continue
		}
		var warning Warning
		for year := range w.settings.Years + 1 {
			level, threshold := Yellow, seatsYellow
			ratio := w.pupilsIn(i, year) / seats
			switch {
			case ratio < seatsYellow:
				continue
			case ratio >= seatsRed:
				level, threshold = Red, seatsRed
			}
			if warning.Level == "" || rank(level) < rank(warning.Level) {
				warning = Warning{
					Level: level, Kind: WarnSeats, School: s.School, Stage: s.Stage,
					Value: Number(ratio), Threshold: Number(threshold), Year: w.year(year),
				}
			}
		}
		if warning.Level != "" {
			w.found = append(w.found, warning)
		}
	}
}

// year is the year so many years on; 0: now, or not known.
func (w *watcher) year(on int) int {
	if on == 0 || w.c.Year == 0 {
		return 0
	}
	return w.c.Year + on
}

// classes warns of the largest class of each section.
func (w *watcher) classes() {
	largest := make(map[[2]string]float64)
	for i := range w.c.Classes {
		x := &w.c.Classes[i]
		key := [2]string{x.School, x.Stage}
		largest[key] = math.Max(largest[key], x.Pupils)
	}
	bounds, index := w.bounds(standard.QuantityLargestClass, standard.EachSection), w.c.SchoolIndex()
	for i := range w.c.Sections {
		s := &w.c.Sections[i]
		limit := bound{most: w.classLimit(s.Stage)}
		if school, ok := index[s.School]; ok { // a campus is judged with the school that it is counted with
			if b, judged := bounds[w.c.Schools[countsAs(w.c, index, school)].ID+"/"+s.Stage]; judged {
				limit = b
			}
		}
		most, ok := largest[[2]string{s.School, s.Stage}]
		if !ok {
			most = s.Stocks[columnLargestClass]
		}
		if limit.most == 0 || most < limit.most {
			continue
		}
		w.found = append(w.found, Warning{
			Level: limit.level(most), Kind: WarnClass, School: s.School, Stage: s.Stage, Value: Number(most), Threshold: Number(limit.most),
		})
	}
}

// schoolPupils adds up the pupils of the compulsory stages of every school and its campuses so many
// years on.
func (w *watcher) schoolPupils(years int) []float64 {
	pupils, index := make([]float64, len(w.c.Schools)), w.c.SchoolIndex()
	for i := range w.c.Sections {
		stage := w.c.Sections[i].Stage
		if school, ok := index[w.c.Sections[i].School]; ok && stage != model.StageSenior && stage != standard.StageKindergarten {
			pupils[countsAs(w.c, index, school)] += w.pupilsIn(i, years)
		}
	}
	return pupils
}

// sizes warns of the pupils of each school.
func (w *watcher) sizes() {
	now, bounds := w.schoolPupils(0), w.bounds(standard.QuantityPupils, standard.EachSchool)
	for i := range w.c.Schools {
		s := &w.c.Schools[i]
		limit, judged := bounds[s.ID]
		if !judged {
			limit = bound{most: w.sizeLimit(s.Kind)}
		}
		if limit.most == 0 || now[i] < sizeYellow*limit.most {
			continue
		}
		w.found = append(w.found, Warning{
			Level: limit.level(now[i]), Kind: WarnSize, School: s.ID, Value: Number(now[i]), Threshold: Number(limit.most),
		})
	}
}

func (w *watcher) cvs() {
	for i := range w.a.Indicators {
		r := &w.a.Indicators[i]
		if r.Limit != nil && r.Passes && r.CV >= cvYellow**r.Limit {
			w.found = append(w.found, Warning{
				Level: Yellow, Kind: WarnCV, Stage: r.Stage, Code: r.Code, Value: Number(r.CV), Threshold: Number(*r.Limit),
			})
		}
	}
}

// pupils warns of sections that pass and have room for few more pupils. The value is how many pupils
// there are, the threshold how many the section may have at most.
func (w *watcher) pupils() {
	for i := range w.a.Sections {
		section := &w.a.Sections[i]
		if !section.Passes {
			continue
		}
		most := math.Floor(fewPupils * section.Pupils)
		for more := 1.0; more <= most; more++ {
			_, passes := w.sectionPasses(section, func(k int) float64 {
				return w.s.Indicators[k].Per * section.Readings[k].Stock / (section.Pupils + more)
			})
			if !passes {
				w.found = append(w.found, Warning{
					Level: Yellow, Kind: WarnPupils, School: section.School, Stage: section.Stage,
					Value: Number(section.Pupils), Threshold: Number(section.Pupils + more - 1),
				})
				break
			}
		}
	}
}

// retiring warns of backbone teachers who reach the age of retirement within the years looked ahead.
// The value is how many they are, the threshold how many backbone teachers the section has.
func (w *watcher) retiring() {
	age := w.settings.Retirement
	if age == nil {
		age = DefaultRetirement()
	}
	oldest := 0
	for _, a := range age {
		oldest = max(oldest, a)
	}
	leaving := make(map[[2]string]float64)
	for i := range w.c.Teachers {
		t := &w.c.Teachers[i]
		at, ok := age[t.Sex]
		if !ok {
			at = oldest
		}
		if t.Backbone && t.Age > 0 && t.Age+w.settings.Years >= at {
			leaving[[2]string{t.School, t.Stage}]++
		}
	}
	if len(leaving) == 0 {
		return
	}
	for i := range w.a.Sections {
		section := &w.a.Sections[i]
		n := 0.0
		for _, part := range w.parts[i] {
			n += leaving[[2]string{w.c.Sections[part].School, w.c.Sections[part].Stage}]
		}
		if n == 0 {
			continue
		}
		all := 0.0
		for _, part := range w.parts[i] {
			all += w.c.Sections[part].Stocks[model.TeachersBackbone]
		}
		warning := Warning{Kind: WarnRetiring, School: section.School, Stage: section.Stage, Value: Number(n), Threshold: Number(all), Year: w.year(w.settings.Years)}
		_, passes := w.sectionPasses(section, func(k int) float64 { return w.withoutBackbone(section, k, n) })
		switch {
		case section.Passes && !passes:
			warning.Level = Red
		case n >= retiringShare*all:
			warning.Level = Yellow
		default:
			continue
		}
		w.found = append(w.found, warning)
	}
}

// withoutBackbone is the value of an indicator after n backbone teachers have left.
func (w *watcher) withoutBackbone(section *standard.SectionResult, k int, n float64) float64 {
	stock, indicator := section.Readings[k].Stock, &w.s.Indicators[k]
	for _, t := range indicator.Stock {
		if t.Column == model.TeachersBackbone {
			stock = math.Max(0, stock-t.Sign*n)
		}
	}
	return indicator.Per * stock / section.Pupils
}

// small warns of schools that the trend takes below a number of pupils.
func (w *watcher) small() {
	now := w.schoolPupils(0)
	warned := make([]bool, len(w.c.Schools))
	for year := 1; year <= w.settings.Years; year++ {
		then := w.schoolPupils(year)
		for i := range w.c.Schools {
			s := &w.c.Schools[i]
			limit := float64(smallSchool)
			if s.Kind == model.KindTeachingPoint && now[i] < smallSchool {
				limit = smallTeachingPoint
			}
			if warned[i] || now[i] < limit || then[i] >= limit {
				continue
			}
			warned[i] = true
			w.found = append(w.found, Warning{
				Level: Yellow, Kind: WarnSmall, School: s.ID, Value: Number(then[i]), Threshold: Number(limit), Year: w.year(year),
			})
		}
	}
}
