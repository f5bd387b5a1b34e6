package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// PlanCSV writes one table for other programs: a line for every action, or, where there is no plan, a
// line for every reason and every relaxation. Numbers are unrounded; what is undefined is empty. In
// Chinese the headings and the words are Chinese, ids and numbers are the same.
func PlanCSV(w io.Writer, pl *plan.Plan, c *model.County, o Options) error {
	words := NewWords(pl, c, o.Lang)
	rows := words.actionRows()
	if pl.Infeasible != nil {
		rows = words.reasonRows()
	}
	for i, name := range rows[0] {
		rows[0][i] = words.word(chineseColumns, name)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// actionRows is a line for every action.
func (w *Words) actionRows() [][]string {
	rows := [][]string{{
		"key", "year", "lever", "kind", "from", "from_name", "to", "to_name", "school_id", "school_name", "stage", "of",
		"quantity", "unit", "cost", "nature", "funds", "metres", "teacher_ids", "reason",
	}}
	for i := range w.pl.Actions {
		a := &w.pl.Actions[i]
		metres := ""
		if a.Metres != nil {
			metres = plainNumber(*a.Metres)
		}
		var funds []string
		for _, f := range a.Funds {
			funds = append(funds, f.Fund+":"+plainNumber(f.Amount))
		}
		rows = append(rows, []string{
			a.Key(), strconv.Itoa(a.Year), w.Lever(a.Lever), w.Kind(a.Kind), a.From, w.School(a.From), a.To, w.School(a.To), a.School, w.School(a.School),
			w.Stage(a.Stage), w.Of(a), plainNumber(a.Quantity), w.Unit(a.Unit), plainNumber(a.Cost), w.Nature(a.Nature), strings.Join(funds, ";"),
			metres, strings.Join(a.TeacherIDs, ";"), w.Reason(a.Reason),
		})
	}
	return rows
}

// reasonRows is a line for every reason why there is no plan, then for every rule that would have to
// give.
func (w *Words) reasonRows() [][]string {
	rows := [][]string{{"rule", "where", "short_by", "unit", "limit_from", "limit_to", "cost", "text"}}
	for _, r := range w.pl.Infeasible.Reasons {
		rows = append(rows, []string{w.Rule(r.Rule), placeInChinese(w.Lang, r.Where), plainNumber(r.ShortBy), w.Unit(r.Unit), "", "", "", w.Because(r)})
	}
	for i := range w.pl.Infeasible.Relaxations {
		r := &w.pl.Infeasible.Relaxations[i]
		cost := ""
		if r.Cost != nil {
			cost = plainNumber(*r.Cost)
		}
		rows = append(rows, []string{w.Rule(r.Rule), "", "", "", plainNumber(r.From), plainNumber(r.To), cost, ""})
	}
	return rows
}

// chineseColumns are the headings of tables in Chinese.
var chineseColumns = map[string]string{
	"key": "编号", "year": "年度", "lever": "手段", "kind": "事项", "from": "原学校标识码", "from_name": "原学校", "to": "去向学校标识码", "to_name": "去向学校",
	"school_id": "学校标识码", "school_name": "学校", "stage": "学段", "of": "内容", "quantity": "数量", "unit": "单位", "cost": "费用", "nature": "经费性质",
	"funds": "资金", "metres": "距离（米）", "teacher_ids": "教师编号", "reason": "理由",
	"rule": "规定", "where": "何处", "short_by": "缺口", "limit_from": "原为", "limit_to": "改为", "text": "说明",
}
