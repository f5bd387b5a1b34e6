package main

import (
	"os"
	"os/exec"
	"testing"
)

// asProgram in the environment makes the test binary be the program.
const asProgram = "EDUPARITY_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// programCommand is a command line to be run in a process of its own.
func programCommand(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}
