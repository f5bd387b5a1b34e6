package xlsx

import (
	"errors"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/workbook"
)

// places writes what a plan makes of catchments: section by section, and piece by piece where pupils change
// school; nothing where it is about other things.
func (p *press) places() error {
	if p.pl.Places == nil {
		return nil
	}
	return errors.Join(p.catchments(p.pl.Places.Catchments), p.pieces(p.pl.Places.Pieces))
}

// catchments writes the sections before and after.
func (p *press) catchments(all []plan.CatchmentChange) error {
	t := &workbook.Table{
		Name: "学区 catchments", Titles: p.titles("各校学区变化表", "catchments, section by section"),
		Headings: []workbook.Heading{
			{ZH: "学校标识码", EN: "school id", Width: 14},
			{ZH: "学校名称", EN: "name", Width: 24},
			{ZH: "学段", EN: "stage", Width: 10},
			{ZH: "变化", EN: "status", Width: 10},
			{ZH: "原学生数", EN: "pupils before", Width: 10},
			{ZH: "新学生数", EN: "pupils after", Width: 10},
			{ZH: "转入", EN: "come", Width: 8},
			{ZH: "转出", EN: "go", Width: 8},
			{ZH: "原学位", EN: "seats before", Width: 10},
			{ZH: "新学位", EN: "seats after", Width: 10},
			{ZH: "原班级", EN: "classes before", Width: 10},
			{ZH: "新班级", EN: "classes after", Width: 10},
			{ZH: "原班额", EN: "in a class before", Width: 10},
			{ZH: "新班额", EN: "in a class after", Width: 10},
			{ZH: "原平均距离（公里）", EN: "km before", Width: 12},
			{ZH: "新平均距离（公里）", EN: "km after", Width: 12},
		},
	}
	for i := range all {
		c := &all[i]
		t.Rows = append(t.Rows, []workbook.Cell{
			text(c.School), text(p.words.School(c.School)), text(p.words.Stage(c.Stage)), text(p.words.Fate(c.Status)),
			number(c.PupilsBefore), number(c.PupilsAfter), number(c.Gained), number(c.Lost), known(c.SeatsBefore), known(c.SeatsAfter),
			known(c.ClassesBefore), known(c.ClassesAfter), two(c.ClassSizeBefore), two(c.ClassSizeAfter), kilometres(c.MetresBefore), kilometres(c.MetresAfter),
		})
	}
	return p.Table(t)
}

// pieces writes where the pupils of the pieces go.
func (p *press) pieces(all []plan.PieceChange) error {
	t := &workbook.Table{
		Name: "划片 pieces", Titles: p.titles("学区调整表", "pieces whose pupils change school"),
		Headings: []workbook.Heading{
			{ZH: "片区", EN: "piece", Width: 16},
			{ZH: "学段", EN: "stage", Width: 10},
			{ZH: "原学校", EN: "from", Width: 28},
			{ZH: "学校", EN: "to", Width: 28},
			{ZH: "学生数", EN: "pupils", Width: 10},
			{ZH: "其中寄宿", EN: "who board", Width: 10},
			{ZH: "原距离（公里）", EN: "km before", Width: 14},
			{ZH: "新距离（公里）", EN: "km after", Width: 14},
		},
	}
	for i := range all {
		x := &all[i]
		for k := range x.Shares {
			s := &x.Shares[k]
			t.Rows = append(t.Rows, []workbook.Cell{
				text(x.Piece), text(p.words.Stage(x.Stage)), text(p.named(x.From)), text(p.named(s.School)), number(s.Pupils), number(s.Boards),
				kilometres(x.MetresBefore), kilometres(s.Metres),
			})
		}
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

// known is a number that may not be known.
func known(x *float64) workbook.Cell {
	if x == nil {
		return workbook.Cell{}
	}
	return number(*x)
}

// two is such a number with two decimals.
func two(x *float64) workbook.Cell {
	c := known(x)
	c.Form = workbook.Two
	return c
}

// kilometres is a way in metres.
func kilometres(metres *float64) workbook.Cell {
	if metres == nil {
		return workbook.Cell{}
	}
	return workbook.Cell{Value: *metres / metresPerKM, Form: workbook.Two}
}
