package standard

// reliefs adds the stocks of reliefs to a row. What the school has of them and may not count is left
// out with a finding.
func (b *builder) reliefs(row *Row, parts []int) {
	for k := range b.standard.Indicators {
		for i := range b.standard.Indicators[k].Reliefs {
			relief := &b.standard.Indicators[k].Reliefs[i]
			added := 0.0
			for _, section := range parts {
				added += b.added(relief, section, b.standard.Indicators[k].Split)
			}
			if added == 0 {
				continue
			}
			p := place{root: row.School, each: EachSection, stage: row.Stage, sections: parts, pupils: row.Pupils}
			if why := b.without(relief, &p); why != "" {
				if !relief.Off && b.facts.holds(&relief.Ground, &p) { // it is over
					row.lapses = append(row.lapses, lapse{indicator: k, relief: relief, why: why, added: added})
				}
				b.leave(row.Section, columns(relief.Add), decimal(added), "does not count in indicator "+b.standard.Indicators[k].Code+": "+why)
				continue
			}
			row.Stock[k] += added
			if row.Reliefs == nil {
				row.Reliefs = make([]string, len(b.standard.Indicators))
			}
			row.Reliefs[k] = relief.ID
		}
	}
}

// without says why a place has not got a relief; empty: it has.
func (b *builder) without(relief *Relief, p *place) string {
	switch {
	case relief.Off:
		return "relief " + relief.ID + " is switched off"
	case !b.facts.holds(&relief.Ground, p):
		return "the school has not got the ground of relief " + relief.ID
	}
	return relief.lapse(b.county.Year)
}

// added is what a relief adds in one section.
func (b *builder) added(relief *Relief, section int, split bool) float64 {
	s := &b.county.Sections[section]
	school := b.facts.schools[s.School]
	share := 0.0
	if split && b.weight[school] > 0 {
		share = b.county.StageWeight(s.Stage) * s.Pupils / b.weight[school]
	}
	sum := 0.0
	for _, t := range relief.Add {
		if v, ok := s.Stocks[t.Column]; ok {
			sum += t.Sign * v
		} else {
			sum += t.Sign * b.county.Schools[school].Stocks[t.Column] * share
		}
	}
	return sum
}
