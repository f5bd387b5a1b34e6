package geo

const (
	// snapMetres is how far two borders may lie apart and still be one: degrees with five decimals are
	// rounded by up to half a metre either way, and a border that one map draws with a corner more than the
	// other deviates by about as much again.
	snapMetres = 2

	// leastShared is how many metres of border two pieces must share to touch. Pieces that meet in a corner
	// share about 2 snapMetres of it, and where a third one's corner of 12 degrees or more is between them
	// still less than this.
	leastShared = 20

	// flat is the sine of the angle below which three corners lie on one line: a corner of a side of 1 km
	// that is off by a micrometre, which no map means.
	flat = 1e-9

	// thin is the least area of a polygon as a share of the square around its border; below it, rounding
	// decides where its middle is, and the middle of its border is taken.
	thin = 1e-9

	// tellMetres is how far a place in a table may lie outside of its shape, or from the place in another
	// file, before it is told: gates and entrances lie about so far from the middle of a school.
	tellMetres = 500
)
