package workbook

import "github.com/xuri/excelize/v2"

const (
	// largestWorkbook is how many bytes a workbook may be unpacked: some twenty times what a county of
	// 3,000 schools and 60,000 teachers needs. A small file that unpacks to more is an attack.
	largestWorkbook = 1 << 30
	// longestTag is how many bytes may lie between two tags of a sheet: a cell holds 32,767 characters
	// of at most ten bytes each.
	longestTag = 1 << 20
	// mostCharacters is how many characters a cell of a workbook can hold, in units of UTF-16.
	mostCharacters = excelize.TotalCellChars
)
