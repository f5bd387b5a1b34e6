package alloc_test

import (
	"os"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
)

func requireVerified(t require.TestingT, p *plan.Problem, pl *plan.Plan) {
	if os.Getenv("NOVERIFY") == "" {
		require.Empty(t, verify.Check(p.County, pl).Faults)
	}
}
