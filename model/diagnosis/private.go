package diagnosis

import (
	"errors"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Private says what private schools do to the result. A campus that is counted with another school
// goes by that school's owner.
type Private struct {
	Schools int        `json:"schools"`
	With    Standing   `json:"with"`    // the county as it is
	Without *Standing  `json:"without"` // without any private school; nil: nothing would be left to judge
	Each    []OneLess  `json:"each"`    // without one of them, in county order
	CVs     []CVChange `json:"cvs"`     // without any private school
}

// A Standing is how a county stands in short.
type Standing struct {
	Sections  int  `json:"sections"`
	Failing   int  `json:"sections_failing"`
	CVsOver   int  `json:"cvs_over"`
	CVsLimits int  `json:"cvs_limited"`
	Passes    bool `json:"passes"`
}

// OneLess is the county without one school.
type OneLess struct {
	School  string     `json:"school_id"`
	Failing int        `json:"sections_failing"` // of the school
	Of      int        `json:"sections"`         // of the school
	CVs     []CVChange `json:"cvs"`              // that change; those without a limit included
}

// A CVChange is a CV before and after schools are taken out.
type CVChange struct {
	Code        string   `json:"code"`
	Stage       string   `json:"stage"`
	CV          Number   `json:"cv"`
	Without     Number   `json:"without"`
	Limit       *float64 `json:"limit,omitempty"`
	Passes      bool     `json:"passes"`
	PassesAfter bool     `json:"passes_without"`
}

// private assesses the county without its private schools, all of them and one by one; nil where
// there are none.
func (d *diagnoser) private() (*Private, error) {
	isPrivate := func(s *model.School) bool { return s.Owner == ownerPrivate }
	out := &Private{With: standingOf(d.a), Each: []OneLess{}}
	for i := range d.c.Schools {
		if s := &d.c.Schools[i]; s.CountedWith == "" && isPrivate(s) {
			out.Schools++
		}
	}
	if out.Schools == 0 {
		return nil, nil
	}
	for i := range d.c.Schools {
		if isPrivate(&d.c.Schools[i]) {
			if less := d.oneLess(i); less.Of > 0 {
				out.Each = append(out.Each, less)
			}
		}
	}
	out.CVs = d.cvsWithout(func(row int) bool { return isPrivate(&d.c.Schools[d.school[row]]) })
	rest, err := d.s.Assess(without(d.c, isPrivate))
	var data *model.DataError
	switch {
	case errors.As(err, &data): // no section is left
	case err != nil:
		return nil, err
	default:
		left := standingOf(rest)
		out.Without = &left
	}
	return out, nil
}

func standingOf(a *standard.Assessment) Standing {
	o := Standing{Sections: len(a.Sections), Failing: len(a.Sections) - a.SectionsPassing, Passes: a.Passes}
	for i := range a.Indicators {
		if a.Indicators[i].Limit != nil {
			o.CVsLimits++
			if !a.Indicators[i].Passes {
				o.CVsOver++
			}
		}
	}
	return o
}

// oneLess is the county without one school. Other sections are judged as before, so that only the
// CVs are to be computed again.
func (d *diagnoser) oneLess(school int) OneLess {
	out := OneLess{School: d.c.Schools[school].ID}
	for row := range d.a.Sections {
		if d.school[row] == school {
			out.Of++
			if !d.a.Sections[row].Passes {
				out.Failing++
			}
		}
	}
	out.CVs = d.cvsWithout(func(row int) bool { return d.school[row] == school })
	return out
}

// cvsWithout computes the CVs again that change where some rows are left out.
func (d *diagnoser) cvsWithout(leave func(row int) bool) []CVChange {
	changes := []CVChange{}
	leaves := make(map[string][]bool, len(d.stages)) // by stage, of its rows; none: nobody leaves
	for _, stage := range d.stages {
		if rows := d.rows[stage]; slices.ContainsFunc(rows, leave) {
			leaves[stage] = make([]bool, len(rows))
			for j, row := range rows {
				leaves[stage][j] = leave(row)
			}
		}
	}
	for i := range d.a.Indicators {
		r := &d.a.Indicators[i]
		s := d.spread(i)
		if s == nil || leaves[r.Stage] == nil {
			continue
		}
		after := s.without(leaves[r.Stage])
		change := CVChange{Code: r.Code, Stage: r.Stage, CV: Number(r.CV), Without: Number(after), Limit: r.Limit, Passes: r.Passes, PassesAfter: true}
		if r.Limit != nil {
			change.PassesAfter = standard.Within(after, *r.Limit)
		}
		changes = append(changes, change)
	}
	return changes
}
