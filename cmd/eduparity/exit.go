package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Exit codes.
const (
	exitDone       = 0 // a plan or an assessment was written
	exitNo         = 1 // the answer is no: assess --fail, verify
	exitUsage      = 2 // wrong usage or bad data
	exitInfeasible = 3 // proven: there is no plan
	exitFeasible   = 4 // stopped by a limit with a plan
	exitNone       = 5 // stopped by a limit without a plan
	exitFailure    = 6 // the program or the engine failed

	exitInterrupted = 130 // as shells say it of what an interrupt has ended
)

// An exit is an error that knows the code to end with. Without an error the code alone is the
// answer, and nothing is said.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// usage is an error of whoever typed the command or wrote the data.
func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Errorf(format, args...)}
}

// later refuses what is reserved for a later version.
func later(what string) error { return usage("%s: not yet", what) }

// badData marks an error as one of the input.
func badData(err error) error {
	if err == nil {
		return nil
	}
	return &exit{exitUsage, err}
}

// failed marks an error as one of the program or the engine, unless it says that it is another.
func failed(err error) error {
	var known *exit
	var data *model.DataError
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.As(err, &data), errors.As(err, &path):
		return badData(err)
	}
	return &exit{exitFailure, err}
}

// tell says an error, one line for each of its parts, and returns the code to end with. What
// cobra itself finds wrong is wrong usage.
func tell(stderr io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	code := exitUsage
	var known *exit
	if errors.As(err, &known) {
		code = known.code
		if known.err == nil {
			return code
		}
	}
	for _, line := range parts(err) {
		say(stderr, "%s", line)
	}
	return code
}

// say writes one message to the user.
func say(stderr io.Writer, format string, args ...any) {
	// There is nobody left to tell when standard error cannot be written.
	_, _ = fmt.Fprintf(stderr, "eduparity: "+format+"\n", args...)
}

// parts takes joined errors apart, in order: one message for each. An error that wraps two and says
// something of its own is one message.
func parts(err error) []string {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var lines, whole []string
		for _, e := range joined.Unwrap() {
			lines, whole = append(lines, parts(e)...), append(whole, e.Error())
		}
		if strings.Join(whole, "\n") == err.Error() {
			return lines
		}
	}
	return []string{plain(err)}
}

// plain is an error without the words that only tell programs whose fault it is.
func plain(err error) string { return strings.TrimPrefix(err.Error(), plan.ErrProblem.Error()+": ") }
