package diagnosis_test

import (
	"fmt"
	"testing"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// large is a county of n nine-year schools, every tenth of them private.
func large(n int) *model.County {
	c := &model.County{Year: 2024}
	for i := range n {
		grow := float64(i%97 + 20)
		s := model.School{
			ID: fmt.Sprintf("S%05d", i), Kind: model.KindNineYear, Area: model.Areas()[i%3], Zone: fmt.Sprint("Z", i%40), Owner: 7,
			Place: &model.Place{Lon: 112 + float64(i%211)/400, Lat: 31 + float64(i%307)/600},
			Stocks: model.Stocks{
				"teaching_area_m2": 90 * grow, "indoor_sports_m2": 3 * grow, "sports_ground_m2": 150 * grow, "gymnasium_m2": 6 * grow,
				"equipment_yuan": 40000 * grow, "multimedia_rooms": grow / 2,
			},
		}
		if i%10 == 0 {
			s.Owner = 10
		}
		c.Schools = append(c.Schools, s)
		for k, stage := range []string{model.StagePrimary, model.StageJunior} {
			c.Sections = append(c.Sections, model.Section{School: s.ID, Stage: stage, Pupils: 10*grow + float64(i*(k+3)%211), Stocks: model.Stocks{
				"teachers": grow, "teachers_above_degree": grow / 2, "teachers_backbone": grow / 9, "teachers_pe_arts": grow / 8, "seats": 20 * grow,
			}})
		}
	}
	return c
}

func BenchmarkDiagnose(b *testing.B) {
	s := standard.QualityBalance2017()
	for _, n := range []int{120, 3000} {
		c := large(n)
		a, err := s.Assess(c)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("schools=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("view/schools=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := diagnosis.NewView(s, c, a, diagnosis.Opportunity, diagnosis.ByZone); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
