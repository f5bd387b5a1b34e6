package main

import (
	"fmt"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// seats is a county's warnings by the rule of Zhejiang: registered children over planned seats.
func (b *book) seats() {
	for _, r := range b.table("ex10_seat_warning_yongjia.csv") {
		c := &model.County{Name: "one school"}
		add(c, "S", model.StagePrimary, b.parse(r["registered_children"]), model.Stocks{"seats": b.parse(r["planned_seats"])})
		s := only(indicator("seats", false))
		d, err := diagnosis.Diagnose(s, c, b.assess(s, c), diagnosis.Settings{})
		if err != nil {
			b.fail(err)
			continue
		}
		level := "none"
		for _, w := range d.Warnings {
			if w.Kind == diagnosis.WarnSeats {
				level = string(w.Level)
			}
		}
		b.figures = append(b.figures, word("ex10 seats of "+r["school"]+", "+r["year"], r["published_warning"], level))
	}
}

// yuan of a stock in 10,000 yuan (万元), in which equipment is usually keyed.
const yuanPerWan = 10_000

// units is two values that the test-suite of another program asserts.
func (b *book) units() {
	s := standard.QualityBalance2017()
	for _, r := range b.table("ex11_unit_test_values.csv") {
		k, ok := s.Index(r["indicator"])
		if !ok {
			b.fail(fmt.Errorf("ex11: no indicator %q", r["indicator"]))
			continue
		}
		stock := b.parse(r["stock"])
		if r["unit"] == "10k_yuan" {
			stock *= yuanPerWan
		}
		stocks := make(model.Stocks)
		for _, other := range s.Indicators {
			for _, term := range other.Stock {
				stocks[term.Column] = 0
			}
		}
		stocks[s.Indicators[k].Stock[0].Column] = stock
		c := &model.County{Name: "one school"}
		add(c, "S", model.StagePrimary, b.parse(r["pupils"]), stocks)
		for _, section := range b.assess(s, c).Sections {
			b.number("ex11 "+r["indicator"]+" of one school", r["published_value"], section.Readings[k].Value)
		}
	}
}
