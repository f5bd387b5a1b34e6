// Package fixedseed makes property tests draw the same cases in every run. It is for tests only.
package fixedseed

import (
	"flag"
	"os"
	"testing"
)

// Seed is where the property tests of a package start unless -rapid.seed is given.
const Seed = "1"

// rapidSeed is rapid's flag; its default stands for a seed that is new in every run.
const rapidSeed = "rapid.seed"

// Main runs the tests of a package whose property tests draw by pgregory.net/rapid, from [Seed] unless
// another seed is given: a gate must not depend on luck. It does not return. Every package with such
// tests has
//
//	func TestMain(m *testing.M) { fixedseed.Main(m) }
//
// Other cases: go test ./model -rapid.seed=N. A test binary without rapid's flag runs as it is.
func Main(m *testing.M) {
	flag.Parse()
	if seed := flag.Lookup(rapidSeed); seed != nil && seed.Value.String() == seed.DefValue {
		if err := flag.Set(rapidSeed, Seed); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
