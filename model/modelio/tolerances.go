package modelio

// commonShare is the least share of GB 2312 among the double-byte characters of a file that is taken
// for GBK: Chinese text has all but a few rare characters there, while Big5 read as GBK has about
// half, and accented Latin letters none.
const commonShare = 0.75

// From how many different characters of a script, and from what share of all different ones above
// ASCII, a file is taken for Korean or Japanese. Korean text is Hangul but for signs; some 60 % of
// Chinese in GBK reads as Hangul, so that eight of eight happen in one of sixty texts, and far fewer
// with a word of schools. Half of Japanese text is kana; names of schools alone have fewer.
const (
	fewestHangul = 8
	hangulShare  = 0.95
	fewestKana   = 4
	kanaShare    = 0.1
)

// From how many different characters on a share of late ones below lateShare is too small for
// Chinese, of which a fifth or more are late: none of 24 happens in one of two hundred texts. See
// looksLimited.
const (
	fewestPairs = 24
	lateShare   = 0.03
)
