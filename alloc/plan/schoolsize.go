package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// SchoolSize is how many pupils a school may have in all its stages by the limits on the size of schools:
// the least stated, and, where a limit is on, what the standard allows it with the reliefs that it has today.
// A school that there is not yet has those of its kind. False: nothing limits it.
func (r *Rules) SchoolSize(school string) (pupils float64, ok bool) {
	pupils = math.Inf(1)
	for i := range r.Problem.Limits {
		l := &r.Problem.Limits[i]
		if l.What != LimitSchoolSize || !r.schoolInScope(l.Scope, school) {
			continue
		}
		if l.Max != nil {
			pupils = min(pupils, *l.Max)
		}
		if l.On {
			pupils = min(pupils, r.standardSize(school))
		}
	}
	return pupils, !math.IsInf(pupils, 1)
}

// schoolInScope is InScope for a school, which may not be there yet.
func (r *Rules) schoolInScope(s Scope, school string) bool {
	if i := r.School(school); i >= 0 {
		return r.InScope(s, i, "", "")
	}
	return s.Zone == "" && s.Group == "" && (s.School == "" || s.School == school)
}

// standardSize is the most pupils that the standard lets a school have; +Inf: any number.
func (r *Rules) standardSize(school string) float64 {
	if n, ok := r.sizes[school]; ok {
		return n
	}
	most := math.Inf(1)
	if r.School(school) >= 0 {
		return most
	}
	for _, rule := range r.Problem.Standard.SizeRules() {
		if n, ok := rule.Threshold[standard.AnyPlace]; ok {
			most = min(most, n)
		}
	}
	return most
}

// standardSizes reads what the standard lets schools have, where a limit asks for it.
func standardSizes(p *Problem) (map[string]float64, error) {
	if !slices.ContainsFunc(p.Limits, func(l Limit) bool { return l.What == LimitSchoolSize && l.On }) {
		return nil, nil
	}
	return p.Standard.SchoolSizes(p.County)
}

// placedStages is in how many stages a school may get other pupils by a plan.
func (r *Rules) placedStages(school string) int {
	n := 0
	for _, stage := range r.placed {
		if r.Section(school, stage) >= 0 || r.Problem.HasLever(Siting) && CandidateFor(r.Problem.County, model.CandidateOpen, school, stage) >= 0 {
			n++
		}
	}
	return n
}

// placedIn are the stages whose pieces have pupils and that the problem is about, in county order.
func placedIn(p *Problem) []string {
	if !p.HasPlaces() {
		return nil
	}
	var stages []string
	for _, stage := range p.County.Stages() {
		if p.SelectedStage(stage) && slices.ContainsFunc(p.County.Pieces, func(x model.Piece) bool { return x.Pupils[stage] > 0 }) {
			stages = append(stages, stage)
		}
	}
	return stages
}

// otherPupils are those of a site's school in stages whose pupils no plan changes.
func (r *Rules) otherPupils(site *Site) float64 {
	var n float64
	for i := range r.Problem.County.Sections {
		s := &r.Problem.County.Sections[i]
		if s.School == site.School && s.Stage != site.Stage && compulsory(s.Stage) && !slices.Contains(r.placed, s.Stage) {
			n += s.Pupils
		}
	}
	return n
}

// compulsory says whether the pupils of a stage count in the size of a school.
func compulsory(stage string) bool {
	return stage != model.StageSenior && stage != model.StageKindergarten
}
