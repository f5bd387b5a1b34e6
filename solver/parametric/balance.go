package parametric

// Status says what is known of a problem.
type Status int

// The statuses.
const (
	Optimal  Status = iota + 1 // proven by Bound, to the gap stated
	Short                      // proven: the least stocks cannot be reached
	TooTight                   // proven: the cap lies below the least CV that can be reached
)

// String is the status in words.
func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Short:
		return "least stocks out of reach"
	case TooTight:
		return "cap out of reach"
	}
	return "unknown"
}

// A Balance is the answer for one kind under one cap on its CV: the cheapest moves and hires, and the
// prices that prove it. Slices are the caller's to keep.
type Balance struct {
	Status Status
	Cost   float64   // of moves and hires
	Bound  float64   // no plan costs less: Price.Bound, from data and prices alone
	Flow   []float64 // by arc
	Hire   []float64 // by section; nil where nobody can be hired
	Buy    []float64 // by section; of a [Purchase] only
	Stock  []float64 // by section, after
	CV     float64   // after
	Price  Price

	ShortSet []int32 // status Short: sections that together cannot get what they need
	ShortBy  float64 // status Short: what they lack at least
	Floor    float64 // the least CV that can be reached, but for rounding: status TooTight, or a plan at it
}

// Gap is the relative distance of cost and bound, measured against scale where the cost is smaller.
func (b *Balance) Gap(scale float64) float64 {
	return (b.Cost - b.Bound) / max(b.Cost, -b.Cost, scale)
}

// A Price is a certificate: the worth of one unit at each section. Any values whatever give a bound,
// those of an optimum give its cost: see [Kind.Bound].
type Price struct {
	Unit []float64 // of one more unit of stock: what it is worth against the cap, less what the least stock adds
	Cone []float64 // the part of it against the cap alone; at least Unit
}
