package standard

import (
	"math"
	"strconv"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
)

// Assess judges a county: the one place where rules are decided. It expects a county and a standard
// that validate; errors are those of [Standard.Validate] and [Standard.Table].
//
// Verdicts are, for every section that counts, section-rule where the rule lets some minimum be
// missed, otherwise minimum:CODE for every minimum; then cv:CODE for every stage and limit, and
// composite for every stage with a limit on the mean of the CVs: these are the resource block. Then
// every [Rule] of the standard at each of its places. The value of a section-rule verdict is the
// ratio of a value to its minimum that decides the section.
//
// It takes O(n log n) for n sections.
func (s *Standard) Assess(c *model.County) (*Assessment, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	t, f, err := s.table(c)
	if err != nil {
		return nil, err
	}
	a := &assessor{
		standard: s, county: c, table: t, facts: f,
		out: &Assessment{
			County: c.Name, Standard: s.Name, Year: c.Year, Constructed: c.Constructed, Weighting: s.weighting(),
			Sections: make([]SectionResult, len(t.Rows)),
		},
		areas: make([]string, len(t.Rows)), zones: make([]string, len(t.Rows)), groups: make([]string, len(t.Rows)),
	}
	a.sections()
	for _, stage := range t.Stages {
		a.indicators(stage)
		a.composite(stage)
	}
	a.rules()
	a.answers()
	a.out.Rules = s.notes(t.Stages)
	a.out.settle()
	a.findings()
	if len(s.Levels) > 0 {
		if err := s.byLevel(a.out); err != nil {
			return nil, err
		}
	}
	return a.out, nil
}

// settle counts the verdicts and sums them up.
func (a *Assessment) settle() {
	a.Passes, a.Counts = true, Counts{}
	for i := range a.Verdicts {
		v := &a.Verdicts[i]
		if v.Block == BlockResource {
			a.Passes = a.Passes && v.Passes
		}
		switch v.Outcome {
		case Pass:
			a.Counts.Pass++
		case Fail:
			a.Counts.Fail++
		case NoData:
			a.Counts.NoData++
		}
	}
	switch {
	case a.Counts.Fail > 0:
		a.Outcome = Fail
	case a.Counts.NoData > 0:
		a.Outcome = NoData
	default:
		a.Outcome = Pass
	}
}

// rules decides every rule beside the indicators.
func (a *assessor) rules() {
	r := newRuler(a.standard, a.facts)
	for i := range a.standard.Rules {
		a.out.Verdicts = append(a.out.Verdicts, r.verdicts(&a.standard.Rules[i])...)
	}
}

func (s *Standard) weighting() Weighting {
	if s.Weighting == "" {
		return ByPupils
	}
	return s.Weighting
}

// assessor makes an Assessment.
type assessor struct {
	standard *Standard
	county   *model.County
	table    *Table
	facts    *facts
	out      *Assessment

	areas, zones, groups []string // by row

	rows     []*Row    // of the stage at hand
	lapsedCV []float64 // by indicator, its CVs if no relief were over
}

// sections reads every section and applies the section rule.
func (a *assessor) sections() {
	s, n := a.standard, len(a.standard.Indicators)
	stages := make(map[string]*stageRule, len(a.table.Stages))
	for _, stage := range a.table.Stages {
		stages[stage] = newStageRule(s, stage)
	}
	readings := make([]Reading, n*len(a.table.Rows))
	a.out.Verdicts = make([]Verdict, 0, len(a.table.Rows)+n*len(a.table.Stages))
	var inputs arena
	for i, row := range a.table.Rows {
		school := &a.county.Schools[row.School]
		a.areas[i], a.zones[i], a.groups[i] = string(school.Area), school.Zone, school.Group
		result := SectionResult{
			School: school.ID, Stage: row.Stage, Section: row.Section, Pupils: row.Pupils,
			Readings: readings[i*n : (i+1)*n : (i+1)*n],
		}
		rule := stages[row.Stage]
		for k := range s.Indicators {
			result.Readings[k] = rule.read(k, row)
		}
		result.Met, result.Passes = rule.decide(result.Readings)
		if result.Passes {
			a.out.SectionsPassing++
		}
		a.out.Verdicts = rule.verdicts(a.out.Verdicts, &inputs, &result, &a.table.Rows[i])
		a.out.Sections[i] = result
	}
	inputs.fill(a.out.Verdicts)
}

// indicators measures every indicator over the sections of a stage.
func (a *assessor) indicators(stage string) {
	var rows []int
	for i := range a.table.Rows {
		if a.table.Rows[i].Stage == stage {
			rows = append(rows, i)
		}
	}
	var (
		area, areas   = number(a.areas, rows)
		zone, zones   = number(a.zones, rows)
		group, groups = number(a.groups, rows)
		stock         = make([]float64, len(rows))
		pupils        = make([]float64, len(rows))
		total         float64
		shares        []float64
		lapses        bool
	)
	a.rows, a.lapsedCV = a.rows[:0], a.lapsedCV[:0]
	for _, i := range rows {
		row := &a.table.Rows[i]
		total += row.Pupils
		a.rows, lapses = append(a.rows, row), lapses || row.lapses != nil
	}
	for k := range a.standard.Indicators {
		indicator := &a.standard.Indicators[k]
		for j, i := range rows {
			stock[j], pupils[j] = a.table.Rows[i].Stock[k], a.table.Rows[i].Pupils
			if a.out.Weighting == Unweighted { // a section is one pupil with the section's value
				stock[j], pupils[j] = stock[j]/pupils[j], 1
			}
		}
		m := measure.Summarize(stock, pupils)
		between := func(numbers []int, named bool) float64 {
			if !named || m.Theil == 0 {
				return math.NaN()
			}
			// Rounding may leave [0, 1] by a last bit.
			return math.Max(0, math.Min(1, measure.TheilBetween(stock, pupils, numbers)/m.Theil))
		}
		r := IndicatorResult{
			Code: indicator.Code, Stage: stage,
			Mean: indicator.Per * m.Mean, SD: indicator.Per * m.SD, CV: m.CV,
			Margin: math.NaN(), Passes: true,
			UnweightedCV: m.UnweightedCV, Gini: m.Gini, Theil: m.Theil, McLoone: m.McLoone,
			BetweenShare: BetweenShare{Area: between(area, areas), Zone: between(zone, zones), Group: between(group, groups)},
		}
		with := m.CV // if no relief were over
		if lapses {
			with = a.cvWithLapsed(k)
		}
		a.lapsedCV = append(a.lapsedCV, with)
		if limit, ok := indicator.CVLimit[stage]; ok {
			a.limit(&r, k, limit, decimal(total)+" pupils"+a.table.relieved(rows, k))
		}
		a.out.Indicators = append(a.out.Indicators, r)

		shares = measure.SharesOfCV2(shares, stock, pupils)
		for j, i := range rows {
			share := shares[j]
			if m.CV == 0 {
				share = math.NaN()
			}
			a.out.Sections[i].Readings[k].ShareOfCV2 = share
		}
	}
	if len(rows) == 1 {
		a.note(model.Finding{
			File: model.TableSections, Column: "stage", Value: stage, Rule: "the stage has one section: its CVs are 0",
		})
	}
}

// cvWithLapsed is the CV of an indicator over the rows at hand as it would be if no relief were over.
func (a *assessor) cvWithLapsed(k int) float64 {
	stock, pupils := make([]float64, len(a.rows)), make([]float64, len(a.rows))
	for j, row := range a.rows {
		stock[j], pupils[j] = row.withLapsed(k), row.Pupils
		if a.out.Weighting == Unweighted {
			stock[j], pupils[j] = stock[j]/pupils[j], 1
		}
	}
	return measure.Summarize(stock, pupils).CV
}

// limit gives the verdict on the CV of an indicator over the rows at hand; who says whom it is over.
func (a *assessor) limit(r *IndicatorResult, k int, limit float64, who string) {
	r.Limit, r.Passes = &limit, Within(r.CV, limit)
	r.Margin = marginOf(limit-r.CV, r.Passes)
	relief, seen := a.standard.reliefsOf(a.rows, k)
	lapsed, lapsedSeen := lapsedOf(a.rows, k)
	seen = seen && (lapsedSeen || Within(a.lapsedCV[k], limit) == r.Passes)
	a.out.Verdicts = append(a.out.Verdicts, Verdict{
		Rule: RuleCV + r.Code, Block: BlockResource, Where: r.Stage,
		Value: r.CV, Threshold: limit, Margin: r.Margin, Passes: r.Passes, Outcome: outcome(r.Passes),
		Relief: relief, Verified: a.standard.seen() && seen,
		Inputs: "mean " + short(r.Mean) + ", sd " + short(r.SD) + ", " + strconv.Itoa(len(a.rows)) + " sections, " + who + lapsed,
	})
}

// relieved says to how many of some rows a relief adds in an indicator.
func (t *Table) relieved(rows []int, k int) string {
	n := 0
	for _, i := range rows {
		if of := t.Rows[i].Reliefs; of != nil && of[k] != "" {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return ", a relief adds to " + strconv.Itoa(n) + " of the sections"
}

// composite takes the plain mean of the CVs of a stage, after [assessor.indicators].
func (a *assessor) composite(stage string) {
	n := len(a.standard.Indicators)
	results := a.out.Indicators[len(a.out.Indicators)-n:]
	sum, with := 0.0, 0.0
	relief, lapsed, seen, lapsedSeen := "", "", true, true
	var inputs arena
	inputs.begin(len(a.out.Verdicts))
	inputs.text("plain mean of ")
	for i := range results {
		sum, with = sum+results[i].CV, with+a.lapsedCV[i]
		ids, all := a.standard.reliefsOf(a.rows, i)
		relief, seen = joined(relief, ids), seen && all
		told, all := lapsedOf(a.rows, i)
		lapsed, lapsedSeen = lapsed+told, lapsedSeen && all
		if i > 0 {
			inputs.text(", ")
		}
		inputs.text(results[i].Code + " ")
		inputs.short(results[i].CV)
	}
	inputs.text(lapsed)
	r := CompositeResult{Stage: stage, CV: sum / float64(n), Margin: math.NaN(), Passes: true}
	if limit, ok := a.standard.Composite.CVLimit[stage]; ok {
		r.Limit, r.Passes = &limit, Within(r.CV, limit)
		r.Margin = marginOf(limit-r.CV, r.Passes)
		seen = seen && (lapsedSeen || Within(with/float64(n), limit) == r.Passes)
		a.out.Verdicts = append(a.out.Verdicts, Verdict{
			Rule: RuleComposite, Block: BlockResource, Where: stage,
			Value: r.CV, Threshold: limit, Margin: r.Margin, Passes: r.Passes, Outcome: outcome(r.Passes),
			Relief: relief, Verified: a.standard.seen() && seen,
		})
		inputs.fill(a.out.Verdicts)
	}
	a.out.Composites = append(a.out.Composites, r)
}

// note adds a finding, with tables and columns called as where the county was read from.
func (a *assessor) note(f model.Finding) {
	a.county.Labels.Finding(&f)
	a.out.Findings = append(a.out.Findings, f)
}

// findings puts the county's findings first, then what the table left out, each once.
func (a *assessor) findings() {
	all := append(a.county.Findings(), a.table.Left...)
	all = append(all, a.out.Findings...)
	seen := make(map[model.Finding]bool, len(all))
	a.out.Findings = all[:0]
	for _, f := range all {
		if !seen[f] {
			seen[f] = true
			a.out.Findings = append(a.out.Findings, f)
		}
	}
}

// number numbers the names of the rows in order of first appearance; named is false where no row
// has a name. Rows without a name make one group.
func number(names []string, rows []int) (numbers []int, named bool) {
	seen := make(map[string]int)
	numbers = make([]int, len(rows))
	for j, i := range rows {
		n, ok := seen[names[i]]
		if !ok {
			n = len(seen)
			seen[names[i]] = n
		}
		numbers[j] = n
		named = named || names[i] != ""
	}
	return numbers, named
}
