package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// fiveSchools is the worked example of a county's training material for the rules of 2012: five primary
// schools and their books, with every step of the formula.
func (b *book) fiveSchools() {
	rows := b.table("ex01_books_five_schools.csv")
	published := make(map[string]string)
	for _, r := range b.table("ex01_published_result.csv") {
		published[r["quantity"]] = r["published"]
	}
	c := &model.County{Name: "five schools"}
	mean := ""
	rows = slices.DeleteFunc(rows, func(r row) bool {
		if r["school"] == "TOTAL" {
			mean = r["published_books_per_pupil"]
			return true
		}
		return false
	})
	for _, r := range rows {
		add(c, r["school"], model.StagePrimary, b.parse(r["pupils"]), model.Stocks{"books": b.parse(r["books"])})
	}
	a := b.assess(only(indicator("books", false)), c)
	if len(a.Indicators) != 1 || len(a.Sections) != len(rows) {
		b.fail(fmt.Errorf("ex01: %d indicators and %d sections assessed", len(a.Indicators), len(a.Sections)))
		return
	}
	all := a.Indicators[0]
	b.number("ex01 books per pupil of the county", mean, all.Mean)
	for i, r := range rows {
		b.number("ex01 books per pupil of "+r["school"], r["published_books_per_pupil"], a.Sections[i].Readings[0].Value)
	}
	for i, r := range rows {
		term := a.Sections[i].Readings[0].ShareOfCV2 * all.SD * all.SD
		b.number("ex01 weighted squared deviation of "+r["school"], r["published_weighted_sq_dev"], term)
	}
	b.number("ex01 sum of weighted squared deviations", published["sum_of_weighted_sq_dev"], all.SD*all.SD)
	b.number("ex01 standard deviation", published["standard_deviation"], all.SD)
	b.number("ex01 CV, by pupils, population form", published["cv"], all.CV)
}

// split is a worked example of how a nine-year school's books are split between its stages.
func (b *book) split() {
	rows := b.table("ex02_nine_year_split.csv")
	if len(rows) == 0 {
		return
	}
	r := rows[0]
	primary, junior, total := b.parse(r["primary_pupils"]), b.parse(r["junior_pupils"]), b.parse(r["stock_total"])
	c := &model.County{
		Name:    "a nine-year school",
		Schools: []model.School{{ID: "N", Kind: model.KindNineYear, Stocks: model.Stocks{"books": total}}},
		Sections: []model.Section{
			{School: "N", Stage: model.StagePrimary, Pupils: primary}, {School: "N", Stage: model.StageJunior, Pupils: junior},
		},
	}
	t, err := only(indicator("books", true)).Table(c)
	if err != nil {
		b.fail(err)
		return
	}
	perPupil := t.Rows[0].Stock[0] / primary
	b.number("ex02 weighted pupils", r["published_weighted_pupils"], primary/t.Rows[0].Share)
	b.number("ex02 books per primary pupil", r["published_per_primary_pupil"], perPupil)
	// The source goes on with its rounded number of books a pupil, and cuts.
	d := decimals(r["published_per_primary_pupil"])
	cut := math.Floor(halfUp(perPupil, d) / math.Pow10(d) * primary)
	b.number("ex02 books of the primary stage", r["published_primary_stock"], cut).Reason = exactly(t.Rows[0].Stock[0])
	b.number("ex02 books of the junior stage", r["published_junior_stock"], total-cut).Reason = exactly(t.Rows[1].Stock[0])
}

func exactly(stock float64) string {
	return "the source rounds books per pupil first, then cuts; exactly " + strconv.FormatFloat(stock, 'f', 1, 64)
}

// monitoring is a district's table of 2023: means, standard deviations and CVs of the seven indicators
// of 2017, and their composite.
func (b *book) monitoring() {
	rows := make(map[string]row)
	for _, r := range b.table("ex03_jiujiang_2023_primary.csv") {
		rows[r["row"]] = r
	}
	s := standard.QualityBalance2017()
	mean, ratio, published := make(map[string]float64), make(map[string]float64), make(map[string]float64)
	for _, k := range s.Indicators {
		mean[k.Code] = b.parse(rows["mean"][k.Code])
		ratio[k.Code] = b.parse(rows["sd"][k.Code]) / mean[k.Code]
		published[k.Code] = b.parse(rows["cv"][k.Code])
	}
	for _, r := range b.assess(s, pair(s, model.StagePrimary, mean, ratio)).Indicators {
		b.number("ex03 CV of "+r.Code+" from mean and standard deviation", rows["cv"][r.Code], r.CV)
	}
	for _, r := range b.assess(s, pair(s, model.StagePrimary, mean, published)).Composites {
		b.number("ex03 composite of the seven CVs", rows["cv"]["L8_composite"], r.CV)
	}
}

// eight are the columns of the tables of 2012's rules, in the order of its indicators.
var eight = []string{
	"b1_teaching_area", "b2_sports_area", "b3_equipment", "b4_computers", "b5_books", "b6_teacher_pupil_ratio",
	"b7_above_required_degree", "b8_mid_plus_title",
}

// composites are tables of twelve counties for 2012's rules: eight CVs and their composite.
func (b *book) composites() {
	s := standard.BasicBalance2012()
	mean := make(map[string]float64) // any, as only CVs are published beside the composite
	for _, k := range s.Indicators {
		mean[k.Code] = k.Per
	}
	for _, r := range b.table("ex05_basic_balance_county_cv.csv") {
		cv := make(map[string]float64)
		for k, column := range eight {
			cv[s.Indicators[k].Code] = b.parse(r[column])
		}
		published := r["published_composite"]
		for _, composite := range b.assess(s, pair(s, r["stage"], mean, cv)).Composites {
			f := b.number("ex05 composite of "+r["county"]+", "+r["province"]+", "+r["stage"], published, composite.CV)
			if !f.Reproduced {
				f.Reason = overlap(composite.CV, b.parse(published), decimals(published))
			}
		}
	}
}

// overlap says that a mean of numbers rounded to d decimals and a published one, rounded likewise, may
// stand for the same mean of unrounded numbers; empty where they may not.
func overlap(computed, published float64, d int) string {
	half := 0.5 / math.Pow10(d)
	if math.Abs(computed-published) >= 2*half {
		return ""
	}
	return fmt.Sprintf("rounding intervals overlap: the CVs are rounded, so that their mean lies in [%.*f, %.*f]; the published one in [%.*f, %.*f]",
		d+2, computed-half, d+2, computed+half, d+1, published-half, d+1, published+half)
}
