package modelio_test

import (
	"fmt"
	"testing/fstest"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// A folder as an office has it: Chinese headers, a unit in one of them, thousands apart.
func ExampleRead() {
	county := fstest.MapFS{
		"学校.csv": {Data: []byte("学校标识码,学校名称,学校类别,教学仪器设备值（万元）\n01,一小,小学,\"1,200.5\"\n")},
		"学段.csv": {Data: []byte("学校标识码,学段,在校生数,专任教师数\n01,小学,800,41\n")},
	}
	c, findings, err := modelio.Read(county)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Schools[0].Kind, c.Schools[0].Stocks[model.EquipmentYuan], "yuan,", c.Sections[0].Pupils, "pupils")
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// primary 1.2005e+07 yuan, 800 pupils
	// 学校.csv:1: 教学仪器设备值（万元）: converted: 1 is read as 10000
}

// Every fault of every table is told at once, with its place and what to do.
func ExampleRead_faults() {
	county := fstest.MapFS{
		"schools.csv":  {Data: []byte("school_id,kind\n01,primry\n02,小学校\n")},
		"sections.csv": {Data: []byte("school_id,stage,pupils\n01,primary,2024-09-01\n03,primary,400人\n")},
	}
	_, _, err := modelio.Read(county)
	for _, fault := range model.DataErrors(err)[2:] {
		fmt.Println(fault)
	}
	// Output:
	// sections.csv:2: 01/primary: pupils: "2024-09-01": is a date where a number is expected: give the cell the format of a number and key the number in again
	// sections.csv:3: 03/primary: pupils: "400人": must be a number: write 400 without "人"
	// sections.csv:3: 03/primary: school_id: "03": no school has this id in schools.csv; did you mean "01"?
}

// Teachers one by one give the counts of the sections; what was counted otherwise is told.
func ExampleRead_teachers() {
	county := fstest.MapFS{
		"schools.csv":  {Data: []byte("school_id\n01\n")},
		"sections.csv": {Data: []byte("school_id,stage,pupils,teachers\n01,primary,40,3\n")},
		"teachers.csv": {Data: []byte("teacher_id,school_id,stage,subject,degree,backbone\nT1,01,primary,体育,专科,是\nT2,01,primary,语文,中师,否\n")},
	}
	c, findings, err := modelio.Read(county)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	staff, err := c.StaffTable()
	if err != nil {
		fmt.Println(err)
		return
	}
	for k, kind := range staff.Kinds {
		fmt.Println(kind.Name, staff.Count[k][0])
	}
	// Output:
	// sections.csv:2: 01/primary: teachers: "3": teachers.csv has 2, which is taken
	// plain 1
	// above_degree+backbone+pe_arts 1
}
