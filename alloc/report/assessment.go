package report

import (
	"cmp"
	"io"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// Part names a part of an assessment's report.
type Part string

// The parts, in the order in which they are told.
const (
	PartBlockers   Part = "blockers"   // what stands against a pass
	PartChanges    Part = "changes"    // since an earlier year
	PartIndicators Part = "indicators" // means and CVs by stage
	PartRules      Part = "rules"      // the other rules of the standard
	PartGaps       Part = "gaps"       // what each failing section lacks
	PartMissing    Part = "missing"    // to the minimums, all sections together
	PartDrivers    Part = "drivers"    // which sections make the CVs
	PartBetween    Part = "between"    // how much of the CVs lies between areas, zones, groups, owners
	PartMarginal   Part = "marginal"   // what a little more would do
	PartFigures    Part = "figures"    // unweighted figures beside weighted ones
	PartPrivate    Part = "private"    // what private schools do
	PartReadings   Part = "readings"   // verdicts that another reading turns
	PartReliefs    Part = "reliefs"    // which relief each school may use, until when, and does use
	PartWarnings   Part = "warnings"   // what needs watching
	PartView       Part = "view"       // investment, opportunity or benefit
	PartData       Part = "data"       // what was noticed in the data
)

// Parts lists the parts in their order.
func Parts() []Part {
	return []Part{
		PartBlockers, PartChanges, PartIndicators, PartRules, PartGaps, PartMissing, PartDrivers, PartBetween,
		PartMarginal, PartFigures, PartPrivate, PartReadings, PartReliefs, PartWarnings, PartView, PartData,
	}
}

// Assessment writes an assessment: whether the county passes, then the parts of the report, of which
// each is left out where it has nothing to tell.
func Assessment(w io.Writer, a *standard.Assessment, o Options) error {
	n := newNames(o.County, o.Standard)
	n.lang = o.Lang
	t := &teller{page: newPage(o), a: a, o: o, n: n, binding: bindingLevels(a)}
	t.lead(t.title())
	if a.Constructed {
		t.line(constructedNote)
	}
	t.verdict()
	t.levels()
	for _, part := range Parts() {
		if t.shows(part) {
			t.tell(part)
		}
	}
	return t.writeTo(w)
}

// shows says whether a part is asked for.
func (t *teller) shows(part Part) bool {
	if len(t.o.Parts) == 0 {
		return t.o.View == nil || part == PartView || part == PartChanges
	}
	return slices.Contains(t.o.Parts, part)
}

// name is the name of an indicator in a table below that of the indicators, which tells it already.
func (t *teller) name(code string) string {
	if t.shows(PartIndicators) {
		return ""
	}
	return t.n.indicator(code)
}

// teller writes the parts of an assessment.
type teller struct {
	*page
	a *standard.Assessment
	o Options
	n names
	// binding is, of a stack, the level that binds by rule of the resource block and place.
	binding map[[2]string]string
	// used and lacked are the Chinese names of what verdicts use and lack, made when they are first
	// asked for.
	used, lacked map[string]string
}

func (t *teller) tell(part Part) {
	d := t.o.Diagnosis
	if d == nil {
		d = &diagnosis.Diagnosis{}
	}
	switch part {
	case PartBlockers:
		t.blockers(d.Blockers)
	case PartChanges:
		t.changes(t.o.Comparison)
	case PartIndicators:
		t.indicators()
	case PartRules:
		t.rules()
	case PartGaps:
		t.gaps(d.Gaps)
	case PartMissing:
		t.lacking()
	case PartDrivers:
		t.driving()
	case PartBetween:
		t.between(d.Drivers)
	case PartMarginal:
		t.marginal(d.Drivers)
	case PartFigures:
		t.figures(d.Drivers)
	case PartPrivate:
		t.private(d.Private)
	case PartReadings:
		t.readings(d.Variants)
	case PartReliefs:
		t.reliefs(d.Reliefs)
	case PartWarnings:
		t.warnings(d.Warnings)
	case PartView:
		t.view(t.o.View)
	case PartData:
		t.data()
	}
}

// constructedNote is said wherever data are made up.
const constructedNote = "Constructed data: this county does not exist."

// title says what was judged by what.
func (t *teller) title() string {
	name := cmp.Or(t.a.County, t.of("The county"))
	by := t.a.Standard
	if s := t.o.Standard; s != nil && t.Lang == Chinese && s.TitleZH != "" {
		by = s.TitleZH + "（" + s.Name + "）"
	}
	if t.a.Year != 0 {
		return t.say("%[1]s, data of %[2]s, judged by %[3]s.", name, strconv.Itoa(t.a.Year), by)
	}
	return t.say("%[1]s, judged by %[2]s.", name, by)
}

// verdict is the answer in a sentence, and a second one where rules beside the resources are asked.
func (t *teller) verdict() {
	var limits, over int
	for i := range t.a.Indicators {
		if t.a.Indicators[i].Limit != nil {
			limits++
			if !t.a.Indicators[i].Passes {
				over++
			}
		}
	}
	composites, compositesOver := 0, 0
	for i := range t.a.Composites {
		if t.a.Composites[i].Limit != nil {
			composites++
			if !t.a.Composites[i].Passes {
				compositesOver++
			}
		}
	}
	type asked struct {
		n, failing int
		one, many  string
	}
	var things []asked
	if slices.ContainsFunc(t.a.Sections, hasMinimum) {
		things = append(things, asked{len(t.a.Sections), len(t.a.Sections) - t.a.SectionsPassing, "%s section", "%s sections"})
	}
	if limits > 0 {
		things = append(things, asked{limits, over, "%s CV", "%s CVs"})
	}
	if composites > 0 {
		things = append(things, asked{composites, compositesOver, "%s composite CV", "%s composite CVs"})
	}
	var good, bad []string
	for _, x := range things {
		good = append(good, t.say("all %s", t.count(x.n, x.one, x.many)))
		bad = append(bad, t.say("%[1]s of %[2]s", number(float64(x.failing), 0), t.count(x.n, x.one, x.many)))
	}
	other := t.otherRules()
	switch {
	case len(things) == 0 && other.rules == 0:
		t.line("The standard sets no minimum and no limit here: there is nothing to pass or to fail in %s.",
			t.count(len(t.a.Sections), "%s section", "%s sections"))
	case !t.a.Passes:
		t.line("The county does not pass: %s fail.", t.and(bad))
	case len(things) == 0 && t.a.Outcome == standard.Fail:
		format := "The county does not pass: %[1]s of %[2]s fail."
		if other.failing == 1 {
			format = "The county does not pass: %[1]s of %[2]s fails."
		}
		t.line(format, number(float64(other.failing), 0), t.count(other.rules, "%s rule", "%s rules"))
	case len(things) == 0 && t.a.Outcome == standard.NoData:
		t.line("Nothing fails, but the county cannot be said to pass: %[1]s of %[2]s are without data.", number(float64(other.open), 0), t.count(other.rules, "%s rule", "%s rules"))
	case t.a.Outcome == standard.Fail:
		t.line("The county does not pass: %s meet the standard, but other rules fail.", t.and(good))
	case t.a.Outcome == standard.NoData:
		t.line("Nothing fails, but the county cannot be said to pass: %s meet the standard, other rules lack data.", t.and(good))
	case len(things) == 0:
		t.line("The county passes: all rules are kept.")
	default:
		t.line("The county passes: %s meet the standard.", t.and(good))
	}
	if other.rules > 0 && len(things) > 0 {
		t.line("%[1]s beside the resources: %[2]s fail, %[3]s kept, %[4]s without data.", t.count(other.rules, "%s rule", "%s rules"),
			number(float64(other.failing), 0), number(float64(other.rules-other.failing-other.open), 0), number(float64(other.open), 0))
	}
}

// and joins parts of a sentence, of which there is at least one.
func (t *teller) and(parts []string) string {
	out := parts[0]
	for i, part := range parts[1:] {
		if i == len(parts)-2 {
			out += t.of(" and ") + part
		} else {
			out += t.of(", ") + part
		}
	}
	return out
}

// hasMinimum says whether the standard asks anything of the section itself.
func hasMinimum(s standard.SectionResult) bool {
	return slices.ContainsFunc(s.Readings, func(r standard.Reading) bool { return r.Minimum != nil })
}
