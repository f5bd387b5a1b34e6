package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// ErrProblem is wrapped by every fault that [Problem.Validate] finds and by every word that the
// Parse functions refuse.
var ErrProblem = errors.New("problem")

// ErrNotYet is wrapped beside [ErrProblem] by a fault that asks for what is reserved for later.
var ErrNotYet = errors.New("not yet")

// problem is a fault in what is asked.
func problem(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrProblem, fmt.Sprintf(format, args...))
}

// notYet is a fault of asking too early.
func notYet(format string, args ...any) error {
	return fmt.Errorf("%w: %s: %w", ErrProblem, fmt.Sprintf(format, args...), ErrNotYet)
}

// The words of today, in the order of the documentation, and those that are reserved.
var (
	levers      = []string{string(Funding), string(Hiring), string(Rotation), string(Catchment), string(Siting)}
	laterLevers = []string{"group", "service"}

	goals = []string{
		string(Dispersion), string(PassCost), string(CostGoal), string(Shortfall), string(Moves),
		string(Travel), string(PupilsMoved), string(SeatsGoal),
	}
	laterGoals = []string{"between-zones", "service-hours"}

	actionKinds = []string{
		string(Buy), string(Hire), string(Move), string(Swap),
		string(Assign), string(Board), string(Open), string(Extend), string(Close), string(Merge),
	}
	laterKinds = []string{"itinerant", "join", "serve"}

	limits = []string{
		string(LimitSpending), string(LimitCV), string(LimitMoves), string(LimitLeaveShare),
		string(LimitMoveKM), string(LimitTeachers), string(LimitHeadcount),
		string(LimitDivisible),
		string(LimitRadius), string(LimitNearbyShare), string(LimitIntakeClassSize), string(LimitSchoolSize), string(LimitPupilsMoved),
		string(LimitPupilKM), string(LimitLoad), string(LimitWholePieces), string(LimitSchoolsPerPiece), string(LimitLot),
		string(LimitContiguous), string(LimitOpenSites),
	}
)

// LeverNames lists the levers of today, in the order of the documentation.
func LeverNames() []string { return slices.Clone(levers) }

// GoalNames lists the goals of today, likewise.
func GoalNames() []string { return slices.Clone(goals) }

// LimitNames lists what a limit of today may be about, likewise.
func LimitNames() []string { return slices.Clone(limits) }

// KindNames lists the kinds of action of today, likewise.
func KindNames() []string { return slices.Clone(actionKinds) }

// checkWord refuses a word that is not one of today's.
func checkWord(what, word string, today, later []string) error {
	for _, w := range today {
		if w == word {
			return nil
		}
	}
	for _, w := range later {
		if w == word {
			return notYet("%s %s", what, word)
		}
	}
	return problem("%s %q: %s", what, word, model.Unknown(word, today))
}

// nearest is the end of a message about a wrong word: the right one that is nearest, if any is near.
func nearest(word string, words []string) string {
	if near := model.Nearest(word, words); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
