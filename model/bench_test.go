package model_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

// BenchmarkValidate checks a county of teachers one by one, none with a title: time must grow with
// the number of records, not with sections times teachers.
func BenchmarkValidate(b *testing.B) {
	for _, schools := range []int{300, 3000} {
		c := &model.County{}
		for i := range schools {
			id := fmt.Sprint(i)
			c.Schools = append(c.Schools, model.School{ID: id})
			c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: 300})
			for j := range 20 {
				c.Teachers = append(c.Teachers, model.Teacher{ID: fmt.Sprint(i, "/", j), School: id, Stage: model.StagePrimary, Degree: model.DegreeBachelor})
			}
		}
		c.Derive()
		b.Run(fmt.Sprintf("teachers=%d", len(c.Teachers)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, c.Validate())
			}
		})
	}
}
