package xlsx

import (
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/workbook"
)

// pieces writes the pieces that change school and what that does to the way of their pupils; nothing where
// none does.
func (p *press) pieces() error {
	ways := report.Ways(p.pl, p.county)
	if len(ways) == 0 {
		return nil
	}
	t := &workbook.Table{
		Name: "划片 catchments", Titles: p.titles("学区调整表", "pieces that change school"),
		Headings: []workbook.Heading{
			{ZH: "片区", EN: "piece", Width: 16},
			{ZH: "学段", EN: "stage", Width: 10},
			{ZH: "学生数", EN: "pupils", Width: 10},
			{ZH: "原学校", EN: "from", Width: 26},
			{ZH: "新学校", EN: "to", Width: 26},
			{ZH: "原距离（公里）", EN: "km before", Width: 14},
			{ZH: "新距离（公里）", EN: "km after", Width: 14},
			{ZH: "寄宿", EN: "boards", Width: 10},
		},
	}
	for i := range ways {
		x := &ways[i]
		boards := ""
		if x.Boards {
			boards = "是 yes"
		}
		t.Rows = append(t.Rows, []workbook.Cell{
			text(x.Piece), text(p.words.Stage(x.Stage)), number(x.Pupils), text(p.named(x.From)), text(p.named(x.To)),
			kilometres(x.Before), kilometres(x.After), text(boards),
		})
	}
	return p.Table(t)
}

// named is a school's id and name.
func (p *press) named(id string) string {
	if name := p.words.School(id); name != "" {
		return id + " " + name
	}
	return id
}

// kilometres is a way; nothing where it is not known.
func kilometres(metres float64) workbook.Cell {
	if !report.Finite(metres) {
		return workbook.Cell{}
	}
	return workbook.Cell{Value: metres / metresPerKM, Form: workbook.Two}
}
