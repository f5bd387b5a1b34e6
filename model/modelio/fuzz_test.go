package modelio_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// Whatever bytes the tables hold, reading them gives faults with a file and a rule, or a county that
// validates and comes back from a folder as it is.
func FuzzRead(f *testing.F) {
	_, chinese := records()
	f.Add(goodSchools, goodSections, chinese["教师.csv"], chinese["班级.csv"])
	f.Add("\ufeff"+goodSchools, goodSections, "teacher_id,school_id,stage,subject,degree,backbone\nT,01,primary,PE,bachelor,1\n", "")
	f.Add("学校标识码,教学仪器设备值（万元）\n01,\"1,234.5\"\n", "school_id,stage,pupils,x(万元)\n01,primary,２００,3\n", "", "school_id,stage,pupils\n01,primary,9月1日\n")
	f.Add("school_id,name\n01,\xd6\xd0\xd0\xc4\n", "school_id,stage,pupils\n01,all,5\n", "\xff\xfe", "\"")
	f.Fuzz(func(t *testing.T, schools, sections, teachers, classes string) {
		files := map[string]string{"schools.csv": schools, "sections.csv": sections}
		if teachers != "" {
			files["teachers.csv"] = teachers
		}
		if classes != "" {
			files["classes.csv"] = classes
		}
		readAll(t, files)
	})
}

// So it is with the tables of a map.
func FuzzReadPlaces(f *testing.F) {
	english, chinese := places()
	f.Add(english["pieces.csv"], english["adjacency.csv"], english["candidates.csv"])
	f.Add(chinese["地块.csv"], chinese["相邻关系.csv"], chinese["候选.csv"])
	f.Add("piece_id,pupils_,school_a b,pupils_x(人)\n1,2,01,3\n", "piece_a,piece_b\n1,1\n", "school_id,action,stage\n01,关闭,\n")
	f.Fuzz(func(t *testing.T, pieces, adjacency, candidates string) {
		files := map[string]string{"schools.csv": english["schools.csv"], "sections.csv": english["sections.csv"], "pieces.csv": pieces}
		if adjacency != "" {
			files["adjacency.csv"] = adjacency
		}
		if candidates != "" {
			files["candidates.csv"] = candidates
		}
		readAll(t, files)
	})
}

// readAll reads a folder of whatever is in it.
func readAll(t *testing.T, files map[string]string) {
	t.Helper()
	c, _, err := modelio.Read(folder(files))
	if err != nil {
		faults := model.DataErrors(err)
		require.NotEmpty(t, faults, "%v", err)
		for _, e := range faults {
			require.NotEmpty(t, e.File)
			require.NotEmpty(t, e.Rule)
		}
		return
	}
	c.Lines, c.Labels = nil, nil
	require.NoError(t, c.Validate())
	var out memory
	require.NoError(t, modelio.Write(c, out.create))
	back, _, err := modelio.Read(folder(out.files))
	require.NoError(t, err)
	back.Lines, back.Labels = nil, nil
	require.Equal(t, c, back)
}
