package plan

import (
	"cmp"
	"math"
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
		home := r.homeOf(&s.Sites[j])
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
	s.countSteps()
	s.anchorToday()
	s.findIslands()
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
func (r *Rules) homeOf(site *Site) int {
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

// countSteps finds, site by site, in how many steps from a root each piece is reached.
func (s *PlaceStage) countSteps() {
	s.steps = make([]int32, len(s.Metres))
	for k := range s.steps {
		s.steps[k] = math.MaxInt32
	}
	for j := range s.Sites {
		queue := slices.Clone(s.Roots[j])
		for _, b := range queue {
			s.steps[int(b)*len(s.Sites)+j] = 0
		}
		for ; len(queue) > 0; queue = queue[1:] {
			next := s.steps[int(queue[0])*len(s.Sites)+j] + 1
			for _, n := range s.Neighbours[queue[0]] {
				if k := int(n)*len(s.Sites) + j; s.steps[k] == math.MaxInt32 {
					s.steps[k] = next
					queue = append(queue, n)
				}
			}
		}
	}
}

// Before says whether piece b comes before piece n on the way to site j: it is nearer, or as near and fewer
// steps from a root.
func (s *PlaceStage) Before(b, n, j int) bool {
	x, y := b*len(s.Sites)+j, n*len(s.Sites)+j
	return cmp.Or(cmp.Compare(s.Metres[x], s.Metres[y]), cmp.Compare(s.steps[x], s.steps[y])) < 0
}

// holds says whether a piece at a site can hold another there: they touch, and, by distance, it comes
// before the other.
func (s *PlaceStage) holds(piece, other, j int) bool {
	return s.Contiguous != ByDistance || s.Before(piece, other, j)
}

// anchorToday finds the pieces that count as roots of today's site because its catchment is torn already: by
// path the largest piece, the first of equals, of every part that has no root; by distance every piece that
// is not held.
func (s *PlaceStage) anchorToday() {
	s.Anchor = make([]bool, len(s.Pieces))
	seen := make([]bool, len(s.Pieces))
	for b, j := range s.Today {
		if j < 0 || seen[b] {
			continue
		}
		if s.Contiguous == ByDistance {
			s.Anchor[b] = !s.rootOf(b, j) &&
				!slices.ContainsFunc(s.Neighbours[b], func(n int32) bool { return s.Today[n] == j && s.Before(int(n), b, j) })
			continue
		}
		rooted, largest := false, b
		seen[b] = true
		for part := []int32{int32(b)}; len(part) > 0; part = part[1:] {
			o := int(part[0])
			rooted = rooted || s.rootOf(o, j)
			if s.Pupils[o] > s.Pupils[largest] || s.Pupils[o] == s.Pupils[largest] && o < largest {
				largest = o
			}
			for _, n := range s.Neighbours[o] {
				if !seen[n] && s.Today[n] == j {
					seen[n] = true
					part = append(part, n)
				}
			}
		}
		s.Anchor[largest] = !rooted
	}
}

// rootOf says whether a piece is a root of a site.
func (s *PlaceStage) rootOf(b, j int) bool { return slices.Contains(s.Roots[j], int32(b)) }

// starts says whether a piece of the catchment of a site needs no other to hold it there.
func (s *PlaceStage) starts(b, j int) bool {
	return s.Island[b] || s.rootOf(b, j) || s.Anchor[b] && s.Today[b] == j
}

// findIslands finds the pieces that no chain of pieces joins to any school that they may go to: no rule can
// ask them to hang together with one, so they are free, and they may hold others.
func (s *PlaceStage) findIslands() {
	s.Island = make([]bool, len(s.Pieces))
	joined := make([]bool, len(s.Pieces))
	for j := range s.Sites {
		all := func(b int) bool { return s.Allowed[b*len(s.Sites)+j] }
		cut := s.CutOffFrom(j, all)
		for b := range joined {
			_, off := slices.BinarySearch(cut, b)
			joined[b] = joined[b] || all(b) && !off
		}
	}
	for b := range joined {
		s.Island[b] = !joined[b]
	}
}

// CutOffFrom lists the pieces of the catchment of a site, given by its members, that do not hang together
// with the school, in order. Held are those that start a catchment: roots, islands, and what today's map
// makes an anchor. By path, what is reached from these through the catchment is held too; by distance, what
// has a held neighbour in the catchment that comes before it.
func (s *PlaceStage) CutOffFrom(j int, member func(piece int) bool) []int {
	held := make([]bool, len(s.Pieces))
	var queue []int32
	for b := range s.Pieces {
		if member(b) && s.starts(b, j) {
			held[b] = true
			queue = append(queue, int32(b))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, n := range s.Neighbours[queue[0]] {
			if !held[n] && member(int(n)) && s.holds(int(queue[0]), int(n), j) {
				held[n] = true
				queue = append(queue, n)
			}
		}
	}
	var cut []int
	for b := range s.Pieces {
		if member(b) && !held[b] {
			cut = append(cut, b)
		}
	}
	return cut
}
