package diagnosis

import (
	"math"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A bound is the most of a quantity that is allowed at a place; a strict one must not be reached.
type bound struct {
	most   float64
	strict bool
}

// level is red where a value breaks the bound, as the verdict on it says, and yellow where it is near.
func (b bound) level(value float64) Level {
	if !standard.Within(value, b.most) || b.strict && value >= b.most {
		return Red
	}
	return Yellow
}

// Limits that hold where the standard sets none: those of 2017.
const (
	primaryClass   = 45 // pupils
	juniorClass    = 50
	schoolSize     = 2000
	longSchoolSize = 2500 // of the compulsory stages of nine-year and twelve-year schools
)

// limits says whether a rule is an upper limit of a quantity at places of one sort.
func limits(r *standard.Rule, quantity string, each standard.Each) bool {
	return r.Form == standard.Maximum && r.Each == each && len(r.Value) == 1 && r.Value[0].Column == quantity
}

// bounds are the limits by which the places of a rule are judged, by place, the strictest of several:
// the threshold of the verdict, or that of a relief which the place may use and does not need yet.
func (d *diagnoser) bounds(quantity string, each standard.Each) map[string]bound {
	all := make(map[string]bound)
	for i := range d.s.Rules {
		r := &d.s.Rules[i]
		if !limits(r, quantity, each) {
			continue
		}
		eased := d.eased(r)
		for k := range d.a.Verdicts {
			v := &d.a.Verdicts[k]
			if v.Rule != r.ID || v.Level != r.Level || v.Outcome == standard.NoData {
				continue
			}
			b := bound{math.Max(v.Threshold, eased[v.Where]), r.Strict}
			if other, ok := all[v.Where]; !ok || b.most < other.most {
				all[v.Where] = b
			}
		}
	}
	return all
}

// eased are the limits of the reliefs of a rule that are in force, by place, the widest of several.
func (d *diagnoser) eased(r *standard.Rule) map[string]float64 {
	all, index := make(map[string]float64), d.c.SchoolIndex()
	for i := range d.reliefs {
		u := &d.reliefs[i]
		inForce := !u.Off && !u.Lapsed && (u.Until == 0 || d.c.Year != 0)
		if u.Rule != r.ID || !inForce {
			continue
		}
		where, key := u.School, string(d.c.Schools[index[u.School]].Kind)
		if u.Stage != "" {
			where, key = u.School+"/"+u.Stage, u.Stage
		}
		for k := range r.Reliefs {
			if r.Reliefs[k].ID == u.Relief {
				all[where] = math.Max(all[where], at(r.Reliefs[k].Threshold, key))
			}
		}
	}
	return all
}

// at is the threshold of a stage or kind, or that of every place; 0: there is none.
func at(threshold map[string]float64, key string) float64 {
	if v, ok := threshold[key]; ok {
		return v
	}
	return threshold[standard.AnyPlace]
}

// limitOf is the most of a quantity that the standard's rules allow, by stage or kind of school, the
// strictest of several; where they say nothing, what the rules of 2017 allow. It is for places that no
// verdict is about.
func (d *diagnoser) limitOf(quantity string, each standard.Each, key string) float64 {
	limit := math.Inf(1)
	for i := range d.s.Rules {
		if r := &d.s.Rules[i]; limits(r, quantity, each) {
			if most := at(r.Threshold, key); most > 0 {
				limit = math.Min(limit, most)
			}
		}
	}
	if !math.IsInf(limit, 1) {
		return limit
	}
	switch {
	case quantity == standard.QuantityLargestClass && key == model.StagePrimary:
		return primaryClass
	case quantity == standard.QuantityLargestClass && key == model.StageJunior:
		return juniorClass
	case quantity == standard.QuantityPupils && (key == string(model.KindNineYear) || key == string(model.KindTwelveYear)):
		return longSchoolSize
	case quantity == standard.QuantityPupils:
		return schoolSize
	}
	return 0
}

// classLimit is the most pupils a class may have; 0: not known.
func (d *diagnoser) classLimit(stage string) float64 {
	return d.limitOf(standard.QuantityLargestClass, standard.EachSection, stage)
}

// sizeLimit is the most pupils that the compulsory stages of a school may have.
func (d *diagnoser) sizeLimit(k model.SchoolKind) float64 {
	return d.limitOf(standard.QuantityPupils, standard.EachSchool, string(k))
}
