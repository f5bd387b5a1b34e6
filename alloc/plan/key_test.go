package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestKey(t *testing.T) {
	require.Equal(t, "2026/funding/buy///A//multimedia_rooms", buy("A", "", rooms, 2, 60000, "room").Key())
	require.Equal(t, "2026/rotation/move/A/B//primary/plain", move("A", "B", primary, plain, 1, 0).Key())
	require.Equal(t, "2026/rotation/swap/A/B//primary/above_degree+backbone<>plain", swap("A", "B", backbone, plain, 1, 0).Key())
	require.Equal(t, "2026/funding/buy///a%2Fb%2Ac%25//x", buy("a/b*c%", "", "x", 1, 1, "").Key(), "special characters inside an id")
	require.NotEqual(t, buy("a/b", "", "x", 1, 1, "").Key(), buy("a", "b", "x", 1, 1, "").Key())
}

func TestLockMatches(t *testing.T) {
	key := move("A", "B", primary, plain, 1, 0).Key()
	for pattern, want := range map[string]bool{
		key:                                 true,
		"*/rotation/move/A/*/*/*/*":         true,
		"*/*/*/*/*/*/*/*":                   true,
		"2026/rotation/move/A/C//primary/*": false,
		"*":                                 false,
		"*/rotation/move/A/B//primary":      false,
		key + "/*":                          false,
		"*/rotation/move/*/B//primary/pla*": false,
		"2027/rotation/move/A/B//primary/*": false,
	} {
		require.Equal(t, want, plan.Lock{Key: pattern}.Matches(key), pattern)
	}
	strange := buy("a/b*", "", "x", 1, 1, "").Key()
	require.True(t, plan.Lock{Key: strange}.Matches(strange))
	require.False(t, plan.Lock{Key: "2026/funding/buy///a/b*//x"}.Matches(strange))
}

func TestLockQuantity(t *testing.T) {
	actions := []plan.Action{
		move("A", "B", primary, plain, 2, 0),
		swap("A", "C", backbone, plain, 3, 0),
	}
	for pattern, want := range map[string]float64{
		"2026/rotation/move/A/B//primary/plain": 2,
		"2026/rotation/swap/*/*/*/*/*":          3,
		"2026/rotation/move/C/A//primary/plain": 3, // the way back of the swap
		"2026/rotation/move/A/*/*/*/*":          5, // moves and swaps away from A
		"2026/rotation/*/*/*/*/*/*":             5, // a swap that matches itself counts once
		"2026/hiring/*/*/*/*/*/*":               0,
	} {
		require.Equal(t, want, plan.Lock{Key: pattern}.Quantity(actions), pattern)
	}
	require.True(t, plan.LockNames(plan.Lock{Key: "*/rotation/*/*/*/*/*/*"}, plan.Rotation))
	require.False(t, plan.LockNames(plan.Lock{Key: "*/funding/*/*/*/*/*/*"}, plan.Rotation))
}

func TestEscape(t *testing.T) {
	for _, part := range []string{"", "A", "a/b", "50%", "*", "%2F", "%25/%"} {
		require.NotContains(t, plan.Escape(part), "/")
		require.Equal(t, part, plan.Unescape(plan.Escape(part)))
	}
}
