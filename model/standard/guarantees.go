package standard

import "github.com/eduparity/eduparity/model"

// guarantees2017 are the 15 guarantees of the government (政府保障程度). All must hold.
func guarantees2017() []Rule {
	rules := []Rule{
		{
			ID: "guarantee-01", Item: 1, Form: Document,
			Name: "the layout of schools is reasonable and follows the rules of the state", NameZH: "县域内义务教育学校规划布局合理，符合国家规定要求",
		},
		{
			ID: "guarantee-02", Item: 2, Form: Document,
			Name:   "one standard for town and country: buildings, staffing norm, quota of public funds, basic equipment",
			NameZH: "城乡义务教育学校建设标准统一、教师编制标准统一、生均公用经费基准定额统一、基本装备配置标准统一",
		},
		{
			ID: "guarantee-02-quota", Item: 2, Form: Minimum, Each: EachStage, Unit: "yuan",
			Name: "quota of public funds per pupil the same for all schools, and not below that of the higher authority", NameZH: "生均公用经费基准定额统一，且不低于上级标准",
			Value: sumOf("public_funds_quota"), Uniform: true, Threshold: byStage(720, 940), ThresholdInput: "public_funds_quota_required",
			Note: "720 and 940 yuan are the state's since 2023; a province or city that asks for more states it as public_funds_quota_required; whether all schools have the same is computed where a column public_funds_quota of sections.csv gives each section's",
		},
		rooms("guarantee-03-music", "music", "音乐", model.UseMusic, 96, 73),
		rooms("guarantee-03-art", "art", "美术", model.UseArt, 90, 67),
		{
			ID: "guarantee-04", Item: 4, Form: Maximum, Each: EachSchool, Unit: "pupils",
			Name: "size of schools", NameZH: "所有小学、初中规模不超过2000人，九年一贯制学校、十二年一贯制学校义务教育阶段规模不超过2500人",
			Value: sumOf(QuantityPupils), Threshold: schoolSize(2000, 2500),
			Reliefs: []Relief{
				{
					ID: "built-by-2010", Name: "planned and built by 2010", NameZH: "2010年及以前规划建设", Ground: Ground{BuiltBy: 2010},
					Threshold: schoolSize(2400, 3000), Source: sourceTables, Until: reliefsUntil, Note: noteUntil,
				},
				{
					ID: "migrant-children", Name: "more than half are children of migrant workers", NameZH: "随迁子女占比超过50%",
					Ground:    Ground{Part: "migrant_pupils", Above: 0.5},
					Threshold: schoolSize(2400, 3000), Source: sourceTables, Until: reliefsUntil, Note: noteUntil,
				},
			},
			Note: "campuses that are not counted as schools count with their school; the junior section of a complete secondary school: 2000",
		},
		{
			ID: "guarantee-04-vocational", Item: 4, Form: Document, Forbidden: true,
			Name: "vocational schools run primary or junior classes", NameZH: "中等职业学校举办小学、初中班",
		},
		{
			ID: "guarantee-05", Item: 5, Form: Maximum, Each: EachSection, Unit: "pupils",
			Name: "size of classes", NameZH: "小学、初中所有班级学生数分别不超过45人、50人",
			Value: sumOf(QuantityLargestClass), Threshold: byStage(45, 50),
		},
		{
			ID: "guarantee-06", Item: 6, Form: Ratio, Each: EachCampus, Unit: "yuan", Scope: Scope{PupilsBelow: 100},
			Name: "schools below 100 pupils get public funds for 100", NameZH: "不足100名学生规模较小学校（含教学点）按100人核定公用经费",
			Value: sumOf("public_funds_yuan"), Over: sumOf(QuantityPupilsOr100), Threshold: byStage(720, 940), ThresholdInput: "public_funds_quota",
			Note: "public funds over 100, against the county's quota; 720 and 940 yuan, the state's since 2023, where it is not stated; village schools counted with a township centre are judged each for itself",
		},
		{
			ID: "guarantee-07", Item: 7, Form: Ratio, Unit: "yuan", Scope: Scope{Kinds: []model.SchoolKind{model.KindSpecial}},
			Name: "public funds of special education per pupil", NameZH: "特殊教育学校生均公用经费不低于8000元",
			Value: sumOf("special_funds_yuan"), Over: sumOf("special_pupils"), Threshold: anywhere(8000),
			Note: "a city's table adds disabled pupils in ordinary classes to special_pupils",
		},
		{
			ID: "guarantee-08", Item: 8, Form: Ratio,
			Name: "average pay of teachers over that of local civil servants", NameZH: "教师平均工资收入水平不低于当地公务员平均工资收入水平",
			Value: sumOf("teacher_pay_mean"), Over: sumOf("civil_servant_pay_mean"), Threshold: anywhere(1),
			Note: "previous year, public schools only",
		},
		{
			ID: "guarantee-08-performance", Item: 8, Form: Document,
			Name: "performance pay is granted in full", NameZH: "按规定足额核定教师绩效工资总量",
		},
		{
			ID: "guarantee-09", Item: 9, Form: Share,
			Name: "teachers who completed 360 hours of training in 5 years", NameZH: "教师5年360学时培训完成率达到100%",
			Value: sumOf("trained_teachers"), Over: sumOf(model.Teachers), Threshold: anywhere(1),
		},
		{
			ID: "guarantee-10", Item: 10, Form: Document,
			Name: "the county education office allots posts among schools within the approved totals", NameZH: "县级教育行政部门在核定的教职工编制总额和岗位总量内统筹分配各校教职工编制和岗位数量",
		},
		{
			ID: "guarantee-11", Item: 11, Form: Share,
			Name: "rotated teachers of those eligible", NameZH: "全县每年交流轮岗教师的比例不低于符合交流条件教师总数的10%",
			Value: sumOf("rotated_teachers"), Over: sumOf("eligible_teachers"), Threshold: anywhere(0.1), EmptyPasses: true,
		},
		{
			ID: "guarantee-11-backbone", Item: 11, Form: Share,
			Name: "backbone teachers of those rotated", NameZH: "骨干教师不低于交流轮岗教师总数的20%",
			Value: sumOf("rotated_backbone_teachers"), Over: sumOf("rotated_teachers"), Threshold: anywhere(0.2), EmptyPasses: true,
		},
		{
			ID: "guarantee-12", Item: 12, Form: Share,
			Name: "full-time teachers with a teaching certificate", NameZH: "专任教师持有教师资格证上岗率达到100%",
			Value: sumOf("certified_teachers"), Over: sumOf(model.Teachers), Threshold: anywhere(1),
		},
		{
			ID: "guarantee-13", Item: 13, Form: Share, Each: EachStage,
			Name: "nearby enrolment of public schools in city and town", NameZH: "城区和镇区公办小学、初中（均不含寄宿制学校）就近划片入学比例分别达到100%、95%以上",
			Scope: Scope{Areas: []model.Area{model.AreaCity, model.AreaTown}, Public: true, WithoutFlags: []string{model.FlagBoarding}},
			Value: sumOf("pupils_nearby"), Over: sumOf(QuantityPupils), Threshold: byStage(1, 0.95),
		},
		{
			ID: "guarantee-14", Item: 14, Form: Share,
			Name: "places of good senior schools allotted to junior schools", NameZH: "优质高中招生名额分配比例不低于50%",
			Value: sumOf("senior_places_allotted"), Over: sumOf("senior_places"), Threshold: anywhere(0.5),
		},
		{
			ID: "guarantee-14-rural", Item: 14, Form: Document,
			Name: "the allotment is tilted to rural junior schools", NameZH: "优质高中招生名额分配向农村初中倾斜",
		},
		{
			ID: "guarantee-15", Item: 15, Form: Document,
			Name: "left-behind children are cared for", NameZH: "留守儿童关爱体系健全",
		},
		{
			ID: "guarantee-15-migrant", Item: 15, Form: Share,
			Name:   "migrant children in public schools or in private places bought by the government",
			NameZH: "符合条件的随迁子女在公办学校和政府购买服务的民办学校就读的比例不低于85%",
			Value:  sumOf("migrant_public", "migrant_bought"), Over: sumOf("migrant_eligible"), Threshold: anywhere(0.85), EmptyPasses: true,
		},
	}
	return block(rules, BlockGuarantee, sourceTables)
}

// block fills in what the rules of a block have in common: all were seen in the text of the source.
// A rule that names its own block keeps it.
func block(rules []Rule, b Block, source string) []Rule {
	for i := range rules {
		rules[i].Source, rules[i].Verified = source, true
		if rules[i].Block == "" {
			rules[i].Block = b
		}
	}
	return rules
}

// schoolSize is the size of schools by kind.
func schoolSize(oneStage, moreStages float64) map[string]float64 {
	return map[string]float64{
		AnyPlace:                     oneStage,
		string(model.KindNineYear):   moreStages,
		string(model.KindTwelveYear): moreStages,
	}
}

// rooms is the guarantee of music or art rooms: one for every 12 classes. Each kind is required for
// itself, which is the strict reading; a city's table compares both kinds together.
func rooms(id, name, nameZH, use string, area, relieved float64) Rule {
	return Rule{
		ID: id, Item: 3, Form: Step, Each: EachSchool, Unit: "rooms",
		Name: name + " rooms, one for every 12 classes", NameZH: "所有小学、初中每12个班级配备" + nameZH + "专用教室1间以上",
		Rooms: Rooms{Use: use, Area: anywhere(area), Column: use + "_rooms"},
		Steps: Steps{Of: sumOf(QuantityClasses), Every: 12, Give: 1},
		Reliefs: []Relief{
			{
				ID: "planned-by-2016", Name: "planned and built by 2016", NameZH: "2016年及以前规划建设", Ground: Ground{PlannedBy: 2016},
				RoomArea: anywhere(relieved), Source: sourceTables, Until: reliefsUntil,
				Note: "the full size must be met within three years of recognition; " + noteUntil,
			},
			{
				ID: "small-class", Name: "small rural school whose largest class is below 30", NameZH: "乡村小规模学校最大班额低于30人",
				Ground:   Ground{Flag: model.FlagSmallRural, LargestClassBelow: 30},
				RoomArea: byStage(54, 61), Source: sourceTables, Until: reliefsUntil,
				Note: "the full size must be met within three years of recognition; " + noteUntil,
			},
		},
		Note: "music and art rooms each for themselves (a reading)",
	}
}
