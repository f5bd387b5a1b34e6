package report

import (
	"math"
	"strconv"
	"strings"
)

// Decimals of the official forms.
const (
	valueDecimals = 2
	cvDecimals    = 3
	// mostDecimals is where a number is given up to look like its limit.
	mostDecimals = 9
)

// number writes x with so many decimals, halves rounded up as in the official forms, and commas
// between thousands; a dash where it is undefined.
func number(x float64, decimals int) string {
	if math.IsNaN(x) {
		return "-"
	}
	if math.IsInf(x, 0) {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	s := strconv.FormatFloat(halfUp(x, decimals), 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // no minus zero
	}
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// halfUp rounds to so many decimals, halves away from zero. What is too large to have decimals stays.
func halfUp(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	if math.Abs(x)*scale > largestExact {
		return x
	}
	return math.Copysign(math.Floor(math.Abs(x)*scale+0.5+lastBits)/scale, x)
}

const (
	// lastBits is what a half that is written in decimals may lie below it in binary.
	lastBits = 1e-9
	// largestExact is below 2^53, beyond which whole numbers have gaps.
	largestExact = 1e15
)

// amount writes a quantity: whole numbers as such, others with up to two decimals.
func amount(x float64) string {
	s := number(x, valueDecimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// beside writes x with so many decimals, or with as many more as it takes to see that it is not
// its limit.
func beside(x, limit float64, decimals int) string {
	s := number(x, decimals)
	for d := decimals + 1; x != limit && s == number(limit, d-1) && d <= mostDecimals; d++ {
		s = number(x, d)
	}
	return s
}

// money writes an amount of money; cents only where there are some.
func money(x float64) string {
	if math.Abs(x-math.Round(x)) < halfCent {
		return number(x, 0)
	}
	return number(x, valueDecimals)
}

// halfCent is what rounding to cents cannot show.
const halfCent = 0.005

// percent writes a share.
func percent(x float64, decimals int) string {
	if math.IsNaN(x) {
		return "-"
	}
	return number(100*x, decimals) + " %"
}

// gap writes a relative gap: "0 %", "< 0.001 %", "0.004 %", "3.21 %".
func gap(x float64) string {
	switch {
	case x == 0:
		return "0 %"
	case x < leastGap:
		return "< 0.001 %"
	case x < smallGap:
		return percent(x, 3)
	}
	return percent(x, 2)
}

// Below leastGap a gap is noise to a reader; below smallGap two decimals would show little of it.
const (
	leastGap = 1e-5
	smallGap = 1e-3
)

// whole writes a whole number.
func whole(n int) string { return number(float64(n), 0) }

// capital begins a sentence.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
