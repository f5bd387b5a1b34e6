package standard

import (
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// Forms lists the forms of rules.
func Forms() []Form {
	return []Form{Minimum, Maximum, Share, Ratio, Step, Document, Compare, Regression}
}

// Blocks lists the blocks that rules may belong to.
func Blocks() []Block {
	return []Block{BlockPrecondition, BlockGuarantee, BlockQuality, BlockRecognition, BlockVeto, BlockNorm}
}

// rules checks the rules beside the indicators.
func (v *checks) rules(s *Standard) {
	seen := make(map[[2]string]bool)
	for i := range s.Rules {
		r := &s.Rules[i]
		name := r.ID
		if r.ID == "" {
			name = "rule " + strconv.Itoa(i+1)
			v.add(name, "id", "", "is missing")
		} else if seen[[2]string{r.Level, r.ID}] {
			v.add(name, "id", r.ID, "is given twice")
		}
		seen[[2]string{r.Level, r.ID}] = true
		v.known(name, "form", string(r.Form), words(Forms()))
		v.known(name, "block", string(r.Block), words(Blocks()))
		if r.Each != "" {
			v.known(name, "each", string(r.Each), words([]Each{EachCounty, EachStage, EachSchool, EachSection, EachCampus}))
		}
		for _, k := range slices.Concat(r.Scope.Kinds, r.Scope.WithoutKinds) {
			v.known(name, "scope.kinds", string(k), words(model.SchoolKinds()))
		}
		if b := r.Scope.PupilsBelow; !(b >= 0) || math.IsInf(b, 0) {
			v.add(name, "scope.pupils_below", decimal(b), "must be a finite number, not negative")
		}
		for _, a := range r.Scope.Areas {
			v.known(name, "scope.areas", string(a), words(model.Areas()))
		}
		v.form(name, r)
		for k := range r.Reliefs {
			relief := &r.Reliefs[k]
			v.relief(name, relief)
			if len(relief.Add) > 0 || (relief.Threshold == nil) == (relief.RoomArea == nil) {
				v.add(name, "reliefs", relief.ID, "must change either the threshold or the area of rooms")
			}
		}
	}
}

// form checks what the form of a rule asks for.
func (v *checks) form(name string, r *Rule) {
	v.terms(name, "value", r.Value)
	v.terms(name, "over", r.Over)
	v.terms(name, "steps.of", r.Steps.Of)
	v.numbers(name, "threshold", r.Threshold)
	v.numbers(name, "rooms.area", r.Rooms.Area)
	asks := func(column string, given, needed bool) {
		switch {
		case needed && !given:
			v.add(name, column, "", "is missing; form "+string(r.Form)+" needs it")
		case !needed && given:
			v.add(name, column, "", "has no meaning in form "+string(r.Form))
		}
	}
	divides := slices.Contains([]Form{Share, Ratio, Compare, Regression}, r.Form)
	steps := r.Form == Step
	asks("value", len(r.Value) > 0 || steps && r.Rooms.Use != "", r.Form != Document)
	asks("over", len(r.Over) > 0, divides)
	asks("steps.of", len(r.Steps.Of) > 0, steps)
	asks("threshold", len(r.Threshold) > 0 || r.ThresholdInput != "", !steps && r.Form != Document)
	if r.Rooms.Use != "" && !steps {
		v.add(name, "rooms", r.Rooms.Use, "has no meaning in form "+string(r.Form))
	}
	if r.Form == Regression && r.Each != EachStage {
		v.add(name, "each", string(r.Each), "must be "+string(EachStage)+" in form "+string(r.Form))
	}
	if r.Form == Compare && r.Each != EachSection {
		v.add(name, "each", string(r.Each), "must be "+string(EachSection)+" in form "+string(r.Form))
	}
	if r.Form != Compare && !reflect.ValueOf(r.Against).IsZero() {
		v.add(name, "against", "", "has no meaning in form "+string(r.Form))
	}
	if steps {
		v.steps(name, &r.Steps)
	}
	if r.Form == Document && (r.Each == EachStage || r.Each == EachSection || r.Each == EachCampus) {
		v.add(name, "each", string(r.Each), "must be "+string(EachCounty)+" or "+string(EachSchool)+" in form "+string(r.Form))
	}
	if r.Forbidden && r.Form != Document {
		v.add(name, "forbidden", "true", "has no meaning in form "+string(r.Form))
	}
	if r.Uniform {
		switch {
		case r.Form != Minimum && r.Form != Maximum:
			v.add(name, "uniform", "true", "has no meaning in form "+string(r.Form))
		case len(r.Value) != 1 || r.Value[0].Sign < 0:
			v.add(name, "uniform", "true", "must be of one quantity")
		}
	}
	if r.EmptyPasses && r.Form != Share {
		v.add(name, "empty_passes", "true", "has no meaning in form "+string(r.Form))
	}
}

func (v *checks) steps(name string, s *Steps) {
	if len(s.Table) == 0 && !(s.Every > 0) {
		v.add(name, "steps", "", "must have a table, or every above 0")
	}
	for _, x := range []float64{s.Every, s.Give} {
		if !(x >= 0) || math.IsInf(x, 0) {
			v.add(name, "steps", decimal(x), "must be a finite number, not negative")
		}
	}
	last := math.Inf(-1)
	for _, step := range s.Table {
		if !(step.UpTo > last) || !(step.Need >= 0) || math.IsInf(step.UpTo, 0) || math.IsInf(step.Need, 0) {
			v.add(name, "steps.table", decimal(step.UpTo), "must rise, with finite needs that are not negative")
			return
		}
		last = step.UpTo
	}
}

// reliefs checks those of an indicator.
func (v *checks) reliefs(name string, k Indicator) {
	for i := range k.Reliefs {
		relief := &k.Reliefs[i]
		v.relief(name, relief)
		if len(relief.Add) == 0 || relief.Threshold != nil || relief.RoomArea != nil {
			v.add(name, "reliefs", relief.ID, "must add a stock, which is all that a relief of an indicator can do")
		}
	}
}

func (v *checks) relief(name string, r *Relief) {
	if r.ID == "" {
		v.add(name, "reliefs.id", "", "is missing")
	}
	if r.Until < 0 {
		v.add(name, "reliefs.until", strconv.Itoa(r.Until), "must be a year, or 0 where it does not lapse")
	}
	v.terms(name, "reliefs.add", r.Add)
	v.numbers(name, "reliefs.threshold", r.Threshold)
	v.numbers(name, "reliefs.room_area", r.RoomArea)
	g := &r.Ground
	for _, x := range []float64{g.PupilsFrom, g.PupilsBelow, g.LargestClassBelow, g.Above} {
		if !(x >= 0) || math.IsInf(x, 0) {
			v.add(name, "reliefs.ground", decimal(x), "must be a finite number, not negative")
		}
	}
	for _, a := range g.Areas {
		v.known(name, "reliefs.ground.areas", string(a), words(model.Areas()))
	}
	if g.Part == "" && g.Above != 0 {
		v.add(name, "reliefs.ground.above", decimal(g.Above), "needs the name of a part")
	}
	if g.BuiltBy == 0 && g.PlannedBy == 0 && g.Flag == "" && len(g.Areas) == 0 && g.PupilsFrom == 0 &&
		g.PupilsBelow == 0 && g.LargestClassBelow == 0 && g.Part == "" {
		v.add(name, "reliefs.ground", "", "is missing: a relief without a ground is another rule")
	}
}

// terms checks a signed sum of quantities.
func (v *checks) terms(name, column string, terms []Term) {
	for i, t := range terms {
		switch {
		case t.Column == "" || t.Column[0] == '-':
			v.add(name, column, t.Column, "must be the name of a quantity")
		case t.Sign != 1 && t.Sign != -1:
			v.add(name, column, t.Column, "must count with the sign 1 or -1")
		case slices.ContainsFunc(terms[:i], func(o Term) bool { return o.Column == t.Column }):
			v.add(name, column, t.Column, "is given twice")
		}
	}
}

// numbers checks numbers by stage, kind or any.
func (v *checks) numbers(name, column string, by map[string]float64) {
	for _, key := range stagesOf(by) {
		if x := by[key]; math.IsNaN(x) || math.IsInf(x, 0) {
			v.add(name, column+"."+key, decimal(x), "must be a finite number")
		}
	}
}

func (v *checks) known(name, column, word string, known []string) {
	if !slices.Contains(known, word) {
		v.add(name, column, word, model.Unknown(word, known))
	}
}

// words are the texts of a named string type.
func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}
