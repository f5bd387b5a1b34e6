// Judge by a standard of your own: books per pupil, at least 25, CV at most 0.3.
//
// A standard is data: which columns are counted, per how many pupils, with what minimum and what limit on
// the CV. Any numeric column of the county's tables will do; no code knows what a book is.
package main

import (
	"fmt"
	"log"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	county := &model.County{Name: "Three schools", Year: 2025, Constructed: true}
	for _, s := range []struct {
		id            string
		pupils, books float64
	}{{"A", 300, 9000}, {"B", 200, 3000}, {"C", 500, 15000}} {
		county.Schools = append(county.Schools, model.School{ID: s.id, Kind: model.KindPrimary})
		county.Sections = append(county.Sections, model.Section{
			School: s.id, Stage: model.StagePrimary, Pupils: s.pupils, Stocks: model.Stocks{"books": s.books},
		})
	}
	books := &standard.Standard{
		Name: "books", Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{
			Code: "B", Name: "books per pupil", Unit: "books", Per: 1,
			Stock:   []standard.Term{{Column: "books", Sign: 1}},
			Minimum: map[string]float64{model.StagePrimary: 25},
			CVLimit: map[string]float64{model.StagePrimary: 0.3},
		}},
	}
	a, err := books.Assess(county)
	if err != nil {
		return err
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		fmt.Printf("%s: %.1f books per pupil, passes: %t\n", s.School, s.Readings[0].Value, s.Passes)
	}
	fmt.Printf("CV %.3f, passes: %t\n", a.Indicators[0].CV, a.Indicators[0].Passes)
	return nil
}
