package main

import "github.com/eduparity/eduparity/model"

// A meaning is what a column says, in both languages.
type meaning struct{ en, zh string }

// stocks are the columns that indicators of built-in standards count.
var stocks = map[string]meaning{
	model.Teachers:            {"full-time teachers", "专任教师数"},
	model.TeachersAboveDegree: {"full-time teachers above the required degree", "高于规定学历专任教师数"},
	model.TeachersBackbone:    {"backbone teachers of county level or above", "县级以上骨干教师数"},
	model.TeachersPEArts:      {"full-time teachers of PE, music, art", "体育、艺术（美术、音乐）专任教师数"},
	model.TeachersMidTitle:    {"full-time teachers with an intermediate or higher title", "中级及以上职称专任教师数"},
	"teaching_area_m2":        {"teaching and auxiliary rooms, indoor sports rooms included", "教学及辅助用房面积（含室内体育用房）"},
	"indoor_sports_m2":        {"the part of it that is indoor sports rooms", "其中：室内体育用房面积"},
	"gymnasium_m2":            {"gymnasium", "体育馆面积"},
	"sports_ground_m2":        {"sports ground on the campus", "校内体育运动场地面积"},
	model.EquipmentYuan:       {"book value of teaching equipment", "教学仪器设备值"},
	"multimedia_rooms":        {"networked multimedia classrooms", "网络多媒体教室数"},
	"computers":               {"computers for teaching", "教学用计算机台数"},
	"books":                   {"books of the library", "图书册数"},
}
