package model

// staffTolerance is how far, in persons, the kinds of a section may miss its counts: numbers are
// written with few decimals, so a true difference is larger and a rounding error far smaller.
const staffTolerance = 1e-6

// pupilsTolerance is how far the pupils of pieces may miss those of their section, relative to them: pieces
// may count fractions of persons, written with few decimals.
const pupilsTolerance = 1e-6

// wanEquipment is the equipment per pupil, in yuan, below which a value looks keyed in 10,000 yuan:
// the official minimum is 2,000 yuan, so a value this small is short by a factor of 200.
const wanEquipment = 10

// Where the map of a county is: a place is far from it if it lies both more than farMetres from the middle of
// all places, which the largest county does not reach across, and farTimes as far as the middle one of all
// places, which no village does. Fewer than fewestPlaces have no majority that says where the county is.
const (
	farMetres    = 300_000
	farTimes     = 20
	fewestPlaces = 3
)
