package standard

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// ErrStack says that standards hold together but that no one standard says what they say together.
// The faults that it stands with name the levels and the rule.
var ErrStack = errors.New("the levels do not make one standard")

// Stack joins standards that must all hold, the highest level first (national, provincial,
// municipal), into one to judge by and to plan with. The result keeps them in Levels; it passes
// exactly where each of them passes. Levels that are stacks themselves are taken apart; one that
// comes twice counts once.
//
// What a level leaves open it takes over from the levels above: the weighting, what is excluded, and,
// for an indicator of the same code, what it counts (stock, per, split, unit, names, reliefs), and for
// a rule of the same id that has no form of its own, everything but its source and whether that was
// seen.
//
//   - Indicators that count the same stock per the same number of pupils become one, under the code of
//     the highest level, with the highest minimum and the lowest limit on its CV.
//   - A level that asks for its minimums in full makes them floors, which the section rule of another
//     level does not excuse. Of levels whose rules excuse something, one must be at least as strict as
//     each other one everywhere; it is the rule.
//   - Verdict rules ([Rule]) of all levels stand side by side, each with its level; one that two levels
//     state word for word stands once.
//
// Everything else is refused with [ErrStack], each reason as a [*model.DataError] whose File is the
// name of the level: another weighting, other exclusions, one code for two things, one stock split
// and not split, a limit on the mean of other CVs, section rules of which none is the strictest.
// Faults of the levels themselves are those of [Standard.Validate].
func Stack(levels ...*Standard) (*Standard, error) {
	m, err := newMerge(levels)
	if err != nil {
		return nil, err
	}
	for l := range m.levels {
		m.scope(l)
		m.indicators(l)
	}
	m.sectionRule()
	m.composite()
	if len(m.faults) > 0 {
		return nil, &stackError{m.faults}
	}
	if err := m.out.Validate(); err != nil {
		return nil, err
	}
	return m.out, nil
}

// A stackError tells its faults, and is ErrStack.
type stackError struct{ faults []error }

func (e *stackError) Error() string { return errors.Join(e.faults...).Error() }

func (e *stackError) Unwrap() []error { return append([]error{ErrStack}, e.faults...) }

// A merge makes one standard of several.
type merge struct {
	levels []*Standard
	out    *Standard
	place  [][]int // index into out.Indicators, by level and its indicator
	from   []int   // the level that each of out.Indicators comes from
	faults []error
}

func newMerge(levels []*Standard) (*merge, error) {
	m := &merge{}
	var faults []error
	for _, given := range flatten(levels) {
		level := given.under(m.levels)
		twin := slices.IndexFunc(m.levels, func(s *Standard) bool { return s.Name == level.Name })
		switch {
		case twin < 0:
			unknown := level.unknown(m.levels)
			if m.levels = append(m.levels, level); unknown == nil {
				unknown = level.validate(true)
			}
			faults = append(faults, unknown)
		case !reflect.DeepEqual(m.levels[twin], level):
			m.refuse(level, "", "name", level.Name, "two different levels have this name")
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if len(m.levels) == 0 {
		return nil, fmt.Errorf("%w: there is no level", ErrStack)
	}
	top := m.levels[0]
	m.out = &Standard{
		Name: m.joined(" + ", func(s *Standard) string { return s.Name }), Source: m.joined("; ", func(s *Standard) string { return s.Source }),
		Weighting: top.weighting(), Exclude: top.Exclude, Levels: m.levels, Verified: true,
	}
	for _, s := range m.levels {
		m.out.Verified = m.out.Verified && s.Verified
	}
	m.rules()
	m.place = make([][]int, len(m.levels))
	return m, nil
}

// joined joins what the levels have, each text once.
func (m *merge) joined(by string, of func(*Standard) string) string {
	var texts []string
	for _, s := range m.levels {
		if text := of(s); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, by)
}

// rules lists the verdict rules of all levels, each with its level. One that a level above states word
// for word stands once.
func (m *merge) rules() {
	for _, s := range m.levels {
		for _, r := range s.Rules {
			again := slices.ContainsFunc(m.out.Rules, func(above Rule) bool {
				above.Level = r.Level
				return reflect.DeepEqual(above, r)
			})
			if !again {
				r.Level = s.Name
				m.out.Rules = append(m.out.Rules, r)
			}
		}
	}
}

// flatten takes stacks apart.
func flatten(levels []*Standard) []*Standard {
	var flat []*Standard
	for _, s := range levels {
		if s == nil {
			continue
		}
		if len(s.Levels) > 0 {
			flat = append(flat, flatten(s.Levels)...)
		} else {
			flat = append(flat, s)
		}
	}
	return flat
}

// under returns the standard as a level below others: what it leaves open is theirs, the nearest
// first.
func (s *Standard) under(above []*Standard) *Standard {
	level := *s
	level.Indicators, level.Rules = slices.Clone(s.Indicators), slices.Clone(s.Rules)
	for _, upper := range slices.Backward(above) {
		if level.Weighting == "" {
			level.Weighting = upper.Weighting
		}
		if reflect.ValueOf(level.Exclude).IsZero() {
			level.Exclude = upper.Exclude
		}
		for k := range level.Indicators {
			if of, ok := upper.Index(level.Indicators[k].Code); ok {
				level.Indicators[k].complete(&upper.Indicators[of])
			}
		}
		for i := range level.Rules {
			if of := upper.ruleOf(level.Rules[i].ID); of != nil && level.Rules[i].Form == "" {
				level.Rules[i].complete(of, s.Source)
			}
		}
	}
	return &level
}

// ruleOf is the rule of an id, nil where there is none.
func (s *Standard) ruleOf(id string) *Rule {
	for i := range s.Rules {
		if s.Rules[i].ID == id {
			return &s.Rules[i]
		}
	}
	return nil
}

// complete takes over what a rule leaves open. The text of the other is not its source; an answer that
// the other's threshold gives way to does not replace a threshold of its own; an empty list of reliefs
// says that there are none.
func (r *Rule) complete(of *Rule, source string) {
	own := *r
	fields, others := reflect.ValueOf(r).Elem(), reflect.ValueOf(of).Elem()
	for i := range fields.NumField() {
		if fields.Field(i).IsZero() {
			fields.Field(i).Set(others.Field(i))
		}
	}
	r.Verified = own.Verified
	if r.Source = own.Source; r.Source == "" {
		r.Source = source
	}
	if own.Threshold != nil {
		r.ThresholdInput = own.ThresholdInput
	}
	if len(r.Reliefs) == 0 {
		r.Reliefs = nil
	}
}

// unknown reports indicators that leave open what they count though no level above says it, and rules
// that leave open how they are decided.
func (s *Standard) unknown(above []*Standard) error {
	var known, rules []string
	for _, level := range above {
		for i := range level.Rules {
			rules = append(rules, level.Rules[i].ID)
		}
		for i := range level.Indicators {
			if code := level.Indicators[i].Code; !slices.Contains(known, code) {
				known = append(known, code)
			}
		}
	}
	var faults []error
	for i := range s.Indicators {
		if k := &s.Indicators[i]; len(k.Stock) == 0 && len(above) > 0 && !slices.Contains(known, k.Code) {
			faults = append(faults, &model.DataError{
				File: s.Name, Record: k.Code, Column: "code", Value: k.Code,
				Rule: "counts no stock, and no level above has this code: " + model.Unknown(k.Code, known),
			})
		}
	}
	for i := range s.Rules {
		if r := &s.Rules[i]; r.Form == "" && r.ID != "" && len(above) > 0 {
			rule := "has no form, and no level above has a rule of this id"
			if near := model.Nearest(r.ID, rules); near != "" {
				rule += fmt.Sprintf("; did you mean %q?", near)
			}
			faults = append(faults, &model.DataError{File: s.Name, Record: r.ID, Column: "id", Value: r.ID, Rule: rule})
		}
	}
	return errors.Join(faults...)
}

// complete takes over what an indicator counts where that is left open, and its name and reliefs
// where the other counts the same.
func (k *Indicator) complete(of *Indicator) {
	if len(k.Stock) == 0 {
		k.Stock, k.Split = of.Stock, of.Split
		if k.Per == 0 {
			k.Per = of.Per
		}
	}
	if !k.counts(of) {
		return
	}
	if k.Name == "" && k.NameZH == "" {
		k.Name, k.NameZH = of.Name, of.NameZH
	}
	if k.Unit == "" {
		k.Unit = of.Unit
	}
	if len(k.Reliefs) == 0 {
		k.Reliefs = of.Reliefs
	}
}

// counts says whether two indicators count the same stock per the same number of pupils.
func (k *Indicator) counts(of *Indicator) bool {
	if k.Per != of.Per || len(k.Stock) != len(of.Stock) {
		return false
	}
	for _, t := range k.Stock {
		if !slices.Contains(of.Stock, t) {
			return false
		}
	}
	return true
}

func (m *merge) refuse(level *Standard, record, column, value, rule string) {
	m.faults = append(m.faults, &model.DataError{File: level.Name, Record: record, Column: column, Value: value, Rule: rule})
}

// scope holds a level against the first: they must judge the same sections in the same way.
func (m *merge) scope(l int) {
	level, top := m.levels[l], m.levels[0]
	if level.weighting() != top.weighting() {
		m.refuse(level, "", "weighting", string(level.weighting()),
			top.Name+" weights by "+string(top.weighting())+"; a CV cannot be both: judge by this level on its own")
	}
	if !reflect.DeepEqual(level.Exclude, top.Exclude) {
		m.refuse(level, "", "exclude", "", "leaves out other sections than "+top.Name+" does; a CV is over the ones or the others: judge by this level on its own")
	}
}

// indicators adds a level's indicators.
func (m *merge) indicators(l int) {
	level := m.levels[l]
	for i := range level.Indicators {
		k := &level.Indicators[i]
		at := slices.IndexFunc(m.out.Indicators, func(of Indicator) bool { return k.counts(&of) })
		switch {
		case at >= 0 && slices.Contains(m.place[l], at):
			m.refuse(level, k.Code, "stock", columns(k.Stock), "the level counts this twice, also as "+m.out.Indicators[at].Code)
		case at >= 0:
			m.strictest(level, k, at)
		default:
			at = m.add(level, l, k)
		}
		m.place[l] = append(m.place[l], at)
	}
}

// add adds an indicator that no level above has.
func (m *merge) add(level *Standard, l int, k *Indicator) int {
	if of, taken := m.out.Index(k.Code); taken {
		m.refuse(level, k.Code, "code", k.Code,
			"is "+columns(m.out.Indicators[of].Stock)+" per "+decimal(m.out.Indicators[of].Per)+" in "+m.levels[m.from[of]].Name+", but "+columns(k.Stock)+" per "+decimal(k.Per)+" here: give it another code")
	}
	added := *k
	added.Minimum, added.Floor, added.CVLimit = nil, nil, maps.Clone(k.CVLimit)
	m.out.Indicators = append(m.out.Indicators, added)
	m.from = append(m.from, l)
	return len(m.out.Indicators) - 1
}

// strictest joins an indicator to one that counts the same. Minimums and floors wait for the section
// rules.
func (m *merge) strictest(level *Standard, k *Indicator, at int) {
	of := &m.out.Indicators[at]
	above := m.levels[m.from[at]].Name
	if k.Split != of.Split {
		m.refuse(level, k.Code, "split", fmt.Sprint(k.Split), above+" has it the other way")
	}
	if k.Unit != "" && of.Unit != "" && k.Unit != of.Unit {
		m.refuse(level, k.Code, "unit", k.Unit, "is "+of.Unit+" in "+above)
	}
	if !reflect.DeepEqual(k.Reliefs, of.Reliefs) {
		m.refuse(level, k.Code, "reliefs", "", "are not those of "+above+"; a stock counts one way only: leave them out to take over those")
	}
	for _, stage := range stagesOf(k.CVLimit) {
		if limit, ok := of.CVLimit[stage]; !ok || k.CVLimit[stage] < limit {
			if of.CVLimit == nil {
				of.CVLimit = make(map[string]float64)
			}
			of.CVLimit[stage] = k.CVLimit[stage]
		}
	}
}

// composite takes over the lowest limit on the mean of all CVs of a stage, where that is the mean of
// the same CVs at all levels.
func (m *merge) composite() {
	for _, level := range m.levels {
		for _, stage := range stagesOf(level.Composite.CVLimit) {
			if len(level.Indicators) < len(m.out.Indicators) {
				m.refuse(level, "", "composite.cv_limit."+stage, decimal(level.Composite.CVLimit[stage]),
					fmt.Sprintf("limits the mean of the CVs of %d indicators, and together the levels have %d: judge by this level on its own", len(level.Indicators), len(m.out.Indicators)))
				continue
			}
			if m.out.Composite.CVLimit == nil {
				m.out.Composite.CVLimit = make(map[string]float64)
			}
			limit, ok := m.out.Composite.CVLimit[stage]
			if !ok {
				limit = math.Inf(1)
			}
			m.out.Composite.CVLimit[stage] = min(limit, level.Composite.CVLimit[stage])
		}
	}
}

// levels checks that a stack is what its levels make together.
func (v *checks) levels(s *Standard) {
	if len(s.Levels) == 0 {
		return
	}
	m, err := newMerge(s.Levels)
	if err != nil {
		v.errs = append(v.errs, err)
		return
	}
	for l := range m.levels {
		m.scope(l)
		m.indicators(l)
	}
	m.sectionRule()
	m.composite()
	if len(m.faults) > 0 {
		v.errs = append(v.errs, m.faults...)
		return
	}
	same := reflect.DeepEqual(m.out.Indicators, s.Indicators) && m.out.Section == s.Section && m.out.weighting() == s.weighting() &&
		reflect.DeepEqual(m.out.Composite, s.Composite) && reflect.DeepEqual(m.out.Exclude, s.Exclude) &&
		reflect.DeepEqual(m.out.Rules, s.Rules)
	if !same {
		v.add("", "levels", "", "together they do not say what the standard says; make it of its levels again")
	}
}
