package modelio_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/eduparity/eduparity/model/modelio"
)

// Korean and Japanese files, whose bytes may be GBK as well, are refused by the names of their
// encodings; where the characters do not tell, the fault says so. Chinese ones are read.
func TestEasternEncodings(t *testing.T) {
	t.Parallel()
	const (
		ids    = "school_id,name\n01,"
		hangul = "서울초등학교\n02,부산중앙고등학교\n"
		kana   = "東京都立ひらがな小学校\n02,大阪カタカナ中学校\n"
		kanji  = "東京都立第一小学校\n02,大阪市立本町中学校\n03,名古屋北高等学校\n04,横浜港南\n"
		advice = "; if it is GBK all the same, say so: --encoding gbk"
	)
	looks := func(name, iconv string) string {
		return "schools.csv:2: looks like " + name + ", which is not read; save it as UTF-8, or convert it: iconv -f " + iconv + " -t UTF-8 schools.csv > converted.csv" + advice
	}
	for _, c := range []struct {
		in   encoding.Encoding
		text string
		want []string
	}{
		{korean.EUCKR, hangul, []string{looks("EUC-KR", "CP949")}},
		{japanese.EUCJP, kana, []string{looks("EUC-JP", "EUC-JP")}},
		{japanese.ShiftJIS, kana, []string{looks("Shift_JIS", "SHIFT_JIS")}},
		{japanese.EUCJP, kanji, []string{"schools.csv:2: the file is GBK, EUC-JP or EUC-KR: its characters do not tell which: save it as CSV in UTF-8" + advice}},
		{simplifiedchinese.GBK, "美术\n02,美术\n", nil},
		{simplifiedchinese.GBK, "本科本科本科本科本科本科本科本科本科\n02,美术\n", nil},
		{simplifiedchinese.GBK, "城关中心小学\n02,北京市第一实验学校分校初级中学\n", nil},
		{simplifiedchinese.GBK, "ひらがな是日文，此处是一所小学的名称，学校在乡镇，校长姓张，学生一百二十人，教师二十名，有音乐教室、美术教室、体育场和图书馆\n02,b\n", nil},
	} {
		file, err := c.in.NewEncoder().String(ids + c.text)
		require.NoError(t, err, c.text)
		files := folder(map[string]string{"schools.csv": file, "sections.csv": "school_id,stage,pupils\n01,primary,1\n"})
		_, _, err = modelio.Read(files)
		require.Equal(t, c.want, messages(err), c.text)
		if c.want != nil && c.in != japanese.ShiftJIS {
			_, _, err = modelio.Folder{FS: files, Encoding: modelio.GBK}.Read()
			require.NoError(t, err, "what may be GBK is read where it is said to be")
		}
	}
}
