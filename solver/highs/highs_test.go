//go:build cgo && !nohighs

package highs_test

import (
	"testing"

	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/solvertest"
)

func TestConformance(t *testing.T) {
	solvertest.Run(t, highs.Open, solvertest.Abilities{
		Duals: true, Basis: true, Whole: true, Incumbent: true, Incremental: true, Rays: true, Cancel: true,
		Limits: true, Progress: true, Redundant: true, Concurrent: true,
	})
}
