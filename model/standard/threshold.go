package standard

// threshold finds the threshold of a place.
func (r *ruler) threshold(rule *Rule, p *place) (float64, bool) {
	if p.each == EachSection || p.each == EachStage {
		return r.byStage(rule, rule.Threshold, p.stage)
	}
	if p.root >= 0 {
		// What an office states is by stage, and comes before what the rule says of a kind.
		if v, ok := rule.Threshold[string(r.facts.kindOf(p))]; ok && rule.ThresholdInput == "" {
			return v, true
		}
		return r.ofStages(rule, p)
	}
	return r.byStage(rule, rule.Threshold, "")
}

// byStage finds the threshold of a stage.
func (r *ruler) byStage(rule *Rule, thresholds map[string]float64, stage string) (float64, bool) {
	if rule.ThresholdInput != "" {
		name := rule.ThresholdInput
		if stage != "" {
			if v, ok, _ := r.facts.answers.number(name+"_"+stage, ""); ok {
				return v, true
			}
		}
		if v, ok, _ := r.facts.answers.number(name, ""); ok {
			return v, true
		}
	}
	if v, ok := thresholds[stage]; ok && stage != "" {
		return v, true
	}
	v, ok := thresholds[AnyPlace]
	return v, ok
}

// ofStages combines the thresholds of the stages of a school: the strictest, in a ratio their mean
// weighted by pupils.
func (r *ruler) ofStages(rule *Rule, p *place) (threshold float64, ok bool) {
	if rule.Form == Ratio {
		pupils := 0.0
		for _, i := range p.sections {
			s := &r.facts.county.Sections[i]
			if v, has := r.byStage(rule, rule.Threshold, s.Stage); has {
				threshold += v * s.Pupils
				pupils += s.Pupils
			}
		}
		return threshold / pupils, pupils > 0
	}
	most := rule.AtMost || rule.Form == Maximum
	for _, i := range p.sections {
		v, has := r.byStage(rule, rule.Threshold, r.facts.county.Sections[i].Stage)
		if has && (!ok || most && v < threshold || !most && v > threshold) {
			threshold, ok = v, true
		}
	}
	return threshold, ok
}
