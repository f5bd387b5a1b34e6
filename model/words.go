package model

// SchoolKinds lists the kinds of school.
func SchoolKinds() []SchoolKind {
	return []SchoolKind{KindPrimary, KindJunior, KindNineYear, KindCompleteSecondary, KindTwelveYear, KindTeachingPoint, KindSpecial}
}

// Areas lists the area types.
func Areas() []Area { return []Area{AreaCity, AreaTown, AreaRural} }

// SchoolFlags lists the flags of schools.
func SchoolFlags() []string { return []string{"dense_core", "small_rural", "boarding"} }

// texts are the words of a named string type, for messages.
func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}
