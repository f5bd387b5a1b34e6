package workbook_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/workbook"
)

func TestLarge(t *testing.T) {
	t.Parallel()
	want := large(50, 900)
	var out bytes.Buffer
	require.NoError(t, workbook.Write(&out, want))
	c, findings, err := workbook.Read(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	require.Empty(t, findings)
	require.Equal(t, []int{2, 3}, c.Lines["schools.csv"][:2])
	require.Equal(t, "schools", c.Labels[[2]string{"schools.csv"}])
	c.Lines, c.Labels = nil, nil
	require.Equal(t, want, c)
	for range 3 {
		var again bytes.Buffer
		require.NoError(t, workbook.Write(&again, c))
		require.Equal(t, out.Bytes(), again.Bytes())
	}
}
