package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model/diagnosis"
)

// between tells how much of each squared CV lies between the parts of each dimension.
func (t *teller) between(all []diagnosis.Driver) {
	dimensions := diagnosis.Dimensions()
	g := grid{columns: []string{"stage", "", "indicator", ">CV"}}
	for _, by := range dimensions {
		g.columns = append(g.columns, ">"+by)
	}
	g.columns = append(g.columns, "lowest and highest area, zone or group")
	for i := range all {
		d := &all[i]
		row := []string{t.of(d.Stage), d.Code, t.name(d.Code), cvText(float64(d.CV), d.Limit)}
		some := false
		for _, by := range dimensions {
			cell := ""
			for j := range d.Splits {
				if d.Splits[j].By == by {
					cell = percent(d.Splits[j].CV2.BetweenShare(), 0)
					some = true
				}
			}
			row = append(row, cell)
		}
		if some {
			g.add(append(row, t.farApart(d))...)
		}
	}
	if len(g.rows) == 0 {
		return
	}
	t.head("How much of each squared CV lies between areas, zones, groups, owners; the rest lies within them")
	t.grid(g)
}

// farApart names the parts with the lowest and the highest mean, of the dimension by which most lies
// between.
func (t *teller) farApart(d *diagnosis.Driver) string {
	var most *diagnosis.Split
	for i := range d.Splits {
		if s := &d.Splits[i]; most == nil || s.CV2.BetweenShare() > most.CV2.BetweenShare() {
			most = s
		}
	}
	low, high := most.Parts[0], most.Parts[0]
	for _, p := range most.Parts {
		if p.Mean < low.Mean {
			low = p
		}
		if p.Mean > high.Mean {
			high = p
		}
	}
	return t.say("%[1]s %[2]s, %[3]s %[4]s", t.partName(low.Name), number(float64(low.Mean), valueDecimals),
		t.partName(high.Name), number(float64(high.Mean), valueDecimals))
}

// partName is the name of a part of a dimension.
func (t *teller) partName(name string) string { return t.of(cmp.Or(name, "(none)")) }

// marginal tells where a little more would lower or raise the CVs over their limits most; where none
// is, those of all.
func (t *teller) marginal(all []diagnosis.Driver) {
	over := slices.DeleteFunc(slices.Clone(all), func(d diagnosis.Driver) bool { return d.Passes })
	head := "What a little more would do to the CVs over their limits: where it lowers them most, where it raises them most"
	if len(over) == 0 || t.o.Top < 0 {
		over, head = slices.Clone(all), "What a little more would do to the CVs: where it lowers them most, where it raises them most"
	}
	g := grid{columns: []string{"stage", "", "more", "lowers", "raises"}}
	for i := range over {
		d := &over[i]
		if math.IsNaN(float64(d.CV)) {
			continue
		}
		step := t.with(number(d.Step, 0), d.Unit)
		t.effects(&g, d, step, func(m *diagnosis.Marginal) float64 { return float64(m.Step) })
		t.effects(&g, d, t.of("1 pupil"), func(m *diagnosis.Marginal) float64 { return float64(m.OnePupil) })
	}
	if len(g.rows) == 0 {
		return
	}
	t.head("%s", t.of(head))
	t.grid(g)
}

// effectsTold is how many sections are named for each effect.
const effectsTold = 3

// effectDecimals are enough to see what one unit does to a CV.
const effectDecimals = 5

// effects adds a line of a table of effects.
func (t *teller) effects(g *grid, d *diagnosis.Driver, what string, effect func(*diagnosis.Marginal) float64) {
	order := make([]*diagnosis.Marginal, len(d.Marginals))
	for i := range d.Marginals {
		order[i] = &d.Marginals[i]
	}
	slices.SortStableFunc(order, func(x, y *diagnosis.Marginal) int { return cmp.Compare(effect(x), effect(y)) })
	tell := func(ms []*diagnosis.Marginal) string {
		var told []string
		for _, m := range ms {
			told = append(told, m.School+" "+signed(effect(m), effectDecimals))
		}
		return t.list(told)
	}
	lower := slices.IndexFunc(order, func(m *diagnosis.Marginal) bool { return effect(m) >= 0 })
	if lower < 0 {
		lower = len(order)
	}
	raise := slices.Clone(order[lower:])
	slices.Reverse(raise)
	g.add(t.of(d.Stage), d.Code, what, tell(order[:min(lower, effectsTold)]), tell(raise[:min(len(raise), effectsTold)]))
}

// signed writes a change.
func signed(x float64, decimals int) string {
	s := number(x, decimals)
	if x > 0 {
		return "+" + s
	}
	return s
}

// figures sets unweighted figures beside weighted ones.
func (t *teller) figures(all []diagnosis.Driver) {
	if len(all) == 0 {
		return
	}
	t.head("Figures that are often taken for the official ones; the standard uses the first mean and the first CV")
	weighted, counted := []string{">mean", ">mean of sections"}, []string{">CV by pupils", ">each section once", ">by pupils, n-1", ">STDEV/AVERAGE"}
	g := grid{columns: slices.Concat([]string{"stage", "", "indicator"}, weighted, counted)}
	for i := range all {
		d := &all[i]
		b := &d.Beside
		g.add(t.of(d.Stage), d.Code, t.name(d.Code), number(float64(b.Mean), valueDecimals), number(float64(b.UnweightedMean), valueDecimals),
			cvText(float64(b.WeightedCV), d.Limit), cvText(float64(b.UnweightedCV), d.Limit),
			cvText(float64(b.WeightedSample), d.Limit), cvText(float64(b.UnweightedSample), d.Limit))
	}
	t.grid(g)
}
