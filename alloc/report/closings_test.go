package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

func TestClosings(t *testing.T) {
	c := &model.County{Name: "Hills", Schools: []model.School{{ID: "A", Name: "Upper School"}, {ID: "B", Name: "Lower School"}}}
	metres, saved := 4200.0, 90000.0
	all := []plan.Closing{
		{School: "A", Stage: model.StagePrimary, Pupils: 40, To: []plan.ClosingTo{{School: "B", Pupils: 40, Board: true}}, MetresAfter: &metres, Saved: &saved},
		{School: "B", Stage: model.StagePrimary, Pupils: 30, NoReach: 30, NoReachPieces: []string{"b1", "b2"}},
	}
	var text, zh, table bytes.Buffer
	require.NoError(t, report.Closings(&text, all, c, report.Options{}))
	for _, want := range []string{"1 schools are needed", "Lower School 40 (boarding)", "4,200", "90,000"} {
		require.Contains(t, text.String(), want)
	}
	require.Less(t, strings.Index(text.String(), "\n  Lower School"), strings.Index(text.String(), "\n  Upper School"), "the smallest comes first")
	require.NoError(t, report.Closings(&zh, all, c, report.Options{Lang: report.Chinese}))
	require.Contains(t, zh.String(), "无校可及")
	require.NotContains(t, zh.String(), "reach")
	require.NoError(t, report.ClosingsCSV(&table, all))
	require.Contains(t, table.String(), "B,primary,30,false,30,b1;b2,0,,,,,,,,,reach,\n")
}
