package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver"
)

// A watch goes with a long run: on a terminal a line shows how far it has come.
type watch struct {
	line  *statusLine // nil: nobody looks
	words *report.Words
	since time.Time
}

// watch begins to go with a run that solves a problem of the county.
func (p *program) watch(problem *plan.Problem, c *model.County, lang report.Lang) *watch {
	return &watch{
		line: newStatusLine(p.stderr), since: time.Now(),
		words: report.NewWords(&plan.Plan{Problem: *problem}, c, lang),
	}
}

// progress is what the run is to tell; nil: nothing.
func (w *watch) progress() func(solver.Progress) {
	if w.line == nil {
		return nil
	}
	return func(s solver.Progress) {
		w.line.show(func() string { return w.text(s, time.Since(w.since)) })
	}
}

// close ends the watch: the run is over.
func (w *watch) close() {
	if w.line != nil {
		w.line.clear()
	}
}

// text is what the line says: the time, then the goal, its best plan, what is proven, the gap.
func (w *watch) text(s solver.Progress, spent time.Duration) string {
	clock := fmt.Sprintf("%d:%02d  ", int(spent.Minutes()), int(spent.Seconds())%secondsAMinute)
	if s.Phase == exact.PhaseWhy {
		return clock + w.words.SearchingWhy()
	}
	return clock + w.words.SoFar(plan.GoalName(s.Phase), s.Value, s.Bound)
}

const secondsAMinute = 60

// A statusLine shows on one line of a terminal how far the work is.
type statusLine struct {
	mu   sync.Mutex
	to   io.Writer
	last time.Time
}

const (
	// statusEvery is how often the line changes: often enough to be seen to move.
	statusEvery = 100 * time.Millisecond
	// statusWidth is what fits on every terminal; a line that wraps cannot be taken away.
	statusWidth = 79
	// eraseLine brings the cursor to the left and empties the line.
	eraseLine = "\r\x1b[K"
)

// newStatusLine returns nil where w is not a terminal that knows how to empty a line.
func newStatusLine(w io.Writer) *statusLine {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(f) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return &statusLine{to: f}
}

// isTerminal says whether a person looks at the file: it is a character device, but not the one
// that swallows everything.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// show draws the line anew, unless it was just drawn.
func (s *statusLine) show(what func() string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.last) >= statusEvery {
		s.last = now
		s.draw(text.Trim(what(), statusWidth))
	}
}

// clear takes the line away.
func (s *statusLine) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draw("")
}

func (s *statusLine) draw(line string) {
	// A terminal that cannot be written to is no reason to stop.
	_, _ = fmt.Fprint(s.to, eraseLine+line)
}
