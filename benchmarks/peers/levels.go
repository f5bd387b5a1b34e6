package main

// A levels is an instance of one kind of staff with least levels and hires (levels/1): the least cost
// of moves and hires with every section at its least level, no section sending more than it may, and
// the CV of staff per pupil at most cap. Money is in million yuan.
type levels struct {
	Format    string    `json:"format"`
	N         int       `json:"n"`
	Seed      int       `json:"seed"`
	Case      string    `json:"case"` // of [levelCases]
	Pupils    []float64 `json:"pupils"`
	Staff     []float64 `json:"staff"`
	OutAtMost []float64 `json:"out_at_most"`
	Least     []float64 `json:"least"`     // persons per pupil
	HireCost  float64   `json:"hire_cost"` // of one person; 0: no hires
	Cap       *float64  `json:"cap"`       // null: none
	Arcs      []arc     `json:"arcs"`      // cost of one person
}

func (d *levels) size() int { return d.N }

func (d *levels) validate() error {
	var f faults
	f.count(d.N)
	f.pupils(d.Pupils, d.N)
	f.column("staff", d.Staff, d.N, 0)
	f.column("out_at_most", d.OutAtMost, d.N, 0)
	f.column("least", d.Least, d.N, 0)
	f.number("hire_cost", d.HireCost)
	f.arcs(d.Arcs, d.N)
	if d.Cap != nil && (!finite(*d.Cap) || *d.Cap <= 0) {
		f.add("cap = %g, want more than 0, or null", *d.Cap)
	}
	if sum(d.Staff) == 0 && d.HireCost == 0 {
		f.add("no staff and no hires: there is no CV")
	}
	return f.err()
}
