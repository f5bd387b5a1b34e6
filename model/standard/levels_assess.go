package standard

import (
	"encoding/json"
	"math"
	"strings"
)

// A Statement is what one level of a stack says where the stack gives a verdict.
type Statement struct {
	Level     string
	Value     float64 // NaN where undefined
	Threshold float64
	Margin    float64 // NaN where undefined
	Passes    bool
}

// A LevelResult is the resource block of a county under one level of a stack: what [Standard.Assess]
// of that level says of it.
type LevelResult struct {
	Level           string `json:"level"`
	SectionsPassing int    `json:"sections_passing"`
	LimitsPassing   int    `json:"limits_passing"` // on CVs and on their mean
	Limits          int    `json:"limits"`
	Passes          bool   `json:"passes"`
}

// A levelView reads the assessment of a stack as one of its levels does.
type levelView struct {
	standard *Standard
	place    []int                 // index into the indicators of the stack, by indicator
	rules    map[string]*stageRule // by stage
	result   LevelResult
}

// byLevel adds to the assessment of a stack what each level says: who states every verdict of the
// resource block and whose statement binds, which is the one with the least margin, the highest level
// of equal ones; and the result of every level. The assessment has the verdicts of [Standard.Assess].
func (s *Standard) byLevel(a *Assessment) error {
	m, err := newMerge(s.Levels)
	if err != nil {
		return err
	}
	views := make([]levelView, len(m.levels))
	for l, level := range m.levels {
		m.indicators(l)
		views[l] = levelView{
			standard: level, place: m.place[l], rules: make(map[string]*stageRule),
			result: LevelResult{Level: level.Name, Passes: true},
		}
	}
	sections := make(map[string]*SectionResult, len(a.Sections))
	for i := range a.Sections {
		sections[a.Sections[i].School+"/"+a.Sections[i].Stage] = &a.Sections[i]
	}
	for i := range a.Sections {
		bindMinimums(views, &a.Sections[i])
	}
	for i := range a.Verdicts {
		v := &a.Verdicts[i]
		rule, code, _ := strings.Cut(v.Rule, ":")
		k, _ := s.Index(code)
		for l := range views {
			var (
				said Statement
				ok   bool
			)
			switch rule {
			case "section-rule":
				said, ok = views[l].section(sections[v.Where])
			case "minimum":
				said, ok = views[l].minimum(k, sections[v.Where])
			case "cv":
				said, ok = views[l].limit(k, v.Where, v.Value)
			case "composite":
				said, ok = views[l].mean(v.Where, v.Value)
			}
			if ok {
				v.Stated = append(v.Stated, said)
			}
		}
		v.bind(m.levels)
	}
	for l := range views {
		views[l].count(a)
		a.Levels = append(a.Levels, views[l].result)
	}
	return nil
}

// bindMinimums names the level of every minimum of a section: the highest of those that state it.
func bindMinimums(views []levelView, of *SectionResult) {
	for l := range views {
		minimums := views[l].rule(of.Stage).minimums
		for i, k := range views[l].place {
			if r := &of.Readings[k]; r.Minimum != nil && r.Level == "" && minimums[i] >= *r.Minimum {
				r.Level = views[l].standard.Name
			}
		}
	}
}

// bind makes the verdict that of the level whose statement has the least margin: its numbers, and
// whether its text was seen. It passes where all levels do, because what fails
// has a negative margin.
func (v *Verdict) bind(levels []*Standard) {
	if len(v.Stated) == 0 {
		return
	}
	said := v.Stated[0]
	for _, s := range v.Stated[1:] {
		if s.Margin < said.Margin {
			said = s
		}
	}
	v.Level, v.Value, v.Threshold, v.Margin = said.Level, said.Value, said.Threshold, said.Margin
	for _, level := range levels {
		if level.Name == v.Level {
			v.Verified = v.Verified && level.Verified
		}
	}
}

// rule is the section rule of the level in a stage.
func (w *levelView) rule(stage string) *stageRule {
	r, ok := w.rules[stage]
	if !ok {
		r = newStageRule(w.standard, stage)
		w.rules[stage] = r
	}
	return r
}

// readings are those of a section under the level, in the order of its indicators.
func (w *levelView) readings(of *SectionResult) []Reading {
	rule := w.rule(of.Stage)
	own := make([]Reading, len(w.place))
	for i, k := range w.place {
		own[i] = of.Readings[k]
		own[i].Minimum, own[i].Met = nil, true
		if minimum := rule.minimums[i]; !math.IsNaN(minimum) {
			own[i].Minimum, own[i].Met = &rule.minimums[i], Meets(own[i].Value, minimum)
		}
	}
	return own
}

// section is what the level says of a whole section; false where it has no minimum in the stage.
func (w *levelView) section(of *SectionResult) (Statement, bool) {
	rule := w.rule(of.Stage)
	own := w.readings(of)
	counted := 0
	for i := range own {
		if own[i].Minimum != nil {
			counted++
		}
	}
	if counted == 0 {
		return Statement{}, false
	}
	value, threshold := rule.deciding(own, counted-w.standard.Section.Required(counted))
	_, passes := rule.decide(own)
	return Statement{w.standard.Name, value, threshold, marginOf(value-threshold, passes), passes}, true
}

// minimum is what the level says of one indicator of a section.
func (w *levelView) minimum(k int, of *SectionResult) (Statement, bool) {
	for i, place := range w.place {
		if minimum := w.rule(of.Stage).minimums[i]; place == k && !math.IsNaN(minimum) {
			value := of.Readings[k].Value
			met := Meets(value, minimum)
			return Statement{w.standard.Name, value, minimum, marginOf(value-minimum, met), met}, true
		}
	}
	return Statement{}, false
}

// limit is what the level says of the CV of an indicator in a stage.
func (w *levelView) limit(k int, stage string, cv float64) (Statement, bool) {
	for i, place := range w.place {
		if limit, ok := w.standard.Indicators[i].CVLimit[stage]; ok && place == k {
			return w.below(cv, limit), true
		}
	}
	return Statement{}, false
}

// mean is what the level says of the mean of all CVs of a stage.
func (w *levelView) mean(stage string, mean float64) (Statement, bool) {
	limit, ok := w.standard.Composite.CVLimit[stage]
	return w.below(mean, limit), ok
}

func (w *levelView) below(value, limit float64) Statement {
	passes := Within(value, limit)
	return Statement{w.standard.Name, value, limit, marginOf(limit-value, passes), passes}
}

// count counts what passes under the level.
func (w *levelView) count(a *Assessment) {
	for i := range a.Sections {
		if said, ok := w.section(&a.Sections[i]); said.Passes || !ok {
			w.result.SectionsPassing++
		} else {
			w.result.Passes = false
		}
	}
	limit := func(said Statement, ok bool) {
		if !ok {
			return
		}
		w.result.Limits++
		if said.Passes {
			w.result.LimitsPassing++
		} else {
			w.result.Passes = false
		}
	}
	for i := range a.Indicators {
		k := i % len(a.Sections[0].Readings)
		limit(w.limit(k, a.Indicators[i].Stage, a.Indicators[i].CV))
	}
	for _, r := range a.Composites {
		limit(w.mean(r.Stage, r.CV))
	}
}

type statementJSON struct {
	Level     string   `json:"level"`
	Value     *float64 `json:"value"`
	Threshold *float64 `json:"threshold"`
	Margin    *float64 `json:"margin"`
	Passes    bool     `json:"passes"`
}

// MarshalJSON writes the statement with null for what is undefined.
func (s Statement) MarshalJSON() ([]byte, error) {
	return json.Marshal(statementJSON{s.Level, defined(s.Value), defined(s.Threshold), defined(s.Margin), s.Passes})
}

// UnmarshalJSON reads what MarshalJSON writes; null becomes NaN.
func (s *Statement) UnmarshalJSON(data []byte) error {
	var in statementJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*s = Statement{in.Level, orNaN(in.Value), orNaN(in.Threshold), orNaN(in.Margin), in.Passes}
	return nil
}
