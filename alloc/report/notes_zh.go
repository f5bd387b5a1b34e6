package report

// chineseStages are the words for stages.
var chineseStages = map[string]string{"primary": "小学", "junior": "初中", "senior": "高中", "kindergarten": "幼儿园"}

// chineseFindings are the texts of findings by their English form; %s is a blank, which the Chinese
// form numbers.
var chineseFindings = map[string]string{
	// Teachers and classes.
	"%s has %s, which is taken":                                                            "%[1]s 中为%[2]s，以其为准",
	"%s has no class of this section; its own counts stand":                                "%[1]s 中没有该校段的班级，采用其自身数字",
	"is missing for %s teachers, who count as not above the required degree":               "%[1]s名教师缺失，按未达规定学历计",
	"is missing for 1 teacher, who count as not above the required degree":                 "1名教师缺失，按未达规定学历计",
	"is not known; the %s teachers with it count as below an intermediate title":           "无法识别，%[1]s名教师按中级以下职称计",
	"is not known; the 1 teacher with it count as below an intermediate title":             "无法识别，1名教师按中级以下职称计",
	"the classes of %s add up to %s; the number of pupils given here is taken":             "%[1]s 各班学生合计%[2]s，采用此处的学生数",
	"the section has %s teachers and no pupils; it is left out of every mean and CV":       "该校段有%[1]s名教师而没有学生，不计入平均值和差异系数",
	"so many pupils in each of the %s classes are fewer than the %s pupils of the section": "%[1]s个班均按此人数计仍少于该校段%[2]s名学生",

	"is not a whole number of persons":                                            "不是整数人数",
	"is it a share, or in another unit?":                                          "是否为比例，或单位不同？",
	"the stage %s has the grades %s to %s, counted from the first year of school": "%[1]s为%[2]s至%[3]s年级，自小学一年级起数",
	"is the stage right?":                                                         "学段是否正确？",
	"is not known to be PE, music or art, or not; teachers with it (%s, the first on this line) are not counted as teachers of PE and arts: fill the column pe_arts for them": "无法判断是否为体育、音乐、美术；此学科的教师（%[1]s，首位在此行）不计为体育、艺术教师：请为其填写 pe_arts 列",
	"read as a use of this name": "按同名用途读取",

	// Schools and sections.
	"%s lists %s with the use %s":                             "%[1]s 列有%[2]s间用途为%[3]s的教室",
	"is a part of %s, which is only %s":                       "应为 %[1]s 的一部分，而后者仅为%[2]s",
	"less than %s yuan per pupil: looks keyed in 10,000 yuan": "生均不足%[1]s元，疑似以万元填写",
	"more boarders than the %s pupils":                        "寄宿生多于%[1]s名学生",
	"more than the %s pupils of the section":                  "多于该校段%[1]s名学生",
	"more than the %s pupils who want it":                     "多于有需求的%[1]s名学生",
	"the school has no section in %s":                         "该校在 %[1]s 中没有校段",

	// Pieces of catchments.
	"no section is of this stage; the pupils of %s pieces are not planned for":                         "没有该学段的校段，%[1]s个地块的学生不列入规划",
	"has no school that it could stay with":                                                            "没有可保持不变的学校",
	"has pupils that are not whole persons; they count as they are, here and in other pieces":          "学生数不是整数，此地块及其他地块均按所填数字计",
	"is not there: ways from pieces to schools are great-circle distances":                             "缺少该表：地块到学校的路程按球面直线距离计",
	"is given in one direction only, while others are given in both; the two pieces count as touching": "只填写了一个方向，而其他相邻关系两个方向均有；两地块按相邻计",
	"the piece touches no other piece":                                                                 "该地块不与任何地块相邻",
	"the piece is on an island: it hangs together with %s others, but not with the rest of the map":    "该地块位于孤岛：与另外%[1]s个地块相连，但与其余地块不相连",

	"is not read; shapes are read from %s and %s":                                          "未读取；图形只从 %[1]s 和 %[2]s 读取",
	"no piece has this id in %s; it is not used":                                           "%[1]s 中没有此编号的地块，该要素不使用",
	"no school has this id in %s; it is not used":                                          "%[1]s 中没有此标识码的学校，该要素不使用",
	"the shape has no area; its place is the middle of its border":                         "该图形没有面积，取其边界的中点为位置",
	"has no feature here; pieces of %s without one: %s":                                    "此处没有其要素；%[1]s 中没有要素的地块数：%[2]s",
	"lies %s m from the place in the table, which is taken":                                "与表中位置相距%[1]s米，以表中位置为准",
	"overlaps the piece %s; only their tables count, and who touches whom":                 "与地块 %[1]s 重叠；只以各表所填及相邻关系为准",
	"there is no %s: pieces that share a border here count as touching; pairs of them: %s": "没有 %[1]s：此处有公共边界的地块按相邻计，相邻对数：%[2]s",

	// Money.
	"the county has no such stock; the category is not used": "数据中没有此类资源，该类别不使用",
	"the plan is for %s; the fund is not used":               "规划年度为%[1]s年，该资金不使用",

	// Files and columns.
	"did you mean %s?":                                  "是否应为 %[1]s？",
	"converted: 1 is read as %s":                        "已换算：1 读作 %[1]s",
	"is not used: %s says of what kind each teacher is": "不使用：教师类别以 %[1]s 为准",
	"not a table of a county; it is not read":           "不是所需的表，未读取",
	"is not read here: only tables are":                 "此处只读取表格，该文件未读取",
	"read as GBK":                                       "按 GBK 读取",
	"read as a stage of this name":                      "按同名学段读取",
	"read as a stock of this name":                      "按同名资源读取",
	"read as a title":                                   "作为标题行跳过",
	"unknown column without numbers; it is not read":    "未知且不含数字的列，未读取",
	"unknown column; it is not read":                    "未知的列，未读取",
	"%s merged ranges (the first is %s): their values are read in every cell": "%[1]s处合并单元格（第一处为%[2]s）：各单元格均读作其值",
	"1 merged range (%s): its value is read in every cell":                    "1处合并单元格（%[1]s）：各单元格均读作其值",

	// What a standard counts.
	"the official forms give no weight for splitting, each child counts as 1":                                "官方表格未给出分摊权重，每名幼儿按1计",
	"does not count in indicator %s: relief %s has a term, and the county has no year":                       "不计入指标%[1]s：放宽政策%[2]s有期限，而数据没有年份",
	"does not count in indicator %s: relief %s has lapsed after %s":                                          "不计入指标%[1]s：放宽政策%[2]s在%[3]s年后到期",
	"does not count in indicator %s: relief %s is switched off":                                              "不计入指标%[1]s：放宽政策%[2]s已停用",
	"does not count in indicator %s: the school has not got the ground of relief %s":                         "不计入指标%[1]s：该校不具备放宽政策%[2]s的条件",
	"left out: %s sections are not judged":                                                                   "未计入：不评估%[1]s",
	"left out: the standard does not count schools of kind %s":                                               "未计入：标准不含类型为%[1]s的学校",
	"left out: the standard does not count schools of owner %s":                                              "未计入：标准不含举办者代码为%[1]s的学校",
	"left out: the standard does not count schools with the flag %s":                                         "未计入：标准不含标记为%[1]s的学校",
	"left out: the standard does not count teaching points with fewer than %s pupils":                        "未计入：标准不含学生少于%[1]s人的教学点",
	"missing for %s schools; all of them are counted, also where the standard would leave one out by its %s": "%[1]s所学校缺失，均予计入，包括按%[2]s本应不计入者",
	"no rule of %s asks for this; the answer is not used":                                                    "%[1]s没有规定涉及此项，该填报不使用",
	"the question is to every school; an answer without school_id is not used":                               "此项应由各校填报，没有 school_id 的填报不使用",
	"the question is to the county; the answer for school %s is not used":                                    "此项应由全县填报，学校%[1]s的填报不使用",
	"the stage has one section: its CVs are 0":                                                               "该学段只有一个校段，差异系数为0",
}

// chineseInputs are the phrases of what verdicts use, as chineseFindings.
var chineseInputs = map[string]string{
	"missing":                                      "缺少",
	"%s of %s":                                     "%[2]s 的%[1]s",
	"area of %s schools":                           "%[1]s所学校的城乡类型",
	"rooms of use %s":                              "%[1]s",
	"%s of %s rooms of use %s have %s m2":          "%[2]s间%[3]s中%[1]s间达到%[4]s平方米",
	"the size of a room of use %s":                 "%[1]s的面积标准",
	"sizes of rooms of use %s":                     "%[1]s（各间面积）",
	"%s rooms":                                     "%[1]s间",
	"%s required":                                  "应有%[1]s",
	"threshold of stage %s":                        "%[1]s的标准值",
	"%s of %s classes above":                       "%[2]s个班中%[1]s个超过",
	"%s is not a number":                           "%[1]s不是数字",
	"%s is neither yes nor no":                     "%[1]s既非“是”也非“否”",
	"answer %s":                                    "填报：%[1]s",
	"nothing to judge":                             "无可评估",
	"the divisor must be above 0":                  "分母须大于0",
	"the divisors must be above 0":                 "分母须大于0",
	"the part must not be negative":                "部分不得为负",
	"the part is more than the whole":              "部分大于总体",
	"no school or section is concerned":            "没有涉及的学校或校段",
	"no other school in the stage to compare with": "该学段没有可比较的其他学校",
	"%s against %s of %s %s":                       "%[1]s，%[4]s%[3]s所学校为%[2]s",
	"%s %s in all %s sections":                     "%[1]s在全部%[3]s个校段均为%[2]s",
	"%s differs":                                   "%[1]s不一致",
	"relief %s has a term":                         "放宽政策%[1]s有期限",
	"and the county has no year":                   "而数据没有年份",
	"nobody is concerned":                          "没有涉及的人员",
	"%s schools":                                   "%[1]s所学校",
	"they must differ in both":                     "两项均须有差异",
	"degree of randomness %s":                      "随机程度%[1]s",
	"slope %s":                                     "斜率%[1]s",
	"intercept %s":                                 "截距%[1]s",
	"correlation %s":                               "相关系数%[1]s",
	"relief %s has lapsed after %s":                "放宽政策%[1]s在%[2]s年后到期",
}

// chineseQuantities are names of what every standard may use, by id.
var chineseQuantities = map[string]string{
	"pupils": "学生数", "pupils_at_least_100": "学生数（不足100人按100人计）", "yes": "是", "no": "否", "others": "其他", "all together": "全部",
}
