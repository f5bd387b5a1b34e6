package diagnosis

import (
	"encoding/json"
	"math"
)

// A Number may be undefined, which is NaN here and null in JSON.
type Number float64

// MarshalJSON writes the number; what is not finite is null.
func (n Number) MarshalJSON() ([]byte, error) {
	if x := float64(n); !math.IsNaN(x) && !math.IsInf(x, 0) {
		return json.Marshal(x)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads the number; null is undefined.
func (n *Number) UnmarshalJSON(data []byte) error {
	var x *float64
	if err := json.Unmarshal(data, &x); err != nil {
		return err
	}
	if x == nil {
		*n = Number(math.NaN())
		return nil
	}
	*n = Number(*x)
	return nil
}
