package main

import (
	"fmt"
	"math"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// comparability is an example of the United States' Title I: pupils per member of the instructional
// staff. The schools compared with are not published; one with a pupil per member of staff stands for
// them, so that each comparison is the ratio itself.
func (b *book) comparability() {
	const others = 1000
	rows := b.table("ex06_title1_comparability.csv")
	c := &model.County{Name: "Title I schools"}
	for _, r := range rows {
		add(c, r["school"], model.StagePrimary, b.parse(r["enrolment"]), model.Stocks{"instructional_fte": b.parse(r["instructional_fte"])})
		c.Schools[len(c.Schools)-1].Flags = []string{model.FlagTitleI}
	}
	add(c, "others", model.StagePrimary, others, model.Stocks{"instructional_fte": others})
	ratios := make(map[string]float64)
	for _, v := range b.assess(standard.TitleIComparability(), c).Verdicts {
		ratios[v.Where] = v.Value
	}
	for _, r := range rows {
		ratio, ok := ratios[r["school"]+"/"+model.StagePrimary]
		if !ok {
			b.fail(fmt.Errorf("ex06: no verdict on %s", r["school"]))
		}
		b.number("ex06 pupils per staff, "+r["school"], r["published_ratio"], ratio)
	}
}

// inequality is reference values of statistics packages, which count every unit once.
func (b *book) inequality() {
	for _, r := range b.table("ex07_inequality_reference.csv") {
		values := b.list(r["vector"])
		ones := make([]float64, len(values))
		for i := range ones {
			ones[i] = 1
		}
		n, v := float64(len(values)), math.NaN()
		name := "ex07 " + r["statistic"]
		switch r["statistic"] {
		case "gini_population":
			v = measure.Gini(values, ones)
		case "gini_small_sample":
			v = measure.Gini(values, ones) * n / (n - 1)
		case "theil_T":
			v = measure.Theil(values, ones)
		case "theil_L":
			v = measure.MeanLogDeviation(values, ones)
		case "atkinson":
			v = measure.Atkinson(values, ones, b.parse(r["parameter"]))
			name += " " + r["parameter"]
		default:
			b.fail(fmt.Errorf("ex07: no statistic %q", r["statistic"]))
		}
		b.number(name, r["published"], v)
	}
}

// mcloone is an example of 38 employees in six groups of equal pay: a group is a section of as many
// pupils.
func (b *book) mcloone() {
	var pay, heads []float64
	for _, r := range b.table("ex08_mcloone.csv") {
		n := b.parse(r["count"])
		pay, heads = append(pay, n*b.parse(r["value"])), append(heads, n)
	}
	lower, median := measure.PoorestShare(pay, heads, 0.5), measure.Quantile(pay, heads, 0.5)
	total := 0.0
	for _, z := range pay {
		total += z
	}
	b.number("ex08 pay of the lower half", "603", lower*total)
	b.number("ex08 median pay", "45", median)
	b.number("ex08 McLoone index", "0.7053", measure.McLoone(pay, heads))
}

// rangeRatio is a state's gap between the 5th and the 95th percentile, in per cent: here of a state
// with a tenth of the pupils at each.
func (b *book) rangeRatio() {
	for _, r := range b.table("ex09_federal_range_ratio.csv") {
		low, high := b.parse(r["p5_per_pupil"]), b.parse(r["p95_per_pupil"])
		v := measure.RangeRatio([]float64{10 * low, 80 * (low + high) / 2, 10 * high}, []float64{10, 80, 10})
		b.number("ex09 federal range ratio of "+r["state"]+", per cent", r["published_percent_gap"], 100*v)
	}
}
