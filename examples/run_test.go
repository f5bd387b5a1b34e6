package examples_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what the programs print to their output.txt")

// programs are the folders whose program prints its answer and ends; service has a test of its own.
func programs() []string {
	return []string{
		"assess", "fund", "rotate", "pass", "catchments", "sites", "strategies", "frontier", "ownstandard", "ownstrategy", "whatif",
	}
}

// Every program runs on the shipped data and prints what stands in output.txt beside it.
func TestProgramsPrintWhatTheyPromise(t *testing.T) {
	dir := t.TempDir()
	args := []string{"build", "-o", dir + string(filepath.Separator)}
	for _, name := range programs() {
		args = append(args, "./"+name)
	}
	out, err := exec.Command("go", args...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, name := range programs() {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command(filepath.Join(dir, name)).CombinedOutput()
			require.NoError(t, err, "%s", out)
			golden := filepath.Join(name, "output.txt")
			if *update {
				require.NoError(t, os.WriteFile(golden, out, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), string(out))
		})
	}
}
