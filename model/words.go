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

// texts are the words of a named string type, for messages.
func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
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
