package standard

import (
	"errors"
	"strings"
)

// String returns the column, after a minus where the sign is negative.
func (t Term) String() string {
	if t.Sign < 0 {
		return "-" + t.Column
	}
	return t.Column
}

// MarshalText returns the text form of a term.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the text form of a term.
func (t *Term) UnmarshalText(text []byte) error {
	column, minus := strings.CutPrefix(string(text), "-")
	if column == "" {
		return errors.New("a stock must be the name of a column")
	}
	t.Column, t.Sign = column, 1
	if minus {
		t.Sign = -1
	}
	return nil
}
