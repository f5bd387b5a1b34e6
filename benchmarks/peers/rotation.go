package main

// A rotation is an instance of P4 (rotation/1): one kind of staff, moved whole along the arcs, for
// the least sum of staff^2 / pupils plus the cost of the moves.
type rotation struct {
	N         int       `json:"n"`
	Seed      int       `json:"seed"`
	Pupils    []float64 `json:"pupils"`
	Staff     []int     `json:"staff"`
	OutAtMost []int     `json:"out_at_most"`
	MoveCost  moveCost  `json:"move_cost"` // persons^2 per pupil
	Arcs      []arc     `json:"arcs"`      // kilometres
}

func (d *rotation) size() int { return d.N }

func (d *rotation) validate() error {
	var f faults
	f.count(d.N)
	f.pupils(d.Pupils, d.N)
	f.number("move_cost.fixed", d.MoveCost.Fixed)
	f.number("move_cost.per_km", d.MoveCost.PerKm)
	f.arcs(d.Arcs, d.N)
	if len(d.Staff) != d.N || len(d.OutAtMost) != d.N {
		f.add("staff and out_at_most have %d and %d values, want n = %d", len(d.Staff), len(d.OutAtMost), d.N)
		return f.err()
	}
	for i, s := range d.Staff {
		if s < 0 || d.OutAtMost[i] < 0 || d.OutAtMost[i] > s {
			f.add("section %d: %d of %d may leave", i, d.OutAtMost[i], s)
			break
		}
	}
	return f.err()
}
