package report_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

func TestConflicts(t *testing.T) {
	cost := 12345.5
	pl := &plan.Plan{
		Problem: plan.Problem{Standard: rules(), Goals: []plan.Goal{{Name: plan.PassCost}}, Levers: []plan.Lever{plan.Funding}}, Status: plan.StatusInfeasible,
		Infeasible: &plan.Infeasible{
			Reasons: []plan.Reason{{Rule: "spending", Where: "county", ShortBy: 2345.5, Unit: "yuan", Text: "spending: 2346 yuan more are needed at least"}},
			Conflicts: []plan.Conflict{
				{Minimal: true, Rules: []plan.ConflictRule{
					{Rule: "spending", Text: "10000 yuan may be spent"},
					{Rule: "minimum:B/primary", Places: []string{"B/primary", "C/primary"}, Text: "the minimum of B (books) in primary is 20: 2 sections have 6500 volumes and need 10000, 8500 where the rule lets a share do"},
				}, Ways: []plan.Relaxation{{Rule: "spending", From: 10000, To: 12345.5, Cost: &cost}, {Rule: "minimum:B/primary", From: 20, To: 18.76543, Cost: &cost}}},
				{Minimal: true, Rules: []plan.ConflictRule{{Rule: "cv:K/primary", Text: "the CV of K (backbone teachers) in primary is 0.4321 and may be 0.3"}}},
				{Rules: []plan.ConflictRule{
					{Rule: "moves", Text: "3 moves are allowed"}, {Rule: "headcount", Text: "every section keeps its number of teachers"},
					{Rule: "fund:F", Text: "fund F has 100 yuan"}, {Rule: "posts:county/primary", Text: "there are no more posts for county/primary"},
					{Rule: "teachers", Text: "4 sections must keep the teachers that a floor asks for"}, {Rule: "lock:0", Text: "a lock holds 2024/x"},
					{Rule: "composite:primary", Text: "the mean of the CVs in primary may be 0.4"},
				}},
			},
		},
		Certificate: &plan.Certificate{Kind: plan.CertRay, Bound: 1},
	}
	for _, lang := range report.Langs() {
		var b bytes.Buffer
		require.NoError(t, report.Plan(&b, pl, county(), report.Options{Lang: lang, Top: 1}))
		golden(t, "conflicts_"+string(lang)+".txt", b.Bytes())
	}
}
