package model

import (
	"math"
	"slices"
	"strconv"
)

// pieces notes what is odd in pieces: stages that no section has, pupils that are no whole persons, and
// pieces that are locked to nothing. Fractions of pupils are usual where a district counts by shares, so
// that they are noted once.
func (n *notes) pieces() {
	c := n.county
	if len(c.Pieces) == 0 {
		return
	}
	stages, unknown, part := c.Stages(), map[string]int{}, -1
	for i := range c.Pieces {
		p := &c.Pieces[i]
		for _, stage := range sortedStages(p.Pupils) {
			if p.Pupils[stage] > 0 && !slices.Contains(stages, stage) {
				unknown[stage]++
			}
			if p.Pupils[stage] != math.Trunc(p.Pupils[stage]) && part < 0 {
				part = i
			}
		}
		if p.Locked && len(p.School) == 0 {
			n.add(TablePieces, i, p.ID, "locked", "1", "has no school that it could stay with")
		}
	}
	for _, stage := range sortedStages(unknown) {
		rule := "no section is of this stage; the pupils of " + strconv.Itoa(unknown[stage]) + " pieces are not planned for"
		if near := Nearest(stage, stages); near != "" {
			rule += "; did you mean " + strconv.Quote(near) + "?"
		}
		n.add(TablePieces, -1, "", "pupils_"+stage, "", rule)
	}
	if part >= 0 {
		n.add(TablePieces, part, c.Pieces[part].ID, "", "", "has pupils that are not whole persons; they count as they are, here and in other pieces")
	}
	if c.Travel == nil {
		n.add(TableTravel, -1, "", "", "", "is not there: ways from pieces to schools are great-circle distances")
	}
}

// borders notes pieces that touch nothing, islands, and borders that are given in one direction only while
// most are given in both.
func (n *notes) borders() {
	c := n.county
	if c.Borders == nil || len(c.Pieces) < 2 {
		return
	}
	position := make(map[string]int, len(c.Pieces))
	for i := range c.Pieces {
		position[c.Pieces[i].ID] = i
	}
	given := make(map[Border]bool, len(c.Borders))
	touch := make([][]int, len(c.Pieces))
	for _, b := range c.Borders {
		i, j := position[b.A], position[b.B]
		given[b] = true
		touch[i], touch[j] = append(touch[i], j), append(touch[j], i)
	}
	both := 0
	for _, b := range c.Borders {
		if given[Border{b.B, b.A}] {
			both++
		}
	}
	if 2*both > len(c.Borders) {
		for i, b := range c.Borders {
			if !given[Border{b.B, b.A}] {
				n.add(TableAdjacency, i, b.A+" and "+b.B, "", "", "is given in one direction only, while others are given in both; the two pieces count as touching")
			}
		}
	}
	n.islands(touch)
}

// islands notes the parts of the map that do not hang together with the largest one.
func (n *notes) islands(touch [][]int) {
	c := n.county
	parts := partsOf(touch)
	largest := 0
	for k := range parts {
		if len(parts[k]) > len(parts[largest]) {
			largest = k
		}
	}
	for k, part := range parts {
		first := part[0]
		switch {
		case k == largest:
		case len(part) == 1:
			n.add(TableAdjacency, -1, c.Pieces[first].ID, "", "", "the piece touches no other piece")
		default:
			n.add(TableAdjacency, -1, c.Pieces[first].ID, "", "", "the piece is on an island: it hangs together with "+strconv.Itoa(len(part)-1)+" others, but not with the rest of the map")
		}
	}
}

// partsOf are the parts of a map that hang together, in the order of their first pieces.
func partsOf(touch [][]int) [][]int {
	var parts [][]int
	seen := make([]bool, len(touch))
	for i := range touch {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for k := 0; k < len(part); k++ {
			for _, j := range touch[part[k]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		parts = append(parts, part)
	}
	return parts
}
