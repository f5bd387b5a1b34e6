package html

import (
	"cmp"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// A division says how a plan falls on the parts of a county.
type division struct {
	By    words
	Parts []part
}

// A part is one area, zone, or size of school.
type part struct {
	Name            words
	Schools, Pupils string
	Sections        string // passing, before → after, of
	Money           words
	PerPupil        words
	Hired           string
	Net             string // teachers who come less those who go
	order           int
}

// Bounds of the sizes of schools in pupils.
const (
	smallBelow  = 300
	mediumBelow = 1000
)

// sizeOf names the size of a school.
func sizeOf(pupils float64) (name words, order int) {
	switch {
	case pupils < smallBelow:
		return say("under %s pupils", report.Number(smallBelow, 0)), 0
	case pupils < mediumBelow:
		return say("%[1]s to %[2]s pupils", report.Number(smallBelow, 0), report.Number(mediumBelow-1, 0)), 1
	}
	return say("%s pupils and more", report.Number(mediumBelow, 0)), 2
}

// divisions say how the plan falls on areas, zones and sizes.
func (v *view) divisions(all []sectionPair) []division {
	pupils := make(map[string]float64)
	for i := range all {
		if s := all[i].After; s != nil {
			pupils[all[i].school] += s.Pupils
		} else {
			pupils[all[i].school] += all[i].Before.Pupils
		}
	}
	out := []division{
		v.division(say("area"), all, pupils, func(s *model.School) (words, int) {
			return known(string(s.Area)), slices.Index([]model.Area{model.AreaCity, model.AreaTown, model.AreaRural}, s.Area)
		}),
		v.division(say("zone"), all, pupils, func(s *model.School) (words, int) { return plain(s.Zone), 0 }),
		v.division(say("school size"), all, pupils, func(s *model.School) (words, int) { return sizeOf(pupils[s.ID]) }),
	}
	return slices.DeleteFunc(out, func(d division) bool { return len(d.Parts) < 2 })
}

// tally is what is counted of a part.
type tally struct {
	part
	schools       map[string]bool
	pupils, money float64
	hired, net    float64
	passing       [2]int
	sections      int
}

func (v *view) division(by words, all []sectionPair, pupils map[string]float64, of func(*model.School) (words, int)) division {
	var parts []*tally
	index := make(map[words]*tally)
	at := func(id string) *tally {
		s := v.school(id)
		if s == nil {
			return nil
		}
		name, order := of(s)
		if name.empty() {
			name = say("(none)")
		}
		t := index[name]
		if t == nil {
			t = &tally{part: part{Name: name, order: order}, schools: make(map[string]bool)}
			index[name] = t
			parts = append(parts, t)
		}
		if !t.schools[id] {
			t.schools[id] = true
			t.pupils += pupils[id]
		}
		return t
	}
	for i := range all {
		t := at(all[i].school)
		if t == nil {
			continue
		}
		t.sections++
		if s := all[i].Before; s != nil && s.Passes {
			t.passing[0]++
		}
		if s := all[i].After; s != nil && s.Passes {
			t.passing[1]++
		}
	}
	if v.plan != nil {
		v.tallyActions(at)
	}
	slices.SortStableFunc(parts, func(a, b *tally) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.Name.EN, b.Name.EN)) })
	d := division{By: by}
	for _, t := range parts {
		d.Parts = append(d.Parts, v.told(t))
	}
	return d
}

// tallyActions counts money and teachers where they arrive.
func (v *view) tallyActions(at func(string) *tally) {
	for i := range v.plan.Actions {
		a := &v.plan.Actions[i]
		if t := at(cmp.Or(a.School, a.To)); t != nil {
			t.money += a.Cost
			if a.Kind == plan.Hire {
				t.hired += a.Quantity
			}
			if a.Kind == plan.Move {
				t.net += a.Quantity
			}
		}
		if a.Kind == plan.Move {
			if t := at(a.From); t != nil {
				t.net -= a.Quantity
			}
		}
	}
}

func (v *view) told(t *tally) part {
	p := t.part
	p.Schools, p.Pupils = report.Number(float64(len(t.schools)), 0), report.Number(t.pupils, 0)
	p.Sections = report.Number(float64(t.passing[1]), 0)
	if v.after != nil {
		p.Sections = report.Number(float64(t.passing[0]), 0) + " → " + p.Sections
	}
	p.Sections += " / " + report.Number(float64(t.sections), 0)
	p.Money = v.money(t.money)
	if t.pupils > 0 {
		p.PerPupil = v.money(float64(int(t.money/t.pupils + 0.5)))
	}
	p.Hired = report.Amount(t.hired)
	p.Net = report.Amount(t.net)
	if t.net > 0 {
		p.Net = "+" + p.Net
	}
	return p
}
