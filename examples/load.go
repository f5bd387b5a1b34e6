package examples

import (
	"fmt"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
	"github.com/eduparity/eduparity/model/modelio"
)

// Load reads the county of an example, its map included.
func Load(name string) (*model.County, error) {
	folder, err := Open(name)
	if err != nil {
		return nil, err
	}
	county, _, err := modelio.Folder{FS: folder, Join: geo.Join(folder)}.Read()
	if err != nil {
		return nil, fmt.Errorf("example %s: %w", name, err)
	}
	return county, nil
}
