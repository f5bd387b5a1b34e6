//go:build !unix

package separable_test

import "testing"

func cpu(b *testing.B) func() {
	b.ReportAllocs()
	return func() {}
}
