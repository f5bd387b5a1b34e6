package diagnosis

import (
	"slices"

	"github.com/eduparity/eduparity/model"
)

// without returns the county without some schools, with all that is kept of them. What is not of a
// school is shared with c; the copy is to be read only. A campus stays or leaves with the school that
// it is counted with.
func without(c *model.County, leave func(*model.School) bool) *model.County {
	gone := make(map[string]bool)
	index := c.SchoolIndex()
	for i := range c.Schools {
		if leave(&c.Schools[countsAs(c, index, i)]) {
			gone[c.Schools[i].ID] = true
		}
	}
	d := *c
	d.Lines = nil // records move to other places
	d.Schools = kept(c.Schools, func(s *model.School) bool { return gone[s.ID] })
	d.Sections = kept(c.Sections, func(s *model.Section) bool { return gone[s.School] })
	d.Staff = kept(c.Staff, func(s *model.Staff) bool { return gone[s.School] })
	d.Costs = kept(c.Costs, func(x *model.Cost) bool { return gone[x.School] })
	d.Posts = kept(c.Posts, func(p *model.Post) bool { return gone[p.School] })
	d.Travel = kept(c.Travel, func(t *model.Trip) bool { return gone[t.School] || gone[t.From] })
	d.Rooms = kept(c.Rooms, func(r *model.Room) bool { return gone[r.School] })
	d.Classes = kept(c.Classes, func(x *model.Class) bool { return gone[x.School] })
	d.Teachers = kept(c.Teachers, func(t *model.Teacher) bool { return gone[t.School] })
	d.Services = kept(c.Services, func(s *model.Service) bool { return gone[s.School] })
	d.Outcomes = kept(c.Outcomes, func(o *model.Outcome) bool { return gone[o.School] })
	d.Guarantees = kept(c.Guarantees, func(a *model.Answer) bool { return gone[a.School] })
	d.Survey = kept(c.Survey, func(a *model.Answer) bool { return gone[a.School] })
	return &d
}

// countsAs is the school that a campus counts as, at the end of all schools counted with others.
func countsAs(c *model.County, index map[string]int, school int) int {
	for range c.Schools { // a circle, which no assessment accepts, ends too
		parent, ok := index[c.Schools[school].CountedWith]
		if !ok {
			break
		}
		school = parent
	}
	return school
}

// kept returns a new slice of the records that do not leave.
func kept[T any](all []T, leaves func(*T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return leaves(&x) })
}
