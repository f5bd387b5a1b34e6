package standard

import "math"

// tie is how far below a threshold, relative to it, a value still counts as on it. A value is a
// quotient of sums of decimals and of shares of them, each rounded to the nearest double, so that what
// is exactly 4.5 on paper may come out as 4.499999999999999: a few units of 1e-16. No office writes
// twelve digits, so nothing that is truly below comes this near.
const tie = 1e-12

// Meets reports whether a value is at or above a minimum, both inclusive as the rules are. A value
// that differs from it by rounding alone is on it; NaN meets nothing.
func Meets(value, minimum float64) bool {
	return value >= minimum || minimum-value <= tie*math.Abs(minimum)
}

// Within reports whether a value is at or below a limit, in the same way.
func Within(value, limit float64) bool {
	return value <= limit || value-limit <= tie*math.Abs(limit)
}

// marginOf is a margin whose sign agrees with the verdict: what is on a threshold has none.
func marginOf(margin float64, passes bool) float64 {
	if passes && margin < 0 {
		return 0
	}
	return margin
}
