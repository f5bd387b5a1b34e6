//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	interrupts = 20
	// latest is when the last of them comes: the work has well begun by then.
	latest = 500 * time.Millisecond
)

// A long run that is interrupted at any moment leaves the old file or a whole new one, and its exit code
// says which: the plan's own status, or that there is none.
func TestInterruptedAtAnyMoment(t *testing.T) {
	t.Parallel()
	engine(t)
	dir := t.TempDir()
	county := filepath.Join(dir, "demo")
	require.Equal(t, exitDone, eduparity(t, "example", "demo", "-o", county).code)
	draw := rand.New(rand.NewPCG(20, 26))
	plans := 0
	for i := range interrupts {
		out := filepath.Join(dir, []string{"plan.json", "plan.xlsx"}[i%2])
		require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
		run := programCommand("plan", county, "--goal", "dispersion", "--lever", "funding,hiring,rotation", "--budget", "5000000", "-o", out)
		var stderr bytes.Buffer
		run.Stderr = &stderr
		require.NoError(t, run.Start())
		time.Sleep(time.Duration(draw.Int64N(int64(latest))))
		sign := []os.Signal{os.Interrupt, syscall.SIGTERM}[i/2%2]
		require.NoError(t, run.Process.Signal(sign))
		code := exitCode(t, run)
		got, err := os.ReadFile(out)
		require.NoError(t, err)
		whole := string(got) != "old"
		require.Equal(t, whole, code == exitDone || code == exitFeasible, "exit code %d: %s", code, stderr.String())
		if whole {
			plans++
			if filepath.Ext(out) == ".json" {
				status := read(t, string(got))["status"]
				require.Equal(t, map[int]string{exitDone: "optimal", exitFeasible: "feasible"}[code], status)
				require.Equal(t, exitDone, eduparity(t, "verify", county, out).code, "the plan holds")
			} else {
				_, err := zip.NewReader(bytes.NewReader(got), int64(len(got)))
				require.NoError(t, err)
			}
		} else if code != killed {
			require.Equal(t, exitNone, code)
			require.Contains(t, stderr.String(), "interrupted before there was a plan")
		}
		left, err := filepath.Glob(filepath.Join(dir, ".*.tmp"))
		require.NoError(t, err)
		require.Empty(t, left, "no temporary file is left")
	}
	require.Positive(t, plans)
}

// killed stands for the end of a process by the signal itself: before it could heed it, or the second time.
const killed = -1

// exitCode waits for a process, some of which an interrupt may have ended.
func exitCode(t *testing.T, run *exec.Cmd) int {
	t.Helper()
	err := run.Wait()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		require.NoError(t, err)
	}
	return run.ProcessState.ExitCode()
}

// The second interrupt ends a run at once, and commands that have nothing to save end with the first.
func TestInterruptedTwice(t *testing.T) {
	t.Parallel()
	engine(t)
	dir := t.TempDir()
	county := filepath.Join(dir, "demo")
	require.Equal(t, exitDone, eduparity(t, "example", "demo", "-o", county).code)
	// A problem on standard input that never comes: the run waits for it and cannot end by itself.
	for _, c := range []struct {
		args    []string
		signals int
	}{
		{[]string{"plan", county, "--problem", "-"}, 2},
		{[]string{"verify", county, "-"}, 1},
	} {
		run := programCommand(c.args...)
		stdin, err := run.StdinPipe()
		require.NoError(t, err)
		require.NoError(t, run.Start())
		for n := range c.signals {
			time.Sleep(500 * time.Millisecond)
			require.NoError(t, run.Process.Signal(os.Interrupt), "signal %d: the run goes on until then", n+1)
		}
		require.Equal(t, killed, exitCode(t, run))
		if err := stdin.Close(); err != nil {
			require.ErrorIs(t, err, os.ErrClosed)
		}
	}
}
