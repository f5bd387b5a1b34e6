package plan

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// isOfPlaces says whether a limit is about catchments or sites only.
func (w What) isOfPlaces() bool {
	switch w {
	case LimitRadius, LimitNearbyShare, LimitIntakeClassSize, LimitSchoolSize, LimitPupilsMoved, LimitPupilKM, LimitLoad, LimitWholePieces,
		LimitSchoolsPerPiece, LimitLot, LimitContiguous, LimitOpenSites:
		return true
	case LimitSpending, LimitCV, LimitMoves, LimitLeaveShare, LimitMoveKM, LimitTeachers, LimitHeadcount, LimitDivisible:
	}
	return false
}

// isOfPlaces says whether a goal is about catchments or sites only.
func (g GoalName) isOfPlaces() bool { return g == Travel || g == PupilsMoved || g == SeatsGoal }

// places checks that the data answer what is asked of catchments and sites.
func (v *validator) places() {
	if !v.p.HasPlaces() {
		for _, g := range v.p.Goals {
			if g.Name.isOfPlaces() {
				v.add("goal %s: it needs the lever %s or %s: without them every pupil stays where he is", g.Name, Catchment, Siting)
			}
		}
		for _, l := range v.p.Limits {
			if l.What.isOfPlaces() {
				v.add("limit %s: it needs the lever %s or %s: without them every pupil stays where he is", l.What, Catchment, Siting)
			}
		}
		return
	}
	if len(v.r.placed) == 0 {
		v.add("levers %s and %s need pieces with pupils of the stages that are planned: %s has none", Catchment, Siting, model.TablePieces)
		return
	}
	if v.p.HasLever(Siting) && len(v.p.County.Candidates) == 0 && !slices.ContainsFunc(v.p.County.Schools, boards) {
		v.add("lever %s: %s has no site and no school is flagged %s, so that there is nothing to choose from", Siting, model.TableCandidates, model.FlagBoarding)
	}
	if err := v.p.County.ValidateCatchments(v.r.placed); err != nil {
		v.faults = append(v.faults, err)
	}
	v.today()
	v.ways()
	for i := range v.p.Limits {
		if l := &v.p.Limits[i]; l.What.isOfPlaces() && l.Validate() == nil {
			v.limitOfPlaces(l)
		}
	}
	if slices.ContainsFunc(v.p.Goals, func(g Goal) bool { return g.Name == SeatsGoal }) {
		v.known("goal "+string(SeatsGoal), Scope{}, "seats (nor classrooms, nor classes)", func(i int) bool {
			seats, _ := v.p.SeatsOf(i)
			return !math.IsNaN(seats)
		})
	}
}

// boards says whether a school is a boarding school.
func boards(s model.School) bool { return slices.Contains(s.Flags, model.FlagBoarding) }

// mayOpen says whether a school is one that may open.
func (v *validator) mayOpen(id string) bool {
	return slices.ContainsFunc(v.p.County.Candidates, func(x model.Candidate) bool { return x.School == id && x.Action == model.CandidateOpen })
}

// pieceIDs are the ids of the county's pieces.
func (v *validator) pieceIDs() []string {
	ids := make([]string, len(v.p.County.Pieces))
	for i := range v.p.County.Pieces {
		ids[i] = v.p.County.Pieces[i].ID
	}
	return ids
}

// today checks that there is a map today where pupils are said to move.
func (v *validator) today() {
	if slices.ContainsFunc(v.r.placed, func(stage string) bool { return Mapped(v.p.County, stage) }) {
		return
	}
	what := ""
	for _, g := range v.p.Goals {
		if g.Name == PupilsMoved {
			what = "goal " + string(PupilsMoved)
		}
	}
	if len(v.p.LimitsOn(LimitPupilsMoved)) > 0 {
		what = "limit " + string(LimitPupilsMoved)
	}
	if what != "" {
		v.add("%s: no piece of %s names a school of today, so that nobody can be said to move", what, model.TablePieces)
	}
}

// ways checks that it is known how far it is from every piece to every school.
func (v *validator) ways() {
	if len(v.faults) == 0 {
		if _, err := v.r.Places(); err == nil { // which is kept, so that it is read once
			return
		}
	}
	missing, first := 0, error(nil)
	for _, stage := range v.r.placed {
		for i := range v.p.County.Pieces {
			piece := &v.p.County.Pieces[i]
			if !(piece.Pupils[stage] > 0) {
				continue
			}
			for _, school := range v.schoolsOf(stage) {
				if _, err := v.r.ways.Trip(piece.ID, school); err != nil {
					if missing++; first == nil {
						first = err
					}
				}
			}
		}
	}
	if missing > 0 {
		v.faults = append(v.faults, fmt.Errorf("%w: catchments need the way from every piece to every school and %d are not known: %w", ErrProblem, missing, first))
	}
}

// schoolsOf are the schools to which pupils of a stage may go.
func (v *validator) schoolsOf(stage string) []string {
	var schools []string
	for i := range v.p.County.Sections {
		if s := &v.p.County.Sections[i]; s.Stage == stage && v.p.County.Schools[v.r.schoolOf[i]].Kind != model.KindSpecial {
			schools = append(schools, s.School)
		}
	}
	if !v.p.HasLever(Siting) {
		return schools
	}
	for i := range v.p.County.Candidates {
		if x := &v.p.County.Candidates[i]; x.Action == model.CandidateOpen && x.Stage == stage && !slices.Contains(schools, x.School) {
			schools = append(schools, x.School)
		}
	}
	return schools
}

// known checks that something is known of every section in scope that may take pupils.
func (v *validator) known(who string, scope Scope, what string, has func(section int) bool) {
	missing, first := 0, ""
	for i := range v.p.County.Sections {
		s := &v.p.County.Sections[i]
		if !slices.Contains(v.r.placed, s.Stage) || !v.r.sectionInScope(scope, i, "") || has(i) || v.p.County.Schools[v.r.schoolOf[i]].Kind == model.KindSpecial {
			continue
		}
		if missing++; first == "" {
			first = s.School + "/" + s.Stage
		}
	}
	if missing > 0 {
		v.add("%s: %d sections in scope have no %s in %s, first %s", who, missing, what, model.TableSections, first)
	}
}

// limitOfPlaces checks one limit.
func (v *validator) limitOfPlaces(l *Limit) {
	c := v.p.County
	who := "limit " + string(l.What)
	seats := func(i int) bool {
		n, _ := v.p.SeatsOf(i)
		return !math.IsNaN(n)
	}
	switch l.What {
	case LimitRadius:
		v.minutes(l)
	case LimitNearbyShare:
		v.minutes(l)
		if *l.Min > 1 {
			v.add("%s: a share is between 0 and 1, not %s", who, number(*l.Min))
		}
		v.known(who, l.Scope, "area of their school (schools.csv)", func(i int) bool { return c.Schools[v.r.schoolOf[i]].Area != "" })
	case LimitIntakeClassSize:
		v.known(who, l.Scope, model.Classes, func(i int) bool {
			_, ok := c.Sections[i].Stocks[model.Classes]
			return ok
		})
	case LimitLoad:
		v.known(who, l.Scope, "seats (nor classrooms, nor classes)", seats)
	case LimitSchoolSize:
		if l.On && len(v.p.Standard.SizeRules()) == 0 {
			v.add("%s: the standard %s has no rule on the size of schools: give max", who, v.p.Standard.Name)
		}
	case LimitSchoolsPerPiece:
		if *l.Max < 1 {
			v.add("%s: max %s: every piece needs a school", who, number(*l.Max))
		}
	case LimitLot:
		if l.Scope.Zone == "" && l.Scope.Group == "" {
			v.add("%s: name the zone or the group whose schools draw lots", who)
		}
		v.known(who, l.Scope, "seats (nor classrooms, nor classes)", seats)
	case LimitContiguous:
		if c.Borders == nil && len(c.Pieces) > 1 {
			v.add("%s: %s, which says what pieces touch, is missing", who, model.TableAdjacency)
		}
	case LimitOpenSites:
		if !v.p.HasLever(Siting) {
			v.add("%s: it needs the lever %s", who, Siting)
		}
	case LimitPupilsMoved, LimitPupilKM, LimitWholePieces:
	case LimitSpending, LimitCV, LimitMoves, LimitLeaveShare, LimitMoveKM, LimitTeachers, LimitHeadcount, LimitDivisible:
	}
}

// minutes checks how a limit measures.
func (v *validator) minutes(l *Limit) {
	switch l.By {
	case "", ByMetres:
	case ByMinutes:
		if !slices.ContainsFunc(v.p.County.Travel, func(t model.Trip) bool { return t.Minutes > 0 }) {
			v.add("limit %s: by minutes, which %s does not have", l.What, model.TableTravel)
		}
	default:
		v.add("limit %s: by %q: %s or %s", l.What, l.By, ByMetres, ByMinutes)
	}
}
