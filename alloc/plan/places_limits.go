package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// LotOf lists the sites that share their pupils with a site by lot, itself among them, in order; nil: it
// shares them with none.
func (r *Rules) LotOf(s *PlaceStage, site int) []int {
	for _, l := range r.Problem.LimitsOn(LimitLot) {
		in := func(j int) bool {
			at := &s.Sites[j]
			return at.Section >= 0 && r.sectionInScope(l.Scope, at.Section, "")
		}
		if !l.On || !in(site) {
			continue
		}
		var lot []int
		for j := range s.Sites {
			if in(j) {
				lot = append(lot, j)
			}
		}
		return lot
	}
	return nil
}

// WholePiece says whether a piece must go to one school: by a limit, or because catchments must hang
// together, which parts of pieces cannot be held to.
func (r *Rules) WholePiece(s *PlaceStage, piece int) bool {
	if s.Contiguous != "" {
		return true
	}
	zone := r.Problem.County.Pieces[s.Pieces[piece]].Zone
	return slices.ContainsFunc(r.Problem.LimitsOn(LimitWholePieces), func(l Limit) bool {
		return l.On && (l.Scope.Stage == "" || l.Scope.Stage == s.Name) && (l.Scope.Zone == "" || l.Scope.Zone == zone)
	})
}

// SchoolsPerPiece is how many schools of a stage may share a piece; false: any number.
func (p *Problem) SchoolsPerPiece() (int, bool) {
	most, ok := p.leastMax(LimitSchoolsPerPiece)
	return int(math.Floor(most)), ok
}

// WhyNotConvex says why the CVs of a problem about catchments are not convex in the pupils of its sections,
// so that plans are searched for and not proved to be the most even; empty: they are.
//
// With its stock fixed a section's share of the squared CV is P z^2 / (Z^2 p), which is convex in its
// pupils p as long as the pupils P and the stock Z of all sections that count stay as they are.
func (r *Rules) WhyNotConvex(pl *Places) string {
	c := r.Problem.County
	for _, lever := range []Lever{Funding, Hiring, Rotation} {
		if r.Problem.HasLever(lever) {
			return "stocks change too, by the lever " + string(lever)
		}
	}
	if r.Problem.Standard.Weighting == standard.Unweighted {
		return "sections do not count by their pupils"
	}
	if column := r.countsByPupils(); column != "" {
		return "whether " + column + " counts depends on the pupils of a section"
	}
	for _, row := range r.Table.Rows {
		if n := slices.IndexFunc(pl.Stages, func(s PlaceStage) bool { return s.Name == row.Stage }); n >= 0 {
			if !slices.ContainsFunc(pl.Stages[n].Sites, func(x Site) bool { return x.Section == row.Section }) {
				s := &c.Sections[row.Section]
				return "section " + s.School + "/" + s.Stage + ", which counts, takes no pupils of pieces"
			}
		}
	}
	split := slices.ContainsFunc(r.Problem.Standard.Indicators, func(x standard.Indicator) bool { return x.Split })
	for s := range pl.Stages {
		for _, site := range pl.Stages[s].Sites {
			if site.Section < 0 {
				return "sites may open"
			}
			school := &c.Schools[r.schoolOf[site.Section]]
			if !r.counts[site.Section] {
				return "section " + site.School + "/" + site.Stage + ", which does not count, may take pupils"
			}
			if school.Kind == model.KindTeachingPoint {
				return "the teaching point " + site.School + " may start or stop to count"
			}
			if split && r.SplitsStocks(site.School) {
				return "stocks of school " + site.School + " are split between its stages by their pupils"
			}
		}
	}
	return ""
}

// SplitsStocks says whether stocks of a school are split between stages by their pupils.
func (r *Rules) SplitsStocks(school string) bool { return r.stagesOf(school) > 1 }

// countsByPupils is a column of the county that a relief adds to an indicator on grounds that change with
// pupils; empty: there is none.
func (r *Rules) countsByPupils() string {
	c := r.Problem.County
	have := slices.Concat(c.SectionStocks(), c.SchoolStocks())
	for i := range r.Problem.Standard.Indicators {
		for _, relief := range r.Problem.Standard.Indicators[i].Reliefs {
			g := &relief.Ground
			if relief.Off || g.PupilsFrom == 0 && g.PupilsBelow == 0 && g.LargestClassBelow == 0 && g.Part == "" {
				continue
			}
			for _, term := range relief.Add {
				if slices.Contains(have, term.Column) {
					return term.Column
				}
			}
		}
	}
	return ""
}

// stagesOf is the number of stages between which a school's stocks are split.
func (r *Rules) stagesOf(school string) int {
	n := 0
	for i := range r.Problem.County.Sections {
		if r.Problem.County.Sections[i].School == school {
			n++
		}
	}
	if i := r.School(school); i >= 0 && r.Problem.County.Schools[i].SeniorPupils > 0 {
		n++
	}
	return n
}

// fewestPupils are the pupils that a section has which must have some.
const fewestPupils = 1

// fill lets the sections that must have pupils have them.
func (r *Rules) fill(s *PlaceStage) {
	for j := range s.Sites {
		if r.MustFill(s, j) {
			s.Sites[j].Least = max(s.Sites[j].Least, fewestPupils)
		}
	}
}

// Fillable says whether any pupil may go to a site.
func (s *PlaceStage) Fillable(site int) bool {
	if !(s.Sites[site].Most >= fewestPupils) {
		return false
	}
	for b := range s.Pieces {
		if s.Allowed[b*len(s.Sites)+site] {
			return true
		}
	}
	return false
}

// MustFill says whether a section of today must have pupils while it is open, so that it counts in means and
// CVs where these matter: under the goal seats every section with seats, under goals and limits on CVs those
// that have pupils today, as far as anyone may go there.
func (r *Rules) MustFill(s *PlaceStage, site int) bool {
	x := &s.Sites[site]
	if x.Section < 0 || !s.Fillable(site) {
		return false
	}
	asks := func(goal GoalName) bool {
		return slices.ContainsFunc(r.Problem.Goals, func(g Goal) bool { return g.Name == goal })
	}
	if asks(SeatsGoal) && x.Seats > 0 {
		return true
	}
	return r.Problem.County.Sections[x.Section].Pupils > 0 && (asks(Dispersion) || asks(SeatsGoal) || r.Problem.LimitsCVs())
}
