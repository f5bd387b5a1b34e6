package report

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// private tells what private schools do to the result.
func (t *teller) private(p *diagnosis.Private) {
	if p == nil {
		return
	}
	t.head("Private schools: %s", t.count(p.Schools, "%s school", "%s schools"))
	t.line("  with them: %s", t.standing(p.With))
	if p.Without == nil {
		t.line("  without them: nothing would be left to judge")
	} else {
		t.line("  without them: %s", t.standing(*p.Without))
	}
	shown := t.o.top(len(p.Each))
	g := grid{columns: []string{"without", "school", "its sections that fail", "least to pass", "CVs with a limit that change most"}}
	for i := range p.Each[:shown] {
		one := &p.Each[i]
		var lacks []string
		for j := range t.o.Diagnosis.Gaps {
			if s := &t.o.Diagnosis.Gaps[j]; s.School == one.School {
				lacks = append(lacks, t.say("%[1]s: %[2]s", t.of(s.Stage), t.least(s)))
			}
		}
		g.add(one.School, t.n.schools[one.School], t.share(one.Failing, one.Of), strings.Join(lacks, "; "), t.cvChanges(one.CVs))
	}
	t.grid(g)
	t.more(len(p.Each) - shown)
}

// standing is how a county stands, in short.
func (t *teller) standing(s diagnosis.Standing) string {
	return t.say("%[1]s of %[2]s and %[3]s of %[4]s fail",
		number(float64(s.Failing), 0), t.count(s.Sections, "%s section", "%s sections"),
		number(float64(s.CVsOver), 0), t.count(s.CVsLimits, "%s CV", "%s CVs"))
}

// cvChangesTold is how many changes of CVs a line names.
const cvChangesTold = 3

// cvChanges names the CVs that turn, then those that change most, as far as it shows.
func (t *teller) cvChanges(all []diagnosis.CVChange) string {
	limited := slices.DeleteFunc(slices.Clone(all), func(c diagnosis.CVChange) bool {
		return c.Limit == nil || c.Passes == c.PassesAfter && cvText(float64(c.CV), c.Limit) == cvText(float64(c.Without), c.Limit)
	})
	size := func(c diagnosis.CVChange) float64 {
		d := math.Abs(float64(c.Without - c.CV))
		if c.Passes != c.PassesAfter {
			return d + 1 // no change is as large as a verdict that turns
		}
		return d
	}
	slices.SortStableFunc(limited, func(x, y diagnosis.CVChange) int {
		switch {
		case size(x) > size(y):
			return -1
		case size(x) < size(y):
			return 1
		}
		return 0
	})
	var told []string
	for _, c := range limited[:min(len(limited), cvChangesTold)] {
		s := t.say("%[1]s %[2]s %[3]s -> %[4]s", t.of(c.Stage), c.Code, cvText(float64(c.CV), c.Limit), cvText(float64(c.Without), c.Limit))
		switch {
		case c.Passes && !c.PassesAfter:
			s += t.of(" (then FAILS)")
		case !c.Passes && c.PassesAfter:
			s += t.of(" (then passes)")
		}
		told = append(told, s)
	}
	return t.list(told)
}

// readings lists, for every other reading of the rules, the verdicts that it turns.
func (t *teller) readings(all []diagnosis.Variant) {
	if len(all) == 0 {
		return
	}
	t.head("Verdicts that another reading would turn")
	g := grid{columns: []string{"reading", ">turns", "which"}}
	for i := range all {
		v := &all[i]
		name := t.of(variantText(v.ID))
		switch {
		case v.Relief != "":
			name += " " + t.reliefName(v.Relief)
		case v.ID == diagnosis.VariantNoRelief:
			name = t.of("without any relief")
		}
		told := v.Flips
		if t.o.Top >= 0 {
			told = told[:min(len(told), placesTold)]
		}
		var which []string
		for j := range told {
			which = append(which, t.flip(&told[j]))
		}
		s := t.list(which)
		if left := len(v.Flips) - len(told); left > 0 {
			s = t.say("%[1]s and %[2]s more", s, number(float64(left), 0))
		}
		g.add(name, number(float64(len(v.Flips)), 0), s)
	}
	t.grid(g)
}

// reliefName is the name of a relief in the report's language; its id where it has none.
func (t *teller) reliefName(id string) string {
	if t.o.Standard == nil {
		return id
	}
	name := func(some []standard.Relief) string {
		for _, r := range some {
			switch {
			case r.ID != id:
			case t.Lang == Chinese:
				return cmp.Or(r.NameZH, r.Name)
			default:
				return r.Name
			}
		}
		return ""
	}
	for i := range t.o.Standard.Indicators {
		if n := name(t.o.Standard.Indicators[i].Reliefs); n != "" {
			return n
		}
	}
	for i := range t.o.Standard.Rules {
		if n := name(t.o.Standard.Rules[i].Reliefs); n != "" {
			return n
		}
	}
	return id
}

// reliefs lists the reliefs that schools may use: at how many places, until when, and where they are
// used.
func (t *teller) reliefs(all []standard.ReliefUse) {
	type group struct {
		of    *standard.ReliefUse
		may   int
		using []string
	}
	var groups []*group
	index := make(map[[2]string]*group)
	for i := range all {
		u := &all[i]
		key := [2]string{u.Relief, u.Rule}
		g := index[key]
		if g == nil {
			g = &group{of: u}
			index[key] = g
			groups = append(groups, g)
		}
		g.may++
		if u.Applied {
			where := u.School
			if u.Stage != "" {
				where += "/" + u.Stage
			}
			g.using = append(g.using, where)
		}
	}
	if len(groups) == 0 {
		return
	}
	t.head("Reliefs for which schools have the ground; used where the verdict rests on them")
	g := grid{columns: []string{"relief", "rule", ">places", ">used", "until", "used at"}}
	for _, x := range groups {
		until := ""
		if x.of.Until != 0 {
			until = strconv.Itoa(x.of.Until)
		}
		switch {
		case x.of.Off:
			until = t.of("switched off")
		case x.of.Until != 0 && t.a.Year == 0:
			until = t.say("%s; the county has no year: not used", until)
		case x.of.Lapsed:
			until = t.say("lapsed in %s", until)
		}
		g.add(t.reliefName(x.of.Relief), x.of.Rule, number(float64(x.may), 0), number(float64(len(x.using)), 0), until, t.places(x.using))
	}
	t.grid(g)
}

// flip tells one verdict that turns.
func (t *teller) flip(f *diagnosis.Flip) string {
	becomes := " would fail"
	if !f.Passes {
		becomes = " would pass"
	}
	if code, ok := strings.CutPrefix(f.Rule, standard.RuleCV); ok || f.Rule == standard.RuleComposite {
		limit := float64(f.Threshold)
		return t.say("%[1]s CV %[2]s %[3]s -> %[4]s", t.of(f.Where), code, cvText(float64(f.Value), &limit), cvText(float64(f.Other), &limit)) + t.of(becomes)
	}
	if code, ok := strings.CutPrefix(f.Rule, standard.RuleMinimum); ok {
		return t.say("%[1]s %[2]s %[3]s -> %[4]s", t.place(f.Where), code, beside(float64(f.Value), float64(f.Threshold), valueDecimals),
			number(float64(f.Other), valueDecimals)) + t.of(becomes)
	}
	if f.Rule == standard.RuleSection {
		return t.place(f.Where) + t.of(becomes)
	}
	return t.ruleName(f.Rule, f.Level) + " " + t.place(f.Where) + t.of(becomes)
}

// place writes SCHOOL/STAGE, a school, a stage or the county.
func (t *teller) place(where string) string {
	if school, stage, ok := strings.Cut(where, "/"); ok {
		return school + "/" + t.of(stage)
	}
	return t.of(where)
}

// variantText describes a reading.
func variantText(id diagnosis.VariantID) string {
	switch id {
	case diagnosis.VariantRounded:
		return "numbers compared as printed (values 2 decimals, CVs 3)"
	case diagnosis.VariantRoundedFirst:
		return "CVs from values rounded to 2 decimals"
	case diagnosis.VariantUnweighted:
		return "CVs with every section counted once"
	case diagnosis.VariantWeighted:
		return "CVs weighted by pupils"
	case diagnosis.VariantSample:
		return "CVs weighted by pupils, n-1"
	case diagnosis.VariantSpreadsheet:
		return "CVs by STDEV/AVERAGE"
	case diagnosis.VariantNoRelief:
		return "without the relief:"
	case diagnosis.VariantTogether:
		return "music and art rooms counted together"
	case diagnosis.VariantRelief:
		return "with the relief:"
	}
	return string(id)
}

// warnings tells what needs watching: a line for each kind and level, its worst places first; where
// everything is to be shown, a line for each place.
func (t *teller) warnings(all []diagnosis.Warning) {
	if len(all) == 0 {
		return
	}
	red := 0
	for i := range all {
		if all[i].Level == diagnosis.Red {
			red++
		}
	}
	t.head("Warnings: %[1]s red, %[2]s yellow", number(float64(red), 0), number(float64(len(all)-red), 0))
	g := grid{columns: []string{"", "what", ">places", "which"}}
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && all[end].Level == all[start].Level && all[end].Kind == all[start].Kind {
			end++
		}
		var told []string
		for i := range all[start:end] {
			told = append(told, t.warned(&all[start+i]))
		}
		level, what := t.of(string(all[start].Level)), t.of(warningText(all[start].Kind))
		if t.o.Top < 0 {
			for _, line := range told {
				g.add(level, what, "", line)
			}
		} else {
			g.add(level, what, number(float64(end-start), 0), t.places(told))
		}
		start = end
	}
	t.grid(g)
}

// warned tells one warning: where, and the numbers.
func (t *teller) warned(w *diagnosis.Warning) string {
	where := w.School
	if w.School != "" && w.Stage != "" {
		where += "/"
	}
	where += t.of(w.Stage)
	switch {
	case w.Kind == diagnosis.WarnRelief:
		where += " " + t.reliefName(w.Code)
	case w.Code != "":
		where += " " + w.Code
	}
	value, limit := amount(float64(w.Value)), amount(float64(w.Threshold))
	switch w.Kind {
	case diagnosis.WarnSeats:
		value, limit = percent(float64(w.Value), 1), ""
	case diagnosis.WarnCV, diagnosis.WarnTrendCV:
		l := float64(w.Threshold)
		value, limit = cvText(float64(w.Value), &l), limitText(&l)
	case diagnosis.WarnRelief:
		value, limit = "", ""
	case diagnosis.WarnClass, diagnosis.WarnSize, diagnosis.WarnPupils, diagnosis.WarnRetiring, diagnosis.WarnSmall:
	case diagnosis.WarnTrendSection:
		value, limit = limit+" -> "+value, ""
	}
	if limit != "" {
		value = t.outOf(value, limit)
	}
	told := strings.TrimSpace(where + " " + value)
	if w.Year != 0 {
		told += t.say(" in %s", strconv.Itoa(w.Year))
	}
	return told
}

// warningText describes a warning.
func warningText(id diagnosis.WarningID) string {
	switch id {
	case diagnosis.WarnSeats:
		return "seats taken: 90 % or more (red: all of them)"
	case diagnosis.WarnClass:
		return "largest class at its limit (red: over it)"
	case diagnosis.WarnSize:
		return "school at 90 % of its size limit (red: over it)"
	case diagnosis.WarnCV:
		return "CV near its limit"
	case diagnosis.WarnPupils:
		return "passes, but with few pupils more it would not"
	case diagnosis.WarnRelief:
		return "relief that lapses"
	case diagnosis.WarnRetiring:
		return "backbone teachers near retirement"
	case diagnosis.WarnTrendSection:
		return "passes, but not with the pupils that the trend brings"
	case diagnosis.WarnTrendCV:
		return "CV over its limit with the pupils that the trend brings"
	case diagnosis.WarnSmall:
		return "enrolment falls below a limit, as the trend goes on"
	}
	return string(id)
}
