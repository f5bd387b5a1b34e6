package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

func TestIsPEArts(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string][2]bool{
		"体育": {true, true}, "体育与健康": {true, true}, "PE": {true, true}, "Fine Arts": {true, true}, "音乐": {true, true}, "美术": {true, true}, "艺术": {true, true},
		"体育课": {true, true}, " 体育 ": {true, true}, "体育教师": {true, true}, "美术学科": {true, true}, "音体美": {true, true}, "体育、音乐": {true, true}, "Music/Art": {true, true},
		"语文": {false, true}, "语文课": {false, true}, "": {false, true}, "书法": {false, true}, "语文、数学": {false, true}, "Maths": {false, true},
		"语文、体育": {false, false}, "舞蹈": {false, false}, "体育舞蹈": {false, false}, "dance": {false, false}, "课": {false, false}, "、": {false, false},
	} {
		counts, known := model.IsPEArts(subject)
		require.Equal(t, want, [2]bool{counts, known}, subject)
	}
	for _, subject := range model.PEArtsSubjects() {
		counts, known := model.IsPEArts(subject)
		require.True(t, counts && known, subject)
	}
	require.Contains(t, model.PEArtsSubjects(), "艺术")
	require.Contains(t, model.MidTitles(), "中学一级教师")
}
