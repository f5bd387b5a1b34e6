package eduparity_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every command of the tutorials runs, page by page in an empty folder, and ends with the exit code that the
// page promises: 0, or what follows "# exit".
func TestTutorialsRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and plans: not in short runs")
	}
	bin := t.TempDir()
	out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "eduparity"), "./cmd/eduparity").CombinedOutput()
	require.NoError(t, err, "%s", out)
	pages, err := filepath.Glob("docs/tutorials/*.md")
	require.NoError(t, err)
	ran := 0
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			require.NoError(t, err)
			dir := t.TempDir()
			for _, line := range strings.Split(string(text), "\n") {
				command, ok := strings.CutPrefix(line, "$ ")
				if !ok {
					continue
				}
				ran++
				command, exit, promised := strings.Cut(command, " # exit ")
				if !promised {
					exit = "0"
				}
				run := exec.Command("sh", "-c", command+"\ncode=$?; [ $code = "+exit+" ] || { echo \"exit code $code\"; exit 1; }")
				run.Dir, run.Env = dir, append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
				out, err := run.CombinedOutput()
				require.NoError(t, err, "%s\n%s", command, out)
			}
		})
	}
	require.Positive(t, ran)
}
