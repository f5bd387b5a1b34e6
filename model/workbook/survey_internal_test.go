package workbook

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

func TestDateFormat(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "#,##0": false, `0"d"`: false, `[Red]0`: false, `0_y`: false, `\d0`: false, "0%": false, `"年"0`: false, "": false,
		"yyyy-mm-dd": true, `yyyy"年"m"月"d"日"`: true, "[$-804]h:mm": true, "mm:ss.0": true, "D/M/YY": true, `0;[Red]d`: true,
	} {
		require.Equal(t, want, dateFormat(code), code)
	}
	for id, want := range map[int]bool{0: false, 2: false, 9: false, 13: false, 14: true, 22: true, 23: false, 31: true, 37: false, 46: true, 49: false, 57: true, 164: false} {
		require.Equal(t, want, builtInDate(id), "%d", id)
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	require.Equal(t, "2024-09-01", (&book{}).date("45536"))
	require.Equal(t, "2024-09-01", (&book{}).date("45536.75"))
	require.Equal(t, "2028-09-02", (&book{is1904: true}).date("45536"))
	require.Equal(t, "soon", (&book{}).date("soon"))
	require.Equal(t, "-5", (&book{}).date("-5"))
	require.Equal(t, "0.00012", written("1.2E-4"))
	require.Equal(t, "x", written("x"))
}

func TestTags(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		`c r="A1">`: "c", "c>": "c", "v/>": "v", "/c>": "/c", "/x:row >": "/row", "x:mergeCell\nref='A1:B2'/>": "mergeCell", "": "", "/": "", "?xml version=1?>": "?xml", "!-- c -->": "!--",
	} {
		require.Equal(t, want, string(tagName([]byte(tag))), tag)
	}
	tag := []byte("c r=\"B7\" x:s='3' t = \"s\"\n  e=\"\" ref=\"r=\">s=\"9\"")
	for name, want := range map[string]string{"r": "B7", "t": "s", "e": "", "ref": "r="} {
		have, ok := attribute(tag, name)
		require.True(t, ok, name)
		require.Equal(t, want, string(have), name)
	}
	for _, name := range []string{"s", "q", "c"} {
		_, ok := attribute(tag, name)
		require.False(t, ok, name)
	}
	for _, broken := range []string{`c r=`, `c r="B7`, `c r`, ``} {
		_, ok := attribute([]byte(broken), "r")
		require.False(t, ok, broken)
	}
	require.True(t, selfClosing([]byte(`row r="3"/>`)))
	require.False(t, selfClosing([]byte(`row r="3">`)))
	require.Equal(t, -1, atoi([]byte("x")))
}

func TestNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, "a_b_c", sheetName("a/b:c"))
	require.Equal(t, "阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶", sheetName("阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶阶"))
	require.Equal(t, "高中 senior", stageName(model.StageSenior))
	require.Equal(t, "all", stageName("all"))
	require.Equal(t, "镇区 town", areaName(model.AreaTown))
	require.Equal(t, "x", areaName("x"))
}

func TestPadding(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"0000": "0012", "0": "12", `"S"000`: "S012", `\S000`: "S012", "000;-000": "012", "0000班": "0012班", "校-000": "校-012", `00 "号"`: "12 号",
		"General": "", "#,##0": "", "0.00": "", "0%": "", "0000-00-00": "", "[Red]000": "", "yyyy": "", "@": "", `"S000`: "", "": "", `\`: "", "000?": "",
	} {
		shown := ""
		if p := padding(code); p.zeros > 0 {
			shown, _ = p.shown("12")
		}
		require.Equal(t, want, shown, code)
	}
	for _, number := range []string{"1.5", "-1", "", "x", "1E3"} {
		_, ok := padding("0000").shown(number)
		require.False(t, ok, number)
	}
}
