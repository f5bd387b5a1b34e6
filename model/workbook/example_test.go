package workbook_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/model/workbook"
)

// A county goes into a workbook and comes back; its official forms are another workbook.
func Example() {
	c := &model.County{
		Name: "Example", Year: 2024,
		Schools:  []model.School{{ID: "01", Kind: model.KindPrimary}, {ID: "02", Kind: model.KindPrimary}},
		Sections: []model.Section{{School: "01", Stage: "primary", Pupils: 400, Stocks: model.Stocks{"books": 8000}}, {School: "02", Stage: "primary", Pupils: 100, Stocks: model.Stocks{"books": 1500}}},
	}
	var county, forms bytes.Buffer
	if err := workbook.Write(&county, c); err != nil {
		fmt.Println(err)
		return
	}
	c, _, err := workbook.Read(&county)
	if err != nil {
		fmt.Println(err)
		return
	}
	s := &standard.Standard{Name: "books", Indicators: []standard.Indicator{{
		Code: "B", Name: "books per pupil", NameZH: "生均图书", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1, Minimum: map[string]float64{"primary": 16},
	}}}
	a, err := s.Assess(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := workbook.WriteForms(&forms, c, s, a); err != nil {
		fmt.Println(err)
		return
	}
	f, err := excelize.OpenReader(&forms)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.GetSheetList())
	cell, err := f.GetCellValue("县级 county", "C6")
	fmt.Println("CV", cell, err)
	// Output:
	// [小学 primary 县级 county 规则 rules]
	// CV 0.105 <nil>
}
