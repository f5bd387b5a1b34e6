package modelio_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/workbook"
)

// Writing a county and reading it again gives the same county, and the same bytes when written again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCounty(t, folderText)
		require.NoError(t, c.Validate())
		var out, again memory
		require.NoError(t, modelio.Write(c, out.create))
		back, findings, err := modelio.Read(folder(out.files))
		require.NoError(t, err)
		same(t, c, back, findings)
		require.NoError(t, modelio.Write(back, again.create))
		require.Equal(t, out.files, again.files)
	})
}

// So does a workbook.
func TestWorkbookRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCounty(t, sheetText)
		var out, again bytes.Buffer
		require.NoError(t, workbook.Write(&out, c))
		back, findings, err := workbook.Read(bytes.NewReader(out.Bytes()))
		require.NoError(t, err)
		same(t, c, back, findings)
		require.NoError(t, workbook.Write(&again, back))
		require.Equal(t, out.Bytes(), again.Bytes())
	})
}

// same checks that a county was read as it was written, and that nothing but what is odd in the
// county itself was noticed.
func same(t *rapid.T, c, back *model.County, findings []model.Finding) {
	t.Helper()
	read := c.Clone()
	read.Lines, read.Labels = back.Lines, back.Labels
	require.Equal(t, read.Derive(), findings)
	for table, lines := range back.Lines {
		require.NotEmpty(t, lines, table)
	}
	back.Lines, back.Labels = nil, nil
	require.Equal(t, c, back)
}
