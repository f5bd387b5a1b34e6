package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// A statusLine shows on one line of a terminal how far the work is.
type statusLine struct {
	mu    sync.Mutex
	to    io.Writer
	last  time.Time
	width int
}

// statusEvery is how often the line changes: often enough to be seen to move.
const statusEvery = 100 * time.Millisecond

// newStatusLine returns nil where w is not a terminal.
func newStatusLine(w io.Writer) *statusLine {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(f) {
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

// show draws the line.
func (s *statusLine) show(p solver.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.last) >= statusEvery {
		s.last = now
		s.draw(statusText(p))
	}
}

// clear takes the line away.
func (s *statusLine) clear() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draw("")
}

func (s *statusLine) draw(text string) {
	blank := strings.Repeat(" ", max(0, s.width-len(text)))
	s.width = len(text)
	// A terminal that cannot be written to is no reason to stop.
	_, _ = fmt.Fprintf(s.to, "\r%s%s\r%s", text, blank, text)
}

// statusText is what the line says.
func statusText(p solver.Progress) string {
	text := fmt.Sprintf("%s, round %d", p.Phase, p.Round)
	if !math.IsNaN(p.Value) && !math.IsInf(p.Value, 0) {
		text += fmt.Sprintf(", best %.6g", p.Value)
	}
	if !math.IsNaN(p.Bound) && !math.IsInf(p.Bound, 0) {
		text += fmt.Sprintf(", none below %.6g", p.Bound)
	}
	return text
}
