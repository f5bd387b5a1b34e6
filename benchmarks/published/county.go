package main

import (
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// indicator is one stock per pupil, without minimum or limit.
func indicator(column string, split bool) standard.Indicator {
	return standard.Indicator{Code: column, Stock: []standard.Term{{Column: column, Sign: 1}}, Per: 1, Split: split}
}

// only is a standard of one indicator.
func only(k standard.Indicator) *standard.Standard {
	return &standard.Standard{Name: k.Code, Indicators: []standard.Indicator{k}}
}

// add puts a school of one stage into a county.
func add(c *model.County, id, stage string, pupils float64, stocks model.Stocks) {
	kind := model.KindPrimary
	if stage == model.StageJunior {
		kind = model.KindJunior
	}
	c.Schools = append(c.Schools, model.School{ID: id, Kind: kind})
	c.Sections = append(c.Sections, model.Section{School: id, Stage: stage, Pupils: pupils, Stocks: stocks})
}

// assess is Assess with the error kept; the assessment is empty then.
func (b *book) assess(s *standard.Standard, c *model.County) *standard.Assessment {
	a, err := s.Assess(c)
	if err != nil {
		b.fail(err)
		return &standard.Assessment{}
	}
	return a
}

// Where only means and CVs are published, a county of two schools has them: a tenth of the pupils has
// 1 + 9 d times the mean and the rest 1 - d times, which is a CV of 3 d. No stock is below 0 up to a
// CV of 3.
const (
	largePupils, smallPupils = 900, 100
	cvOfDeviation            = 3
)

// pair is that county for a standard: the first column of each indicator has all of its stock.
func pair(s *standard.Standard, stage string, mean, cv map[string]float64) *model.County {
	large, small := make(model.Stocks), make(model.Stocks)
	for _, k := range s.Indicators {
		for _, term := range k.Stock[1:] {
			large[term.Column], small[term.Column] = 0, 0
		}
		column, m, d := k.Stock[0].Column, mean[k.Code]/k.Per, cv[k.Code]/cvOfDeviation
		large[column] = m * (1 - d) * largePupils
		small[column] = m * (1 + largePupils/smallPupils*d) * smallPupils
	}
	c := &model.County{Name: "a pair with the published means and CVs"}
	add(c, "large", stage, largePupils, large)
	add(c, "small", stage, smallPupils, small)
	return c
}
