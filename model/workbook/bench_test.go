package workbook_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/workbook"
)

// large makes a county of so many schools and teachers.
func large(schools, teachers int) *model.County {
	c := &model.County{Name: "large", Year: 2024, Constructed: true}
	degrees, subjects, titles := model.Degrees(), []string{"语文", "数学", "体育", "音乐", "英语"}, []string{"一级教师", "二级教师", "高级教师"}
	for i := range schools {
		c.Schools = append(c.Schools, model.School{
			ID: fmt.Sprintf("34020%06d", i), Name: fmt.Sprintf("第%d小学", i), Kind: model.KindPrimary, Area: model.Areas()[i%3], Zone: fmt.Sprint("z", i%40),
			Place: &model.Place{Lon: 118 + float64(i)/7000, Lat: 31 + float64(i)/9000},
			Stocks: model.Stocks{
				"teaching_area_m2": 3000 + float64(i), "sports_ground_m2": 5000, model.EquipmentYuan: 1e6 + float64(i)/3, "multimedia_rooms": 20,
			},
		})
		c.Sections = append(c.Sections, model.Section{School: c.Schools[i].ID, Stage: model.StagePrimary, Pupils: float64(200 + i%700), Stocks: model.Stocks{}})
	}
	yes := true
	for i := range teachers {
		c.Teachers = append(c.Teachers, model.Teacher{
			ID: fmt.Sprintf("T%07d", i), School: c.Schools[i%schools].ID, Stage: model.StagePrimary, Subject: subjects[i%5],
			Degree: degrees[i%4], Title: titles[i%3], Backbone: i%7 == 0, PEArts: i%5 == 2 || i%5 == 3, Age: 23 + i%36, Sex: []string{"f", "m"}[i%2],
			YearsAtSchool: i % 20, LastMoved: 2000 + i%24, Established: &yes, Home: &model.Place{Lon: 118 + float64(i)/70000, Lat: 31.5},
		})
	}
	c.Derive()
	return c
}

// A county of a large city: 3,000 schools, 60,000 teachers with eighteen columns each.
func BenchmarkRead(b *testing.B) {
	var out bytes.Buffer
	require.NoError(b, workbook.Write(&out, large(3000, 60000)))
	b.SetBytes(int64(out.Len()))
	b.ReportAllocs()
	for b.Loop() {
		c, _, err := workbook.Read(bytes.NewReader(out.Bytes()))
		require.NoError(b, err)
		require.Len(b, c.Teachers, 60000)
	}
}

func BenchmarkWrite(b *testing.B) {
	c := large(3000, 60000)
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		require.NoError(b, workbook.Write(&out, c))
	}
}
