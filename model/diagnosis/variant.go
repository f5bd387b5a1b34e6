package diagnosis

import (
	"math"

	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// A Variant is another reading of the same rules and data, and the verdicts that it turns.
type Variant struct {
	ID     VariantID `json:"id"`
	Relief string    `json:"relief,omitempty"` // that is taken away or given; empty: all, or none is meant
	Flips  []Flip    `json:"flips"`            // in the order of the verdicts
	// Passes says whether the county would pass under the reading; for readings of the resource
	// block, whether that block would.
	Passes bool `json:"passes"`
}

// A Flip is a verdict that another reading turns.
type Flip struct {
	Rule      string `json:"rule"`
	Level     string `json:"level,omitempty"`
	Where     string `json:"where"`
	Value     Number `json:"value"` // of the section rule: minimums that are met
	Other     Number `json:"other"` // value under the reading
	Threshold Number `json:"threshold"`
	Passes    bool   `json:"passes"` // as the standard is read; the variant says the opposite
}

// VariantID names a reading.
type VariantID string

// The readings. Those of reliefs and rooms are about the whole standard,
// the others about the resource block.
const (
	// VariantRounded compares what the official forms print: section values of two decimals, CVs of
	// three.
	VariantRounded VariantID = "rounded"
	// VariantRoundedFirst computes the CVs from section values of two decimals.
	VariantRoundedFirst VariantID = "rounded-first"
	// VariantUnweighted counts every section once in a CV; under a standard that does so,
	// VariantWeighted weighs by pupils.
	VariantUnweighted VariantID = "unweighted"
	VariantWeighted   VariantID = "weighted"
	// VariantSample divides by n - 1 sections, weighted by pupils.
	VariantSample VariantID = "sample"
	// VariantSpreadsheet is the unweighted sample form: STDEV/AVERAGE.
	VariantSpreadsheet VariantID = "spreadsheet"
	// VariantNoRelief takes a relief away that was applied, or all of them.
	VariantNoRelief VariantID = "no-relief"
	// VariantTogether asks for as many rooms of music and art together as of each, where they stand
	// at one school: a city's table compares them so.
	VariantTogether VariantID = "rooms-together"
	// VariantRelief gives a relief that the standard has switched off.
	VariantRelief VariantID = "relief"
)

// Decimals of the official forms.
const (
	valueDecimals = 2
	cvDecimals    = 3
)

// printed is what a form shows of x: halves are rounded up.
func printed(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Floor(x*scale+0.5+halfUp) / scale
}

// variants reads the rules in other ways; a reading that turns nothing is listed too.
func (d *diagnoser) variants() ([]Variant, error) {
	all := []Variant{d.rounded()}
	other := VariantUnweighted
	if d.a.Weighting == standard.Unweighted {
		other = VariantWeighted
	}
	for _, v := range []struct {
		id VariantID
		cv func(stage string, k int) float64
	}{
		{VariantRoundedFirst, d.roundedFirst},
		{other, func(stage string, k int) float64 {
			b := d.beside(d.rows[stage], k)
			if other == VariantWeighted {
				return float64(b.WeightedCV)
			}
			return float64(b.UnweightedCV)
		}},
		{VariantSample, func(stage string, k int) float64 { return float64(d.beside(d.rows[stage], k).WeightedSample) }},
		{VariantSpreadsheet, func(stage string, k int) float64 { return float64(d.beside(d.rows[stage], k).UnweightedSample) }},
	} {
		flips, pass := d.cvFlips(v.cv, func(x float64) float64 { return x })
		all = append(all, Variant{ID: v.id, Flips: flips, Passes: pass && d.a.SectionsPassing == len(d.a.Sections)})
	}
	all = append(all, d.roomsTogether()...)
	relieved, err := d.reliefVariants()
	return append(all, relieved...), err
}

// cvFlips judges the CVs of all indicators as cv gives them, and their means, each as it is shown: the
// verdicts that turn, and whether all pass.
func (d *diagnoser) cvFlips(cv func(stage string, k int) float64, shown func(float64) float64) (flips []Flip, pass bool) {
	flips, pass = []Flip{}, true
	judge := func(rule, stage string, now, other float64, limit *float64, passed bool) {
		if limit == nil {
			return
		}
		other = shown(other)
		passes := standard.Within(other, *limit)
		pass = pass && passes
		if passes != passed {
			flips = append(flips, Flip{Rule: rule, Where: stage, Value: Number(now), Other: Number(other), Threshold: Number(*limit), Passes: passed})
		}
	}
	for i := range d.a.Indicators {
		r := &d.a.Indicators[i]
		if k, ok := d.s.Index(r.Code); ok {
			judge(standard.RuleCV+r.Code, r.Stage, r.CV, cv(r.Stage, k), r.Limit, r.Passes)
		}
	}
	for i := range d.a.Composites {
		r := &d.a.Composites[i]
		mean := 0.0
		for k := range d.s.Indicators {
			mean += shown(cv(r.Stage, k)) / float64(len(d.s.Indicators))
		}
		judge(standard.RuleComposite, r.Stage, r.CV, mean, r.Limit, r.Passes)
	}
	return flips, pass
}

// rounded compares printed numbers.
func (d *diagnoser) rounded() Variant {
	flips, pass := []Flip{}, true
	for i := range d.a.Sections {
		section := &d.a.Sections[i]
		where := section.School + "/" + section.Stage
		shown := func(k int) float64 { return printed(section.Readings[k].Value, valueDecimals) }
		for k := range section.Readings {
			if r := &section.Readings[k]; r.Minimum != nil && standard.Meets(shown(k), *r.Minimum) != r.Met {
				flips = append(flips, Flip{
					Rule: standard.RuleMinimum + r.Code, Where: where, Value: Number(r.Value), Other: Number(shown(k)),
					Threshold: Number(*r.Minimum), Passes: r.Met,
				})
			}
		}
		met, passes := d.sectionPasses(section, shown)
		pass = pass && passes
		if passes != section.Passes {
			flips = append(flips, Flip{
				Rule: standard.RuleSection, Where: where, Value: Number(section.Met), Other: Number(met),
				Threshold: Number(math.NaN()), Passes: section.Passes,
			})
		}
	}
	cvs, cvsPass := d.cvFlips(func(stage string, k int) float64 {
		for i := range d.a.Indicators {
			if r := &d.a.Indicators[i]; r.Stage == stage && r.Code == d.s.Indicators[k].Code {
				return r.CV
			}
		}
		return math.NaN()
	}, func(x float64) float64 { return printed(x, cvDecimals) })
	return Variant{ID: VariantRounded, Flips: append(flips, cvs...), Passes: pass && cvsPass}
}

// roundedFirst is the CV of an indicator computed from printed values.
func (d *diagnoser) roundedFirst(stage string, k int) float64 {
	rows := d.rows[stage]
	stock, pupils := make([]float64, len(rows)), make([]float64, len(rows))
	for j, row := range rows {
		section := &d.a.Sections[row]
		pupils[j] = section.Pupils
		if d.a.Weighting == standard.Unweighted {
			pupils[j] = 1
		}
		stock[j] = printed(section.Readings[k].Value, valueDecimals) * pupils[j]
	}
	return measure.CV(stock, pupils)
}
