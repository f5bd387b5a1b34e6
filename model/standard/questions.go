package standard

import (
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// A question is what the rules of a standard ask the office under one name: the county, its schools.
type question struct{ county, schools bool }

// questions are what the rules ask, by name.
func (s *Standard) questions(stages []string) map[string]question {
	asked := make(map[string]question)
	ask := func(name string, county, schools bool, byStage bool) {
		if name == "" {
			return
		}
		names := []string{name}
		if byStage {
			for _, stage := range stages {
				names = append(names, name+"_"+stage)
			}
		}
		for _, n := range names {
			q := asked[n]
			asked[n] = question{q.county || county, q.schools || schools}
		}
	}
	for i := range s.Rules {
		rule := &s.Rules[i]
		schools := rule.Each == EachSchool || rule.Each == EachSection
		if rule.Form == Document {
			ask(rule.ID, true, schools, false)
			continue
		}
		for _, t := range slices.Concat(rule.Value, rule.Over, rule.Steps.Of) {
			ask(t.Column, !schools, schools, true)
		}
		ask(rule.ThresholdInput, true, false, true)
		ask(rule.Rooms.Column, false, true, false)
		for k := range rule.Reliefs {
			ask(rule.Reliefs[k].Ground.Part, false, true, true)
		}
	}
	return asked
}

// answers notes answers to what no rule asks, and those given for a school where the county is asked
// or the other way round: they are not used. What another built-in standard asks is not noted.
func (a *assessor) answers() {
	c := a.county
	if len(c.Guarantees) == 0 && len(c.Survey) == 0 {
		return
	}
	stages := c.Stages()
	asked := a.standard.questions(stages)
	names := make([]string, 0, len(asked))
	for name := range asked {
		names = append(names, name)
	}
	slices.Sort(names)
	elsewhere := make(map[string]bool)
	for _, name := range Names() {
		if s, err := ByName(name); err == nil {
			for q := range s.questions(stages) {
				elsewhere[q] = true
			}
		}
	}
	look := func(table string, list []model.Answer) {
		for i := range list {
			answer := &list[i]
			q, ok := asked[answer.Rule]
			rule := ""
			switch {
			case !ok && elsewhere[answer.Rule]:
			case !ok:
				rule = "no rule of " + a.standard.Name + " asks for this; the answer is not used"
				if near := model.Nearest(answer.Rule, names); near != "" {
					rule += "; did you mean " + strconv.Quote(near) + "?"
				}
			case answer.School != "" && !q.schools:
				rule = "the question is to the county; the answer for school " + answer.School + " is not used"
			case answer.School == "" && !q.county:
				rule = "the question is to every school; an answer without school_id is not used"
			}
			if rule != "" {
				a.note(model.Finding{
					File: table, Line: c.Lines.Of(table, i), Record: answer.School, Column: "rule", Value: answer.Rule, Rule: rule,
				})
			}
		}
	}
	look(model.TableGuarantees, c.Guarantees)
	look(model.TableSurvey, c.Survey)
}
