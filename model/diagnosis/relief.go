package diagnosis

import (
	"slices"

	"github.com/eduparity/eduparity/model/standard"
)

// reliefsOf lists the reliefs of a standard, each id once, in the order of indicators and rules.
func reliefsOf(s *standard.Standard) []standard.Relief {
	var all []standard.Relief
	add := func(some []standard.Relief) {
		for _, r := range some {
			if !slices.ContainsFunc(all, func(x standard.Relief) bool { return x.ID == r.ID }) {
				all = append(all, r)
			}
		}
	}
	for i := range s.Indicators {
		add(s.Indicators[i].Reliefs)
	}
	for i := range s.Rules {
		add(s.Rules[i].Reliefs)
	}
	return all
}

// switched returns a standard in which one relief is on or off; an empty id is every relief. What is
// not changed is shared with s.
func switched(s *standard.Standard, id string, off bool) *standard.Standard {
	out := *s
	change := func(some []standard.Relief) []standard.Relief {
		some = slices.Clone(some)
		for i := range some {
			if id == "" || some[i].ID == id {
				some[i].Off = off
			}
		}
		return some
	}
	out.Indicators = slices.Clone(s.Indicators)
	for i := range out.Indicators {
		out.Indicators[i].Reliefs = change(out.Indicators[i].Reliefs)
	}
	out.Rules = slices.Clone(s.Rules)
	for i := range out.Rules {
		out.Rules[i].Reliefs = change(out.Rules[i].Reliefs)
	}
	out.Levels = slices.Clone(s.Levels) // a stack must say what its levels say
	for i := range out.Levels {
		out.Levels[i] = switched(out.Levels[i], id, off)
	}
	return &out
}

// reliefVariants takes every relief that was applied away, all of them together where they are
// several, and switches those on that are off.
func (d *diagnoser) reliefVariants() ([]Variant, error) {
	applied := make(map[string]bool)
	for i := range d.reliefs {
		if d.reliefs[i].Applied {
			applied[d.reliefs[i].Relief] = true
		}
	}
	var all []Variant
	read := func(id VariantID, relief string, off bool) error {
		v, err := d.assessed(switched(d.s, relief, off))
		v.ID, v.Relief = id, relief
		all = append(all, v)
		return err
	}
	n := 0
	for _, r := range reliefsOf(d.s) {
		switch {
		case r.Off:
			if err := read(VariantRelief, r.ID, false); err != nil {
				return nil, err
			}
		case applied[r.ID]:
			n++
			if err := read(VariantNoRelief, r.ID, true); err != nil {
				return nil, err
			}
		}
	}
	if n > 1 {
		if err := read(VariantNoRelief, "", true); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// assessed assesses the county by another standard and lists the verdicts that turn.
func (d *diagnoser) assessed(s *standard.Standard) (Variant, error) {
	b, err := s.Assess(d.c)
	if err != nil {
		return Variant{}, err
	}
	type key struct{ rule, level, where string }
	now := make(map[key]*standard.Verdict, len(d.a.Verdicts))
	for i := range d.a.Verdicts {
		v := &d.a.Verdicts[i]
		now[key{v.Rule, v.Level, v.Where}] = v
	}
	out := Variant{Flips: []Flip{}, Passes: b.Outcome == standard.Pass}
	for i := range b.Verdicts {
		other := &b.Verdicts[i]
		v := now[key{other.Rule, other.Level, other.Where}]
		if v == nil || v.Passes == other.Passes {
			continue
		}
		out.Flips = append(out.Flips, Flip{
			Rule: v.Rule, Level: v.Level, Where: v.Where, Value: Number(v.Value), Other: Number(other.Value),
			Threshold: Number(other.Threshold), Passes: v.Passes,
		})
	}
	return out, nil
}

// lapsing warns of reliefs that were applied and lapse within the years looked ahead. The value is the
// last year of the relief, the year the first one without it.
func (w *watcher) lapsing() {
	for i := range w.reliefs {
		u := &w.reliefs[i]
		if !u.Applied || u.Until == 0 || w.c.Year == 0 || u.Until > w.c.Year+w.settings.Years {
			continue
		}
		level := Yellow
		if u.Until <= w.c.Year {
			level = Red
		}
		w.found = append(w.found, Warning{
			Level: level, Kind: WarnRelief, School: u.School, Stage: u.Stage, Code: u.Relief, Value: Number(u.Until), Threshold: Number(u.Until), Year: u.Until + 1,
		})
	}
}
