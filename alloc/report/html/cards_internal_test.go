package html

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A reason stands below the name of its school and does not repeat it; what a school keeps for several
// stages says which stage it serves.
func TestReasonsLeaveTheSchoolOut(t *testing.T) {
	const rooms = "L4 at N02/primary 4.50, without it 3.48 (minimum 4.5); L4 at N02/junior 4.95, without it 3.83 (minimum 5.8)"
	of := func(a plan.Action) (en, zh []string) {
		for _, w := range whyAt(&a, "N02") {
			en, zh = append(en, w.EN), append(zh, w.ZH)
		}
		return en, zh
	}
	en, zh := of(plan.Action{Lever: plan.Funding, School: "N02", Reason: rooms})
	require.Equal(t, []string{"L4 in primary 4.50, without it 3.48 (minimum 4.5)", "L4 in junior 4.95, without it 3.83 (minimum 5.8)"}, en)
	require.Equal(t, []string{"小学的L4为4.50，没有它则为3.48（最低值4.5）", "初中的L4为4.95，没有它则为3.83（最低值5.8）"}, zh)
	en, _ = of(plan.Action{Lever: plan.Hiring, School: "N02", Stage: model.StageJunior, Reason: "L2 at N02/junior 1.16, without it 0.47 (minimum 1)"})
	require.Equal(t, []string{"L2 1.16, without it 0.47 (minimum 1)"}, en)
}
