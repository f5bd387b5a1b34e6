package plan

import (
	"math"
	"strconv"
)

// Counts of whole people are compared literally, CVs and pass rules as the standard reads them
// (standard.Within, standard.Meets). Money is not: its amounts are sums of many products, taken in another order by whoever made the plan.
const (
	// moneyRelative: a cent in ten million yuan, far above the rounding of a sum of a million
	// terms (1e-10 of it) and far below anything that an office counts.
	moneyRelative = 1e-9
	// moneyAbsolute: the floor of the same, in yuan, for sums near zero.
	moneyAbsolute = 1e-6
	// metresAbsolute: a micrometre, for a distance that was computed again from two places.
	metresAbsolute = 1e-6
)

// personsDust is the part of a person, or of a number of persons, by which the sum of moves in parts may
// be off through rounding; whole numbers are summed exactly.
const personsDust = 1e-9

// pupilsDust is the part of a number of pupils, or of a sum of them that limits weigh, by which it may be
// above what is allowed: pupils of pieces come in parts, which an engine leaves to its own tolerance.
const pupilsDust = 1e-9

// partRounding is how far from a whole number of units a quantity may be, by the rounding of an engine, that
// takes no part of one.
const partRounding = 1e-7

// relaxedRounding is the least part of a sum of relaxations that is told from rounding: CVs are known to
// some 1e-8 in their squares, which count [CVWeight] times.
const relaxedRounding = 1e-5

// decimalDigits is to how many significant digits a product of a share and a count is rounded, so
// that 0.29 of 100 is 29: shares are decimal numbers which a float64 only comes near.
const decimalDigits = 12

// wholeDecimals: whole numbers below it have no more digits than that.
const wholeDecimals = 1e12

// exceeds is by how much a sum of money exceeds a limit; 0 where it does not.
func exceeds(sum, limit float64) float64 {
	over := sum - limit
	if over <= moneyAbsolute+moneyRelative*math.Abs(limit) {
		return 0
	}
	return over
}

// differs says whether two sums of money are not the same amount.
func differs(a, b float64) bool {
	return !(exceeds(a, b) == 0 && exceeds(b, a) == 0) || math.IsNaN(a) || math.IsNaN(b)
}

// decimal rounds to decimalDigits significant digits.
func decimal(x float64) float64 {
	if x == math.Trunc(x) && math.Abs(x) < wholeDecimals {
		return x
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', decimalDigits-1, 64), 64)
	if err != nil { // cannot be: the text is a formatted float
		return x
	}
	return y
}

// partOf is how many persons a share of a number of persons is, where persons come in parts.
func partOf(share, persons float64) float64 { return decimal(share * persons) }

// wholePart is how many whole persons a share of a number of persons is.
func wholePart(share, persons float64) float64 { return math.Floor(decimal(share * persons)) }

// worseBy is the relative change of a ratio, or of what is missing to a minimum, that is told as a loss: CVs
// of nearly even sections are known to about 1e-8.
const worseBy = 1e-7
