package assignment

// Eager makes small problems be treated as large ones are: an LP begins with one pair for each piece, a search
// with next to none more.
func Eager(s Settings) Settings {
	s.eager = true
	return s
}
