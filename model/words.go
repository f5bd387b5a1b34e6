package model

// SchoolKinds lists the kinds of school.
func SchoolKinds() []SchoolKind {
	return []SchoolKind{KindPrimary, KindJunior, KindNineYear, KindCompleteSecondary, KindTwelveYear, KindTeachingPoint, KindSpecial}
}

// Areas lists the area types.
func Areas() []Area { return []Area{AreaCity, AreaTown, AreaRural} }

// Flags of schools.
const (
	FlagDenseCore   = "dense_core"       // in an over-dense city core
	FlagSmallRural  = "small_rural"      // a small school in the country
	FlagBoarding    = "boarding"         // a boarding school
	FlagAttached    = "attached_classes" // runs classes of a stage that its kind does not have
	FlagAboveCounty = "above_county"     // owned by an authority above the county
	FlagTitleI      = "title_1"          // gets funds under Title I of the US education act
)

// SchoolFlags lists the flags of schools.
func SchoolFlags() []string {
	return []string{FlagDenseCore, FlagSmallRural, FlagBoarding, FlagAttached, FlagAboveCounty, FlagTitleI}
}

// LastOwner is the last of the owner codes of the education statistics, which begin with 1; it is the
// code of private schools.
const LastOwner = 10

// texts are the words of a named string type, for messages.
func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

// GradesOf are the first and the last grade of a stage. Where primary schools have five years, the
// sixth is the first of the junior stage; where junior ones have two, the ninth is the first of the
// senior stage.
func GradesOf(stage string) (first, last int) {
	switch stage {
	case StagePrimary:
		return 1, 6
	case StageJunior:
		return 6, 9
	case StageSenior:
		return 9, LastGrade
	}
	return 1, LastGrade
}

// stagesOf are the stages that a kind of school runs; nil: any.
func stagesOf(k SchoolKind) []string {
	switch k {
	case KindPrimary, KindTeachingPoint:
		return []string{StagePrimary}
	case KindJunior, KindCompleteSecondary:
		return []string{StageJunior, StageSenior}
	case KindNineYear:
		return []string{StagePrimary, StageJunior}
	case KindTwelveYear, KindSpecial:
		return nil
	}
	return nil
}
