package model

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Nearest returns the word among words that is most likely meant by word: the one with the least
// number of inserted, deleted, replaced and exchanged letters, the first of several. It returns the
// empty string where none is near, that is, within two letters or a third of the longer word.
func Nearest(word string, words []string) string {
	best, least := "", 0
	for _, w := range words {
		d, letters := editDistance(strings.ToLower(word), strings.ToLower(w)), utf8.RuneCountInString(w)
		if d > max(2, max(utf8.RuneCountInString(word), letters)/3) || d >= letters {
			continue
		}
		if best == "" || d < least {
			best, least = w, d
		}
	}
	return best
}

// Unknown is the rule that a word breaks which is not one of words: what is known, and the nearest
// of it.
func Unknown(word string, words []string) string {
	known := strings.Join(words, ", ")
	if near := Nearest(word, words); near != "" {
		return fmt.Sprintf("unknown; did you mean %q? known: %s", near, known)
	}
	return "unknown; known: " + known
}

// editDistance is the optimal string alignment distance, in letters.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before []int
	last, row := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, make([]int, len(y)+1)
	}
	return last[len(y)]
}
