package modelio_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/modelio"
)

var update = flag.Bool("update", false, "write docs/columns.md anew")

// The page of columns says what the reader reads.
func TestColumnsPage(t *testing.T) {
	t.Parallel()
	const name = "../../docs/columns.md"
	var page bytes.Buffer
	require.NoError(t, modelio.WriteColumns(&page))
	if *update {
		require.NoError(t, os.WriteFile(name, page.Bytes(), 0o644))
	}
	have, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(have), page.String(), "run: go test ./model/modelio -run TestColumnsPage -update")
	require.ErrorIs(t, modelio.WriteColumns(brokenFile{}), errBroken)
}
