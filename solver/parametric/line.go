package parametric

// A line is a number that moves with the parameter x of a walk: a + b x.
type line struct{ a, b float64 }

func (l line) at(x float64) float64 { return l.a + l.b*x }

// fixed is a number that does not move.
func fixed(v float64) line { return line{v, 0} }

// between leads from one number at x = 1 to another at x = 0.
func between(from, to float64) line { return line{to, from - to} }

// scaled is a number times x.
func scaled(v float64) line { return line{0, v} }
