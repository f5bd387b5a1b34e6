package report

// chineseStrategies are the names of strategies.
var chineseStrategies = map[string]string{
	statusQuo: "维持现状", "equal-share": "按校均分", "per-pupil": "按生均定额", "formula-weighted": "加权公式", "neediest-first": "最弱优先",
	"highest-ratio-first": "超编先调", "lexicographic-transfer": "逐级调配", "local-search": "局部搜索", exactName: "精确求解",
}

// chineseComparison holds the phrases of comparisons by their English form.
var chineseComparison = map[string]string{
	"%[1]s: strategies for %[2]s by %[3]s.":                 "%[1]s：策略比较，目标为%[2]s，手段为%[3]s。",
	"No strategy has a plan, and none can: that is proven.": "没有策略给出方案；已证明不可能有。",
	"No strategy comes to a plan that keeps every rule.":    "没有策略得到满足全部规定的方案。",
	"Best is %[1]s: %[2]s.":                                 "最好的是%[1]s：%[2]s。",
	" No plan is below %s: that is proven.":                 "已证明任何方案都不低于%s。",
	"Next is %[1]s: %[2]s%[3]s.":                            "其次是%[1]s：%[2]s%[3]s。",
	"%[1]s for %[2]s":                                       "%[1]s，费用%[2]s",
	"%[1]s for %[2]s and %[3]s moves":                       "%[1]s，费用%[2]s，调动%[3]s人次",
	", %s times as much":                                    "，为前者的%s倍",
	"Side by side":                                          "各策略对照",
	"strategy":                                              "策略",
	"above the proven best":                                 "高于已证明的最优",
	"sections passing":                                      "达标校段",
	"the county":                                            "全县",
	"seconds":                                               "秒",
	"no plan":                                               "无方案",
	"by its rule":                                           "依其规则",
	"best found":                                            "已找到的最好",
	"proven best":                                           "已证明最优",
	"before":                                                "现状",
	"CV under each strategy":                                "各策略下的差异系数",
	"Measures of %[1]s %[2]s, %[3]s":                        "%[1]s %[2]s（%[3]s）的各项测度",
	"Gini":                                                  "基尼系数",
	"Theil":                                                 "泰尔指数",
	"McLoone":                                               "麦克伦指数",
	"Verstegen":                                             "沃斯特根指数",
	"range ratio":                                           "极差率",
	"Hoover":                                                "胡佛指数",
	"Atkinson":                                              "阿特金森指数",
	"Who gains and who loses by %s: pupils of sections that only gain / only lose; yuan a pupil; teachers in less out, with hires": "谁得谁失（按%s）：只增不减 / 只减不增的校段的学生；生均金额；教师净增（含招聘）",
	"size":                    "学校规模",
	"teachers":                "教师",
	"interrupted":             "已中断",
	"What the strategies are": "各策略说明",
	"nothing changes":         "不作任何改变",
	"every school gets the same sum and spends it where it is lowest":                                  "每校金额相同，用于最弱的项目",
	"every school gets the same sum for each pupil":                                                    "每名学生金额相同",
	"the same for each weighted pupil: small schools, boarders, junior and rural pupils weigh more":    "按折算学生数：小规模学校、寄宿生、初中生和乡村学生权重较高",
	"the worst section gets the next step, again and again":                                            "每一步都补最弱的校段",
	"teachers above the norm go to the nearest section that lacks one, the best staffed section first": "超出标准的教师调往最近的缺编校段，师资最充裕的校段先调出",
	"least shortage of teachers, then weighted shortage, then moves, then distance":                    "依次使缺编、加权缺编、调动人次、距离最小",
	"from neediest-first on, one change after another as long as one helps":                            "从“最弱优先”出发逐一改动，直到没有改进",
	"the best of all plans, with a proof":                                                              "所有方案中最好的，附证明",
}

// chineseComparisonNotes are the reasons why a strategy has no plan.
var chineseComparisonNotes = map[string]string{
	"interrupted":                                       "已中断",
	"proven: there is no plan":                          "已证明没有方案",
	"comes to no plan that keeps every rule":            "得不到满足全部规定的方案",
	"its plan breaks a rule: %s":                        "其方案违反规定：%[1]s",
	"there is no sum to divide: give a budget or funds": "没有可分配的金额：请给出预算或资金",
	"it has no rule for the lever %s":                   "没有针对手段 %[1]s 的规则",
}
