//go:build cgo && !nohighs

package highs_test

import (
	"os"
	"testing"

	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/solvertest"
)

var abilities = solvertest.Abilities{
	Duals: true, Basis: true, Whole: true, Incumbent: true, Incremental: true, Rays: true, Cancel: true,
	Limits: true, Progress: true, Redundant: true, Concurrent: true, Ranging: true,
}

func TestConformance(t *testing.T) { solvertest.Run(t, highs.Open, abilities) }

// sets is the folder of the standard test sets, which are not part of the project.
const sets = "../../../shared/data/solver_testsets"

// long says whether tests that take minutes run too.
func long() bool { return os.Getenv("EDUPARITY_LONG") != "" }

func TestStandardSets(t *testing.T) {
	if _, err := os.Stat(sets); err != nil {
		t.Skipf("the standard test sets are not at %s", sets)
	}
	solvertest.RunSets(t, highs.Open, abilities, os.DirFS(sets), long())
}
