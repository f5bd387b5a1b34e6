package report

// chineseClosings holds the phrases of what closing schools would do by their English form.
var chineseClosings = map[string]string{
	"What closing a school would do, one at a time, in %s.": "%s：逐校测算撤并的影响。",
	"The data are constructed.":                             "数据为虚构。",
	"%[1]s schools are needed: without them children have no school in reach, or no seat. %[2]s are not.": "%[1]s所学校须保留：撤并后有学生够不到学校或没有学位；其余%[2]s所不在此列。",
	"Schools, the smallest first": "各校（由小到大）",
	"no school in reach":          "无校可及",
	"metres today":                "现距离（米）",
	"metres then":                 "撤并后距离（米）",
	"longest":                     "最远（米）",
	"minutes longest":             "最久（分钟）",
	"saved a year":                "每年节省",
	"pupils would go to":          "学生去向",
	"boarding":                    "寄宿",
	"seats missing":               "缺学位",
	"  Pupils go to the nearest other school that the limits let them reach; metres are means of those who find one.": "  学生就近进入条件许可的其他学校；距离为有校可及学生的平均值。",
}
