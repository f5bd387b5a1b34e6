package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A figure is a published number or word beside what comes out here.
type figure struct {
	Name       string
	Published  string
	Computed   string
	Reproduced bool
	Reason     string // how it is to be read or, where it is not reproduced, why
}

// String is a line of the output.
func (f figure) String() string {
	word := "reproduced"
	if !f.Reproduced {
		word = "NOT REPRODUCED"
	}
	line := fmt.Sprintf("%-14s  %-60s  computed %-18s  published %s", word, f.Name, f.Computed, f.Published)
	if f.Reason != "" {
		line += "  (" + f.Reason + ")"
	}
	return line
}

// number compares a number with a published one, rounded to as many decimals as that shows.
func number(name, published string, computed float64) (figure, error) {
	want, err := strconv.ParseFloat(published, 64)
	if err != nil {
		return figure{}, fmt.Errorf("%s: published figure: %w", name, err)
	}
	d := decimals(published)
	return figure{
		Name: name, Published: published, Computed: strconv.FormatFloat(computed, 'g', 10, 64),
		Reproduced: halfUp(computed, d) == halfUp(want, d),
	}, nil
}

// word compares words.
func word(name, published, computed string) figure {
	return figure{Name: name, Published: published, Computed: computed, Reproduced: computed == published}
}

// mostDecimals is how many decimals are compared: a number printed with more is one in double
// precision, whose last digits depend on the order of summing.
const mostDecimals = 12

func decimals(published string) int {
	_, fraction, _ := strings.Cut(published, ".")
	return min(len(fraction), mostDecimals)
}

// tie lets a number that is half a unit by its decimals, and a last bit less in binary, round up.
const tie = 1e-9

// halfUp is a number in units of the last of d decimals, halves rounded up, as offices round. NaN
// equals nothing.
func halfUp(x float64, d int) float64 { return math.Floor(x*math.Pow10(d) + 0.5 + tie) }
