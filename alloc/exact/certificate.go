package exact

import (
	"math"
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// certify names the rows that carry a bound and their multipliers, in the units of the problem.
// scale is the worth of one unit of the engine's objective.
//
// The Lagrangian of the rows in their normal form g <= 0 is obj + sum m g. The engine's dual y of a
// row a with bound b enters as obj - y (a - b), and g = factor (a - b): so m = -y scale / factor.
func (m *room) certify(loop *outer.Loop, res *solver.Result, scale float64) *plan.CertificateData {
	data := &plan.CertificateData{}
	if res.RowDual == nil {
		return data
	}
	add := func(name string, multiplier float64) {
		if math.Abs(multiplier) > leastMultiplier*scale {
			data.Rows = append(data.Rows, plan.RowMultiplier{Row: name, Multiplier: multiplier})
		}
	}
	for i, r := range m.rows {
		if r.name != "" {
			add(r.name, -res.RowDual[i]*scale/r.factor)
		}
	}
	for _, b := range m.balances {
		for _, k := range m.groups[b.stage][b.group].kinds {
			// Also where it is 0: a kind without one is taken for another that counts like it.
			name := "balance:" + plan.Escape(m.r.Kinds[k].Name) + "/" + plan.Escape(m.stages[b.stage].name)
			data.Rows = append(data.Rows, plan.RowMultiplier{Row: name, Multiplier: -res.RowDual[b.row] * scale})
		}
	}
	for _, cut := range loop.Cuts {
		if cut.Oracle < len(m.cones) && cut.Row < len(res.RowDual) { // later ones were not there yet
			add(m.cutName(cut), res.RowDual[cut.Row]*scale)
		}
	}
	for t, slopes := range m.slopes(loop.Cuts, res.RowDual) {
		tg := &m.targets[t]
		for i, slope := range slopes {
			add("slope:"+plan.Escape(tg.code)+"/"+m.schoolStage(tg.stage, i), slope*scale)
		}
	}
	return data
}

// certify adds the rows that keep earlier goals.
func (r *run) certify(loop *outer.Loop, res *solver.Result, scale float64) *plan.CertificateData {
	data := r.room.certify(loop, res, scale)
	for _, h := range r.held {
		if h.row >= len(res.RowDual) {
			continue
		}
		if m := -res.RowDual[h.row] * scale / h.factor; math.Abs(m) > leastMultiplier*scale {
			data.Rows = append(data.Rows, plan.RowMultiplier{Row: h.name, Multiplier: m})
		}
	}
	return data
}

// leastMultiplier is what is too small, relative to the objective's unit, to matter in a bound: a
// million rows of it come to a thousandth of the gap asked for.
const leastMultiplier = 1e-13

// cutName names a tangent or a secant by indicator, section and level.
func (m *room) cutName(cut outer.Cut) string {
	c := &m.cones[cut.Oracle]
	row := c.squares.Rows[cut.Nth]
	kind := "cut:"
	if c.squares.Step != nil {
		kind = "secant:"
	}
	tg := &m.targets[c.target]
	return kind + plan.Escape(tg.code) + "/" + m.schoolStage(tg.stage, row.I) + "/" + strconv.FormatFloat(row.R, 'g', -1, 64)
}
