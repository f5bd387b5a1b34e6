package verify

// For the tests in package verify_test, which may import what imports this package.
var (
	TinyProblem = tinyProblem
	TryPlans    = tryPlans
	SmallCounty = smallCounty
)
