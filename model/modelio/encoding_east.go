package modelio

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
)

// Encodings that are known by their scripts. All of their pairs of bytes may be pairs of GBK too.
const (
	eucKR    = "EUC-KR"
	eucJP    = "EUC-JP"
	shiftJIS = "Shift_JIS"
)

// looksEastern names the Korean or Japanese encoding that data look like; empty: none. Hangul and
// kana, which such texts are full of, tell: read as Korean, Chinese in GBK has characters that are not
// Hangul in nearly every name (学, 校, 小, 中 are among them), and it has no kana.
func looksEastern(data []byte) string {
	for _, e := range []struct {
		name   string
		of     encoding.Encoding
		script func(s scripts) bool
	}{
		{eucKR, korean.EUCKR, func(s scripts) bool {
			return s.hangul >= fewestHangul && float64(s.hangul) >= hangulShare*float64(s.letters)
		}},
		{eucJP, japanese.EUCJP, scripts.japanese},
		{shiftJIS, japanese.ShiftJIS, scripts.japanese},
	} {
		if s, ok := scriptsOf(data, e.of); ok && e.script(s) {
			return e.name
		}
	}
	return ""
}

// scripts counts the characters above ASCII of a text, each once: a word that a column repeats tells
// no more than once.
type scripts struct{ letters, hangul, kana, half int }

// japanese says whether a text is Japanese: it has kana, and few of them of half width, which any byte
// of another encoding may be in Shift_JIS.
func (s scripts) japanese() bool {
	return s.kana >= fewestKana && float64(s.kana) >= kanaShare*float64(s.letters) && s.half <= s.kana
}

// scriptsOf counts data as they read in an encoding; ok is false where they are not in it.
func scriptsOf(data []byte, in encoding.Encoding) (s scripts, ok bool) {
	utf, err := in.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(utf, utf8.RuneError) {
		return s, false
	}
	seen := make(map[rune]bool)
	for _, r := range string(utf) {
		if r < utf8.RuneSelf || seen[r] {
			continue
		}
		seen[r] = true
		switch {
		case unicode.Is(unicode.Hangul, r):
			s.hangul++
		case r >= '\uff61' && r <= '\uff9f':
			s.half++
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			s.kana++
		}
		s.letters++
	}
	return s, true
}

// looksLimited says whether GBK data have none of the characters from 些 on, in the order of their
// sounds, though they are many: about a quarter of Chinese text is there, and Japanese without kana and
// Korean have next to nothing there.
func looksLimited(data []byte) bool {
	seen, late := make(map[[2]byte]bool), 0
	for i := 0; i+1 < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		pair := [2]byte{data[i], data[i+1]}
		if data[i] >= 0xd0 && data[i] <= 0xd7 && !seen[pair] {
			late++
		}
		seen[pair] = true
		i++
	}
	return len(seen) >= fewestPairs && float64(late) < lateShare*float64(len(seen))
}
