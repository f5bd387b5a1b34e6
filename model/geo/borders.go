package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// Borders lists which pieces touch by their shapes, in the order of the pieces: those that share at least
// 20 metres of border. Borders are shared where they lie within 2 metres of each other, so that neither
// rounded degrees nor a corner that only one of the two shapes has make a difference. Pieces that meet in a
// corner only do not touch. Pieces without a shape touch nothing.
//
// The time is that of sorting the pieces, and for every two whose boxes meet that of comparing the sides
// which lie in both boxes.
func Borders(pieces []model.Piece) []model.Border {
	outlines := outlinesOf(pieces)
	slices.SortStableFunc(outlines, func(a, b outline) int { return cmp.Compare(a.box.least.x, b.box.least.x) })
	type pair struct{ a, b int }
	var pairs []pair
	for i := range outlines {
		for j := i + 1; j < len(outlines) && outlines[j].box.least.x <= outlines[i].box.most.x+snapMetres; j++ {
			if touch(&outlines[i], &outlines[j]) {
				a, b := outlines[i].piece, outlines[j].piece
				pairs = append(pairs, pair{min(a, b), max(a, b)})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q pair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	borders := make([]model.Border, len(pairs))
	for i, p := range pairs {
		borders[i] = model.Border{A: pieces[p.a].ID, B: pieces[p.b].ID}
	}
	return borders
}

// A point is in metres on a plane, a side is the straight line between two, a box is what holds some.
type (
	point struct{ x, y float64 }
	side  struct{ a, b point }
	box   struct{ least, most point }
)

// An outline is the border of one piece.
type outline struct {
	piece int
	sides []side
	box   box
}

// outlinesOf draws the borders of the pieces that have a shape on one plane, which is true to length in the
// middle of the map and by a few percent at the rims of the largest county.
func outlinesOf(pieces []model.Piece) []outline {
	const degree = math.Pi / 180 * model.EarthRadius
	south, north := math.Inf(1), math.Inf(-1)
	eachCorner(pieces, func(p model.Place) { south, north = math.Min(south, p.Lat), math.Max(north, p.Lat) })
	shrink := math.Cos((south + north) / 2 * math.Pi / 180)
	on := func(p model.Place) point { return point{p.Lon * degree * shrink, p.Lat * degree} }
	var all []outline
	for i := range pieces {
		o := outline{piece: i, box: empty()}
		for _, polygon := range pieces[i].Shape {
			for _, ring := range polygon {
				for k := 1; k < len(ring); k++ {
					s := side{on(ring[k-1]), on(ring[k])}
					o.sides = append(o.sides, s)
					o.box = o.box.with(s.a).with(s.b)
				}
			}
		}
		if len(o.sides) > 0 {
			all = append(all, o)
		}
	}
	return all
}

func eachCorner(pieces []model.Piece, do func(p model.Place)) {
	for i := range pieces {
		for _, polygon := range pieces[i].Shape {
			for _, ring := range polygon {
				for _, p := range ring {
					do(p)
				}
			}
		}
	}
}

// touch says whether two outlines share enough of their borders.
func touch(a, b *outline) bool {
	both := a.box.and(b.box)
	if both.least.x > both.most.x || both.least.y > both.most.y {
		return false
	}
	theirs := b.within(both)
	shared := 0.0
	for _, s := range a.within(both) {
		if shared += s.along(theirs); shared >= leastShared {
			return true
		}
	}
	return false
}

// within lists the sides that reach into a box.
func (o *outline) within(b box) []side {
	var in []side
	for _, s := range o.sides {
		if math.Min(s.a.x, s.b.x) <= b.most.x && math.Max(s.a.x, s.b.x) >= b.least.x &&
			math.Min(s.a.y, s.b.y) <= b.most.y && math.Max(s.a.y, s.b.y) >= b.least.y {
			in = append(in, s)
		}
	}
	return in
}

// A stretch is a part of a side, in metres from its first end.
type stretch struct{ from, to float64 }

// along is how many metres of a side lie within snapMetres of others.
func (s side) along(others []side) float64 {
	var near []stretch
	for _, o := range others {
		if part := s.near(o); part.from < part.to {
			near = append(near, part)
		}
	}
	slices.SortFunc(near, func(p, q stretch) int { return cmp.Compare(p.from, q.from) })
	length, end := 0.0, 0.0
	for _, part := range near {
		if part.to > end {
			length += part.to - math.Max(part.from, end)
			end = part.to
		}
	}
	return length
}

// near is the stretch of a side that lies within snapMetres of another side; from is not below to where
// there is none. What lies near a side is convex, so that it is one stretch: from the first to the last
// metre that is near one of the other's ends or near its middle part.
func (s side) near(o side) stretch {
	way := s.b.minus(s.a)
	length := way.norm()
	if length == 0 {
		return stretch{}
	}
	way = way.times(1 / length)
	all := stretch{math.Inf(1), math.Inf(-1)}
	for _, end := range []point{o.a, o.b} {
		to := end.minus(s.a)
		at, off := way.dot(to), way.cross(to)
		if half := math.Sqrt(snapMetres*snapMetres - off*off); half >= 0 { // NaN: too far
			all = stretch{math.Min(all.from, at-half), math.Max(all.to, at+half)}
		}
	}
	if axis := o.b.minus(o.a); axis.norm() > 0 {
		reach := axis.norm()
		axis = axis.times(1 / reach)
		to := s.a.minus(o.a)
		part := between(axis.dot(to), axis.dot(way), 0, reach).and(between(axis.cross(to), axis.cross(way), -snapMetres, snapMetres))
		if part.from < part.to {
			all = stretch{math.Min(all.from, part.from), math.Max(all.to, part.to)}
		}
	}
	return all.and(stretch{0, length})
}

// between is where start + slope t lies between two values.
func between(start, slope, least, most float64) stretch {
	if slope == 0 {
		if start < least || start > most {
			return stretch{math.Inf(1), math.Inf(-1)}
		}
		return stretch{math.Inf(-1), math.Inf(1)}
	}
	t, u := (least-start)/slope, (most-start)/slope
	return stretch{math.Min(t, u), math.Max(t, u)}
}

func (p stretch) and(q stretch) stretch {
	return stretch{math.Max(p.from, q.from), math.Min(p.to, q.to)}
}

func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point { return point{p.x * f, p.y * f} }
func (p point) dot(q point) float64   { return p.x*q.x + p.y*q.y }
func (p point) cross(q point) float64 { return p.x*q.y - p.y*q.x }
func (p point) norm() float64         { return math.Hypot(p.x, p.y) }
func empty() box                      { return box{point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}} }

// with is the box that holds a point too.
func (b box) with(p point) box {
	return box{point{math.Min(b.least.x, p.x), math.Min(b.least.y, p.y)}, point{math.Max(b.most.x, p.x), math.Max(b.most.y, p.y)}}
}

// and is what lies in both boxes or no farther than snapMetres from them.
func (b box) and(c box) box {
	return box{
		point{math.Max(b.least.x, c.least.x) - snapMetres, math.Max(b.least.y, c.least.y) - snapMetres},
		point{math.Min(b.most.x, c.most.x) + snapMetres, math.Min(b.most.y, c.most.y) + snapMetres},
	}
}
