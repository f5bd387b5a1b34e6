package verify_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/verify"
)

func TestFigure(t *testing.T) {
	for x, want := range map[float64]string{
		9.729415093462703e+07: "97,294,150.93",
		24.000000000000004:    "24",
		8.9999999999999:       "9",
		0.765353844500933:     "0.765353",
		0.0099999:             "0.009999",
		1000:                  "1,000",
		999.5:                 "999.5",
		-1234.5678:            "-1,234.57",
		0:                     "0",
		100:                   "100",
		math.Inf(1):           "undefined",
	} {
		require.Equal(t, want, verify.Figure(x))
	}
}
