package modelio

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/eduparity/eduparity/model"
)

// Encodings that a folder may be forced to. The zero value finds out file by file.
const (
	UTF8 = "utf-8"
	GBK  = "gbk" // read as GB 18030, which contains it and GB 2312
)

// Encodings lists the encodings that can be read.
func Encodings() []string { return []string{UTF8, GBK} }

// CheckEncoding reports an encoding that cannot be read, by its name. Letters may be large or small,
// GB 2312 and GB 18030 count as GBK.
func CheckEncoding(name string) error {
	_, err := encodingOf(name)
	return err
}

func encodingOf(name string) (string, error) {
	switch strings.ToLower(name) {
	case "":
		return "", nil
	case UTF8, "utf8":
		return UTF8, nil
	case GBK, "gb2312", "gb18030", "cp936":
		return GBK, nil
	}
	return "", fmt.Errorf("encoding %q: %s", name, model.Unknown(name, Encodings()))
}

// text returns the data of a file as UTF-8 without a byte-order mark, and the encoding it was in.
// forced is the encoding to take; where it is empty, what is not UTF-8 is taken for GBK if it looks
// like Chinese and not like Korean or Japanese, and refused by the name of what it looks like
// otherwise.
func text(name string, data []byte, forced string) (utf []byte, encoding string, err error) {
	if other := wide(data); other != "" {
		return nil, "", notRead(name, 1, other)
	}
	data, marked := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if marked {
		forced = UTF8 // nothing else begins so
	}
	valid := utf8.Valid(data)
	switch {
	case forced == UTF8 && !valid:
		return nil, "", notForced(name, faultLine(data), "UTF-8")
	case forced == "" && !valid:
		if other := looksOther(data); other != "" {
			return nil, "", notRead(name, faultLine(data), other)
		}
	case valid && forced != GBK:
		return data, UTF8, nil
	}
	utf, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(utf, utf8.RuneError) {
		return nil, "", notForced(name, 1+bytes.Count(before(utf), []byte("\n")), "GBK")
	}
	return utf, GBK, nil
}

// looksOther names what data look like that are not UTF-8; empty: GBK.
func looksOther(data []byte) string {
	if other := looksEastern(data); other != "" {
		return other
	}
	switch {
	case looksGBK(data) && !looksLimited(data):
		return ""
	case looksGBK(data):
		return maybeEUC
	case looksBig5(data):
		return "Big5"
	case looksLatin(data):
		return "Windows-1252"
	}
	return maybeGBK
}

// before is what stands before the first character that could not be read.
func before(utf []byte) []byte {
	if i := bytes.IndexRune(utf, utf8.RuneError); i >= 0 {
		return utf[:i]
	}
	return utf
}

// wide names an encoding of two or four bytes a letter; empty: none.
func wide(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "UTF-16"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "an Excel workbook or another archive"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return "an old Excel workbook (.xls)"
	case bytes.IndexByte(data, 0) >= 0:
		return "UTF-16 or binary"
	}
	return ""
}

// looksGBK says whether data are valid GBK and most of its double-byte characters are those of
// GB 2312, which all but rare names are made of.
func looksGBK(data []byte) bool {
	utf, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(utf, utf8.RuneError) {
		return false
	}
	pairs, common := 0, 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		pairs++
		if i+1 < len(data) && data[i] <= 0xf7 && data[i] >= 0xa1 && data[i+1] >= 0xa1 {
			common++
		}
		i++
	}
	return float64(common) >= commonShare*float64(pairs)
}

// looksBig5 says whether every byte above ASCII begins a pair of Big5, some of them with the second
// byte in its upper half.
func looksBig5(data []byte) bool {
	upper := 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		if i+1 == len(data) || data[i] < 0xa1 || data[i] > 0xf9 {
			return false
		}
		switch second := data[i+1]; {
		case second >= 0xa1 && second <= 0xfe:
			upper++
		case second < 0x40 || second > 0x7e:
			return false
		}
		i++
	}
	return upper > 0
}

// looksLatin says whether bytes above ASCII stand alone, as accented letters do.
func looksLatin(data []byte) bool {
	for i := 1; i < len(data); i++ {
		if data[i] >= 0x80 && data[i-1] >= 0x80 {
			return false
		}
	}
	return true
}

// faultLine is the line of the first byte that is not UTF-8.
func faultLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size <= 1 {
			break
		}
		if c == '\n' {
			line++
		}
		data = data[size:]
	}
	return line
}

// What a file is that may be GBK all the same.
const (
	maybeGBK = "neither UTF-8 nor plainly GBK" // of rare characters
	maybeEUC = "GBK, EUC-JP or EUC-KR: its characters do not tell which"
)

// notRead refuses a file in an encoding that is not read.
func notRead(name string, line int, encoding string) error {
	rule := "the file is " + encoding
	if from, ok := iconvName[encoding]; ok {
		rule = fmt.Sprintf("looks like %s, which is not read; save it as UTF-8, or convert it: iconv -f %s -t UTF-8 %s > converted%s", encoding, from, name, path.Ext(name))
	} else {
		rule += ": save it as CSV in UTF-8"
	}
	if slices.Contains([]string{maybeGBK, maybeEUC, eucKR, eucJP, shiftJIS}, encoding) {
		rule += "; if it is GBK all the same, say so: --encoding gbk"
	}
	return &model.DataError{File: name, Line: line, Rule: rule}
}

// notForced refuses a file that is not in the encoding that it was said to be in.
func notForced(name string, line int, encoding string) error {
	return &model.DataError{File: name, Line: line, Rule: "is not " + encoding + ", which it was said to be: let the encoding be found out, or save the file as CSV in UTF-8"}
}

// iconvName names encodings as the program iconv does.
var iconvName = map[string]string{
	"UTF-16": "UTF-16", "UTF-32": "UTF-32", "Big5": "BIG5", "Windows-1252": "WINDOWS-1252", eucKR: "CP949", eucJP: "EUC-JP", shiftJIS: "SHIFT_JIS",
}
