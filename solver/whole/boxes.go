package whole

import (
	"math"
	"slices"
)

// boxes are in the order of their bounds.
type boxes []*box

// push puts a box in its place, after those of the same bound.
func (h *boxes) push(b *box) {
	at := len(*h)
	for at > 0 && (*h)[at-1].bound > b.bound {
		at--
	}
	*h = slices.Insert(*h, at, b)
}

// remove takes a box out.
func (h *boxes) remove(b *box) {
	if at := slices.Index(*h, b); at >= 0 {
		*h = slices.Delete(*h, at, at+1)
	}
}

// first is the box of the lowest bound, if that is below a limit and the box can be split.
func (h *boxes) first(limit float64) *box {
	if len(*h) == 0 || !(*h)[0].isOpen() || (*h)[0].bound >= limit {
		return nil
	}
	return (*h)[0]
}

// lowest is the lowest bound; +Inf where no box is left, because the grid has no point in any.
func (h *boxes) lowest() float64 {
	if len(*h) == 0 {
		return math.Inf(1)
	}
	return (*h)[0].bound
}
