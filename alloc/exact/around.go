package exact

import (
	"context"

	"github.com/eduparity/eduparity/solver/outer"
)

// around looks for a first plan among those whose whole quantities are the relaxation's rounded up or down,
// under limits on CVs and their means that are a little tighter: a whole point that keeps the cuts there are
// is a little above a limit, by less than that. It is a small search where that of [search.inside] among all
// plans ends with its time, and its limits cost less.
func (f *search) around(ctx context.Context) error {
	for _, by := range slightlyTighter {
		if err := f.tighten(by); err != nil {
			return err
		}
		lp, err := f.rounds(ctx, outer.Settings{Engine: f.engine(true)})
		if err != nil {
			return err
		}
		if lp.X == nil || f.timeUp(ctx) {
			break
		}
		if err := f.rounded(ctx, lp.X); err != nil {
			return err
		}
		if f.best != nil {
			break
		}
	}
	return f.tighten(0)
}

// slightlyTighter is by how much limits are tightened, one after the other, until a plan is found.
var slightlyTighter = []float64{0, 1e-4, 1e-3, 0.01}

// rounded searches the plans whose whole quantities are those of a point rounded up or down.
func (f *search) rounded(ctx context.Context, x []float64) error {
	return f.about(x, 0, func() error {
		s := outer.Settings{Engine: f.engine(false), Enough: func(float64, float64) bool { return f.best != nil }}
		s.Engine.TimeLimit *= roundedTime
		s.Engine.Gap = roundedGap
		_, err := f.collect(ctx, s)
		return err
	})
}

const (
	// roundedTime is the part of the time left that one such search may take.
	roundedTime = 0.1
	// roundedGap is the gap at which it is content: what rounding costs is of this size.
	roundedGap = 3e-3
)
