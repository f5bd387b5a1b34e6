package standard

// notes says what the rules of the verdicts are, in the order of the verdicts: the resource block of
// the stages, then the standard's own rules.
func (s *Standard) notes(stages []string) []RuleNote {
	resource := func(id, name, nameZH, unit string) RuleNote {
		return RuleNote{
			ID: id, Block: BlockResource, Name: name, NameZH: nameZH, Unit: unit, Source: s.Source, Verified: s.Verified,
		}
	}
	var minimums, limits []RuleNote
	section, minimum, composite := false, false, false // which rules any stage has
	for _, stage := range stages {
		counted := 0
		for k := range s.Indicators {
			if _, ok := s.Indicators[k].Minimum[stage]; ok {
				counted++
			}
		}
		excuses := counted > s.Section.Required(counted)
		section, minimum = section || excuses, minimum || counted > 0 && !excuses
		_, ok := s.Composite.CVLimit[stage]
		composite = composite || ok
	}
	if section {
		minimums = append(minimums, resource(RuleSection, "indicators that a section must meet", "学校综合评定", ""))
	}
	for k := range s.Indicators {
		indicator := &s.Indicators[k]
		if minimum && len(indicator.Minimum) > 0 {
			minimums = append(minimums, resource(RuleMinimum+indicator.Code, indicator.Name, indicator.NameZH, indicator.Unit))
		}
		if len(indicator.CVLimit) > 0 {
			limits = append(limits, resource(RuleCV+indicator.Code,
				"CV of "+indicator.Name, indicator.NameZH+"校际差异系数", ""))
		}
	}
	notes := append(minimums, limits...)
	if composite {
		notes = append(notes, resource(RuleComposite, "plain mean of the CVs", "综合差异系数", ""))
	}
	for i := range s.Rules {
		notes = append(notes, s.Rules[i].note())
	}
	return notes
}

// note is what a reader wants to know of a rule.
func (r *Rule) note() RuleNote {
	return RuleNote{
		ID: r.ID, Level: r.Level, Item: r.Item, Block: r.Block, Form: r.Form,
		Name: r.Name, NameZH: r.NameZH, Unit: r.Unit, Source: r.Source, Note: r.Note, Verified: r.Verified,
	}
}
