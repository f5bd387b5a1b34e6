package verify

import (
	"math"
	"strconv"
	"strings"
)

// Figure writes a number in a sentence on what was proved: rounded down, so that what is said to be
// a bound is one, with commas between thousands.
func Figure(x float64) string {
	if undefined(x) {
		return format(x)
	}
	decimals := fineDecimals
	if math.Abs(x) >= coarseFrom {
		decimals = coarseDecimals
	}
	scale := math.Pow10(decimals)
	last := math.Floor(x*scale + roundingNoise)
	s := strconv.FormatFloat(last/scale, 'f', decimals, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
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

const (
	// fineDecimals are those of ratios, persons and moves; from coarseFrom on, which is money for the
	// most part, coarseDecimals do.
	fineDecimals   = 6
	coarseDecimals = 2
	coarseFrom     = 1000
	// roundingNoise, in units of the last decimal, is what the arithmetic may have taken from a number
	// that is meant to be round.
	roundingNoise = 1e-4
)
