package report_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

func TestPrices(t *testing.T) {
	pl := &plan.Plan{
		Problem: plan.Problem{Standard: rules(), Goals: []plan.Goal{{Name: plan.PassCost}}, Levers: []plan.Lever{plan.Funding}}, Status: plan.Optimal,
		Prices: []plan.ShadowPrice{
			{Goal: plan.PassCost, Limit: "minimum:B/primary", Unit: "volumes", Price: 40000, From: math.NaN(), To: math.NaN(), Of: plan.PriceOfRelaxation},
			{Goal: plan.PassCost, Limit: "cv:K/primary", Unit: "CV", Price: 2.5e6, From: 0.29, To: 0.3125, Of: plan.PriceOfRelaxation},
			{Goal: plan.Dispersion, Limit: "spending", Unit: "yuan", Price: 4.56e-8, From: 1e6, To: 2.5e6, Of: plan.PriceOfRelaxation},
			{Goal: plan.Shortfall, Limit: "moves", Unit: "moves", Price: 1.25, From: 10, To: 12, Of: plan.PriceOfRelaxation},
			{Goal: plan.Moves, Limit: "cv:T/primary", Unit: "CV", Price: 1234, From: 0.3, To: 0.3000001, Of: plan.PriceOfRelaxation},
		},
	}
	for _, lang := range report.Langs() {
		var b bytes.Buffer
		require.NoError(t, report.Plan(&b, pl, county(), report.Options{Lang: lang}))
		golden(t, "prices_"+string(lang)+".txt", b.Bytes())
	}
	pl.Prices = nil
	var b bytes.Buffer
	require.NoError(t, report.Plan(&b, pl, county(), report.Options{}))
	require.NotContains(t, b.String(), "limits that bind")
}
