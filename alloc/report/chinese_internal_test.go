package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestFindingsInChinese(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ en, zh string }{
		{"left out: the standard does not count teaching points with fewer than 50 pupils", "未计入：标准不含学生少于50人的教学点"},
		{"left out: kindergarten sections are not judged; the official forms give no weight for splitting, each child counts as 1", "未计入：不评估幼儿园；官方表格未给出分摊权重，每名幼儿按1计"},
		{"unknown column; it is not read; did you mean sports_ground_m2?", "未知的列，未读取；是否应为 sports_ground_m2？"},
		{"looks odd", "looks odd"},
	} {
		f := model.Finding{File: "sections.csv", Line: 3, Record: "A", Rule: c.en}
		require.Equal(t, "sections.csv:3: A: "+c.zh, Chinese.Finding(f))
		require.Equal(t, f.String(), English.Finding(f))
	}
}

// What verdicts use is told by the names that the standard has for it.
func TestInputsInChinese(t *testing.T) {
	t.Parallel()
	te := &teller{page: &page{Lang: Chinese}, o: Options{Standard: standard.QualityBalance2017()}}
	for _, c := range []struct{ en, zh string }{
		{"missing: trained_teachers, teachers of A/primary", "缺少：完成5年360学时培训的教师数（trained_teachers），A/小学 的专任教师数（teachers）"},
		{"missing: pupils_nearby_junior", "缺少：划片区域内入学的学生数（初中，pupils_nearby_junior）"},
		{"missing: guarantee-15", "缺少：guarantee-15"},
		{"missing: area of 3 schools", "缺少：3所学校的城乡类型"},
		{"largest_class 52, 3 of 12 classes above", "最大班额 52，12个班中3个超过"},
		{"survey_satisfied 0, survey_valid 0: the divisor must be above 0", "满意问卷数 0，有效问卷数 0：分母须大于0"},
		{"public_funds_yuan 36000, pupils_at_least_100 100; relief old has lapsed after 2027", "学校年度公用经费 36000，学生数（不足100人按100人计） 100；放宽政策old在2027年后到期"},
		{"missing: sizes of rooms of use music; 2 rooms, classes 24, 2 required", "缺少：音乐专用教室及面积（music）（各间面积）；2间，班级数（classes） 24，应有2"},
	} {
		require.Equal(t, c.zh, te.inputs(c.en))
	}
	zh, ok := inputsInChinese("something new here", te.used)
	require.False(t, ok)
	require.Equal(t, "something new here", zh)
}

// Every unit of a built-in standard has a Chinese word.
func TestUnitsAreTranslated(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, standard.Names())
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		var units []string
		for i := range s.Indicators {
			units = append(units, s.Indicators[i].Unit)
		}
		for i := range s.Rules {
			units = append(units, s.Rules[i].Unit)
		}
		for _, unit := range units {
			if unit != "" && unit != pureNumber {
				require.NotEqual(t, unit, Chinese.unit(unit), "%s: the unit has no Chinese word", name)
				require.False(t, strings.HasPrefix(Chinese.unit(unit), " "))
			}
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		fills         []string
	}{
		{"%s of %s", "3 of 4", []string{"3", "4"}},
		{"%s of %s", "3 of ", nil},
		{"%s of %s", " of 4", nil},
		{"a %s b", "a x b", []string{"x"}},
		{"a %s b", "a x bc", nil},
		{"a %s b", "a  b", nil},
		{"same", "same", []string{}},
		{"same", "same more", nil},
		{"%s", "", nil},
		{"%s has %s, which", "a has b has c, which", []string{"a", "b has c"}},
	} {
		fills, fits := match(c.pattern, c.text)
		require.Equal(t, c.fills != nil, fits, "%q in %q", c.pattern, c.text)
		if fits {
			require.Equal(t, len(c.fills), len(fills))
			for i := range fills {
				require.Equal(t, c.fills[i], fills[i])
			}
		}
	}
}
