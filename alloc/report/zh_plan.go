package report

// chinesePlans holds the phrases of plans by their English form.
var chinesePlans = map[string]string{
	// What was asked.
	"%[1]s, plan for %[2]s": "%[1]s%[2]s年规划",
	"%[1]s: %[2]s by %[3]s": "%[1]s：目标为%[2]s，手段为%[3]s",
	" under %s":             "，标准为%s",
	".":                     "。",
	"%[1]s is %[2]s":        "%[1]s为%[2]s",
	"none":                  "无",
	"  sections passing: %[1]s -> %[2]s of %[3]s": "  达标校段：%[1]s -> %[2]s（共%[3]s个）",
	"  the county %[1]s -> %[2]s":                 "  全县：%[1]s -> %[2]s",
	"does not pass":                               "不达标",

	// The answer.
	"Impossible, and proven so: possible only with parts of %s.":          "已证明不可行：只有%s可以拆分时才可行。",
	"Impossible, and proven so: no plan can do this.":                     "已证明不可行：没有任何方案能够做到。",
	"No plan was found before the limit, and none was proven impossible.": "在限定时间内没有找到方案，也没有证明不可行。",
	"Nothing was asked for, nothing changes.":                             "没有提出目标，不作改变。",
	"Nothing better was found than to leave all as it is, where %[1]s. That may not be the best: what is proven is that no plan is better than %[2]s (gap %[3]s).": "没有找到比维持现状更好的方案：%[1]s。这未必最优：已证明任何方案都不会优于%[2]s（差距%[3]s）。",
	"Nothing needs to change: %s.":                                                                      "无需改变：%s。",
	"%s, which is proven; what comes after that was stopped before it was.":                             "%s，此项已证明最优；其后的目标在证明之前停止。",
	"%[1]s. That may not be the best: what is proven is that no plan is better than %[2]s (gap %[3]s).": "%[1]s。这未必最优：已证明任何方案都不会优于%[2]s（差距%[3]s）。",
	"%[1]s, proven to be within %[2]s of the best; up to %[3]s is given away to the goals after it.":    "%[1]s，已证明与最优的差距不超过%[2]s；其中至多%[3]s让给其后的目标。",
	"%[1]s, proven to within %[2]s.":                                                                    "%[1]s，已证明与最优的差距不超过%[2]s。",
	"%s, and no plan is better: that is proven.":                                                        "%s，已证明没有更好的方案。",
	"the county passes for %s":                                                                          "全县达标，费用为%s",
	"the CV limits are met for %s":                                                                      "差异系数均在限值以内，费用为%s",
	"the plan saves %s in all":                                                                          "方案合计节省%s",
	"the plan costs %s in all":                                                                          "方案合计花费%s",
	"the CV limits are met with %s":                                                                     "差异系数均在限值以内，需%s",
	"the shortfall comes down to %s":                                                                    "缺口降至%s",
	"the worst CV comes down to %[1]s (%[2]s %[3]s)":                                                    "最差的差异系数降至%[1]s（%[2]s%[3]s）",
	"the worst CV comes down to %s":                                                                     "最差的差异系数降至%s",
	"the shortfall is %s":                                                                               "缺口为%s",
	"the worst CV is %s":                                                                                "最差的差异系数为%s",
	"%s of its limit":                                                                                   "限值的%s倍",

	// How it is known.
	"Goals":                       "目标",
	"goal":                        "目标",
	"no plan below":               "任何方案不低于",
	"gap":                         "差距",
	"status":                      "状态",
	"proof":                       "证明",
	"  CV/limit, worst first: %s": "  差异系数/限值，由差到好：%s",
	"  CV, worst first: %s":       "  差异系数，由差到好：%s",
	"multipliers of the linear problem: verify adds them up again":                                    "线性问题的乘子：verify 可重新相加核对",
	"prices under which no exchange of teachers improves: verify checks them again":                   "在此价格下任何教师对调都不会改进：verify 可重新核对",
	"prices of the stocks, section by section: verify prices every purchase and every move with them": "各校段资源的价格：verify 据此核对每一项购置和调动",
	"prices of the places at each school: verify adds up what every piece costs at least under them":  "各校学位的价格：verify 据此逐片区累加最低代价",
	"multipliers under which the rules contradict each other: verify adds them up again":              "使各项规定相互矛盾的乘子：verify 可重新相加核对",
	"search (branch and bound): verify proves its root bound, verify --resolve repeats the rest":      "搜索（分支定界）：verify 证明根界，其余由 verify --resolve 重新求解",

	// While it is being solved.
	": ": "：",
	"best %[1]s, none below %[2]s, gap %[3]s": "目前最好%[1]s，任何方案不低于%[2]s，差距%[3]s",
	"best %s":                           "目前最好%s",
	"no plan yet, none below %s":        "尚无方案，任何方案不低于%s",
	"no plan yet":                       "尚无方案",
	"there is no plan: finding out why": "没有可行方案：正在查找原因",

	// Catchments and sites.
	"the ways to school come to %s in all": "上学路程合计%s",
	"%s change school":                     "%s更换学校",
	"%s are without a seat":                "%s没有学位",
	"CV of seats per pupil %s":             "生均学位差异系数%s",
	"%s piece":                             "%s个片区", "%s pieces": "%s个片区",
	"Catchments: %s change school": "学区调整：%s更换学校",
	"  way to school of those: shorter for %[1]s, longer for %[2]s, on average %[3]s -> %[4]s km": "  其上学路程：%[1]s人缩短，%[2]s人延长，平均%[3]s -> %[4]s公里",
	"  classes of all who live in the pieces: smaller for %[1]s, larger for %[2]s":                "  片区全部学生的班额：%[1]s人减小，%[2]s人增大",
	"come": "转入", "go": "转出", "seats": "学位", "in a class": "班额", "opens": "新开", "closes": "停办",

	// Money.
	"Cost: %s":  "费用：%s",
	"by fund":   "按资金",
	"by lever":  "按手段",
	"by nature": "按性质",

	// Before and after.
	"Before -> after":       "规划前 -> 规划后",
	"plain mean of the CVs": "差异系数的平均值",

	// Actions.
	"%[1]s: %[2]s": "%[1]s：%[2]s",
	"%s action":    "%s项", "%s actions": "%s项",
	"in all":   "合计",
	"largest":  "其中最大",
	"quantity": "数量",
	"km":       "公里",
	"paid by":  "资金来源",
	"why":      "理由",

	// No plan.
	"Why": "原因",
	"  Parts of teachers, or of what is sold whole, would not help.":                               "  即使教师或整件购置的物品可以拆分，也不可行。",
	"  Whether parts of teachers, or of what is sold whole, would help was not found out in time.": "  教师或整件购置的物品可以拆分时是否可行，未能及时查明。",
	"from": "原为", "to": "改为", "cost": "费用",
	"No change of CV limits, minimums, moves or money, as long as some minimum is left, makes a plan with whole units possible.": "只要仍有最低值，无论怎样改变差异系数限值、最低值、调动数或资金，都没有整数方案。",
	"The plan with whole units that this makes possible":                                                                         "由此可行的整数方案",
	"Proof by %s.": "证明依据：%s。",
	"%[1]s: %[2]s cannot be met; at best %[3]s are missing.":                                                        "%[1]s：%[2]s无法满足，至少还缺%[3]s。",
	"What would have to give, all of it together (whole persons and rooms may take a little more)":                  "须同时放宽的规定（人员和教室取整时可能略多）",
	"What would have to give for a plan with whole units, all of it together (no less would do: proven)":            "整数方案须同时放宽的规定（已证明不能再少）",
	"What would have to give for a plan with whole units, all of it together (that no less would do is not proven)": "整数方案须同时放宽的规定（尚未证明不能再少）",

	// Checks of plans.
	"plan": "方案", "proof that there is no plan": "无方案的证明",
	"The %s holds: everything in it was computed again from the county's tables.": "%s成立：其中的一切都由县的数据表重新计算。",
	"The %s does not hold: 1 fault.":                                              "%s不成立：1处错误。",
	"The %[1]s does not hold: %[2]s faults.":                                      "%[1]s不成立：%[2]s处错误。",
	"Faults":                                                                      "错误",
	"Proved, and what could not be":                                               "已证明的和未能证明的",

	// What the data are.
	"Notes": "说明",
	"Kinds of teachers were inferred from the counts of the sections (rule %s): the county gives no kinds.csv.": "教师类别由各校段人数推算（规则 %s）：数据中没有 kinds.csv。",
	"Distances are great-circle distances: the county gives no travel.csv.":                                     "距离按大圆距离计算：数据中没有 travel.csv。",
}

// The words of plans in Chinese.
var (
	chineseGoals = map[string]string{
		"dispersion": "校际均衡", "pass-cost": "达标费用最少", "cost": "费用最少", "shortfall": "缺口最小", "moves": "调动最少",
		"travel": "上学路程最短", "pupils-moved": "转学学生最少", "seats": "学位充足",
	}
	chineseLevers = map[string]string{
		"funding": "经费投入", "hiring": "教师招聘", "rotation": "教师交流轮岗", "catchment": "学区划片", "siting": "学校布局",
	}
	chineseKinds = map[string]string{
		"buy": "购置", "hire": "招聘", "move": "调动", "swap": "对调",
		"assign": "划片", "open": "新开", "extend": "扩建", "close": "停办", "merge": "并入", "board": "寄宿",
	}
	chineseStatuses = map[string]string{
		"optimal": "最优", "feasible": "可行", "infeasible": "不可行", "unknown": "未知",
	}
	chineseNatures = map[string]string{"capital": "资本性支出", "recurrent": "经常性支出", "any": "不限"}
	chineseRules   = map[string]string{
		"cv": "差异系数限值", "minimum": "最低值", "composite": "差异系数平均值限值", "fund": "资金", "spending": "支出上限", "moves": "调动上限",
		"teachers": "教师数下限", "posts": "编制", "time": "时间", "limits": "限制",
	}
	// chineseThings are stocks and kinds of teacher.
	chineseThings = map[string]string{
		"teachers": "教师", "plain": "普通教师", "teachers_above_degree": "高于规定学历教师", "teachers_backbone": "骨干教师",
		"teachers_pe_arts": "体育艺术教师", "teachers_mid_title": "中级以上职称教师", "teaching_area_m2": "教学及辅助用房面积",
		"indoor_sports_m2": "室内体育用房面积", "gymnasium_m2": "体育馆面积", "sports_ground_m2": "体育运动场馆面积", "equipment_yuan": "教学仪器设备值",
		"multimedia_rooms": "网络多媒体教室", "music_rooms": "音乐专用教室", "art_rooms": "美术专用教室", "computers": "计算机", "books": "图书",
		"seats": "学位", "classes": "班级",
	}
)
