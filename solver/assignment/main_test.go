package assignment_test

import (
	"testing"

	"github.com/eduparity/eduparity/internal/fixedseed"
)

func TestMain(m *testing.M) { fixedseed.Main(m) }
