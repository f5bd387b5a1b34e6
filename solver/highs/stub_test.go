//go:build !cgo || nohighs

package highs

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOpenSaysHowToGetHiGHS(t *testing.T) {
	_, err := Open()
	require.ErrorIs(t, err, ErrMissing)
	require.ErrorContains(t, err, "scripts/highs.sh")
}
