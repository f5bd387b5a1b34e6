package geo_test

import (
	"bytes"
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

// Borders are to be found in a time that grows little faster than the pieces.
func BenchmarkBorders(b *testing.B) {
	for _, side := range []int{15, 45, 100} {
		pieces := grid(side, side)
		b.Run(fmt.Sprint("pieces=", len(pieces)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				geo.Borders(pieces)
			}
		})
	}
}

// A file of shapes is read, measured and joined.
func BenchmarkJoin(b *testing.B) {
	for _, side := range []int{15, 45, 100} {
		c := &model.County{Pieces: grid(side, side)}
		var file bytes.Buffer
		require.NoError(b, geo.WritePieces(&file, c))
		join := geo.Join(fstest.MapFS{geo.FilePieces: {Data: file.Bytes()}})
		b.Run(fmt.Sprint("pieces=", len(c.Pieces)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := c.Clone()
				d.Borders = nil
				_, err := join(d)
				require.NoError(b, err)
			}
		})
	}
}
