package plan

import (
	"cmp"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// Contiguous is the limit contiguous of the problem as it holds in a stage, and in what it measures: by
// path or by distance; false: there is none.
func (p *Problem) Contiguous(stage string) (by string, ok bool) {
	for _, l := range p.LimitsOn(LimitContiguous) {
		if !l.On || (l.Scope.Stage != "" && l.Scope.Stage != stage) {
			continue
		}
		if ok = true; l.By == ByDistance {
			return ByDistance, true // which implies the other
		}
		by = ByPath
	}
	return by, ok
}

// joinPieces finds which pieces of a stage touch, and the roots of every site, if a limit asks for
// catchments that hang together.
//
// A piece without pupils of the stage can be crossed by every catchment: the pieces around it count as
// neighbours of each other. A school touches its home, which is the piece whose shape holds it, else the
// nearest, and the home's neighbours, whosever the home is: these are the roots of its site.
func (r *Rules) joinPieces(s *PlaceStage) {
	c := r.Problem.County
	by, ok := r.Problem.Contiguous(s.Name)
	if !ok {
		return
	}
	s.Contiguous = by
	position := make(map[string]int, len(c.Pieces))
	for i := range c.Pieces {
		position[c.Pieces[i].ID] = i
	}
	touch := make([][]int, len(c.Pieces))
	for _, b := range c.Borders {
		i, j := position[b.A], position[b.B]
		touch[i], touch[j] = append(touch[i], j), append(touch[j], i)
	}
	in := make([]int, len(c.Pieces)) // position in the stage; -1: without pupils
	for i := range in {
		in[i] = -1
	}
	for n, b := range s.Pieces {
		in[b] = n
	}
	s.Neighbours = make([][]int32, len(s.Pieces))
	for n, b := range s.Pieces {
		s.Neighbours[n] = across(touch, in, b)
	}
	s.Roots = make([][]int32, len(s.Sites))
	for j := range s.Sites {
		home := r.homeOf(&s.Sites[j], s)
		if home < 0 {
			continue
		}
		roots := across(touch, in, home)
		if n := in[home]; n >= 0 {
			roots = append(roots, int32(n))
			slices.Sort(roots)
		}
		s.Roots[j] = roots
	}
	s.CutOff = s.cutOffToday()
}

// across lists the pieces with pupils that are met from a piece through pieces without, in order.
func across(touch [][]int, in []int, from int) []int32 {
	var met []int32
	seen := map[int]bool{from: true}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, i := range touch[queue[0]] {
			if seen[i] {
				continue
			}
			seen[i] = true
			if in[i] >= 0 {
				met = append(met, int32(in[i]))
			} else {
				queue = append(queue, i)
			}
		}
	}
	slices.Sort(met)
	return met
}

// homeOf is the position in the county of the piece in which a site's school stands; -1: not known.
func (r *Rules) homeOf(site *Site, s *PlaceStage) int {
	c := r.Problem.County
	place := r.placeOf(site)
	if place != nil {
		for i := range c.Pieces {
			if c.Pieces[i].Shape.Holds(*place) {
				return i
			}
		}
	}
	home, least := -1, 0.0
	for i := range c.Pieces {
		way, ok := r.ways.Metres(c.Pieces[i].ID, site.School)
		if place != nil && c.Pieces[i].Place != nil {
			way, ok = c.Pieces[i].Place.MetresTo(*place), true
		}
		if ok && (home < 0 || way < least) {
			home, least = i, way
		}
	}
	return home
}

// placeOf is where a site is; nil: not known.
func (r *Rules) placeOf(site *Site) *model.Place {
	if i := r.School(site.School); i >= 0 {
		return r.Problem.County.Schools[i].Place
	}
	for i := range r.Problem.County.Candidates {
		if x := &r.Problem.County.Candidates[i]; x.School == site.School && x.Place != nil {
			return x.Place
		}
	}
	return nil
}

// Before says whether piece b comes before piece n on the way to site j: it is nearer, or as near and
// earlier in the list.
func (s *PlaceStage) Before(b, n, j int) bool {
	return cmp.Or(cmp.Compare(s.Metres[b*len(s.Sites)+j], s.Metres[n*len(s.Sites)+j]), cmp.Compare(b, n)) < 0
}

// cutOffToday says which pieces are cut off from their school under today's map.
func (s *PlaceStage) cutOffToday() []bool {
	cut := make([]bool, len(s.Pieces))
	for j := range s.Sites {
		for _, b := range s.CutOffFrom(j, func(b int) bool { return s.Today[b] == j }) {
			cut[b] = true
		}
	}
	return cut
}

// CutOffFrom lists the pieces of the catchment of a site, given by its members, that do not hang together
// with the school: by path, those from which no way through the catchment leads to a root; by distance,
// those that are neither a root nor have a neighbour in the catchment that comes before them.
func (s *PlaceStage) CutOffFrom(j int, member func(piece int) bool) []int {
	var cut []int
	if s.Contiguous == ByDistance {
		for b := range s.Pieces {
			if member(b) && !slices.Contains(s.Roots[j], int32(b)) &&
				!slices.ContainsFunc(s.Neighbours[b], func(n int32) bool { return member(int(n)) && s.Before(int(n), b, j) }) {
				cut = append(cut, b)
			}
		}
		return cut
	}
	reached := make([]bool, len(s.Pieces))
	var queue []int32
	for _, b := range s.Roots[j] {
		if member(int(b)) {
			reached[b] = true
			queue = append(queue, b)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, n := range s.Neighbours[queue[0]] {
			if !reached[n] && member(int(n)) {
				reached[n] = true
				queue = append(queue, n)
			}
		}
	}
	for b := range s.Pieces {
		if member(b) && !reached[b] {
			cut = append(cut, b)
		}
	}
	return cut
}
