package examples_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/examples"
)

func TestEveryNameOpens(t *testing.T) {
	require.Equal(t, "demo", examples.Names()[0])
	for _, name := range examples.Names() {
		folder, err := examples.Open(name)
		require.NoError(t, err)
		for _, f := range []string{"county.yaml", "schools.csv", "sections.csv"} {
			b, err := fs.ReadFile(folder, f)
			require.NoError(t, err)
			require.NotEmpty(t, b)
		}
	}
}

func TestUnknownName(t *testing.T) {
	_, err := examples.Open("dmeo")
	require.ErrorIs(t, err, examples.ErrUnknown)
	require.EqualError(t, err, `no such example: "dmeo": unknown; did you mean "demo"? known: demo, city`)
}
