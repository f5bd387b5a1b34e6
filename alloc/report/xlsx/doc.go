// Package xlsx writes a plan as a workbook that an office can file and hand out:
//
//   - the answer: what was asked, what the plan comes to, how it is known, what it costs;
//   - the official forms of every stage and of the county, before and after the plan, as
//     [workbook.WriteForms] writes them for an assessment;
//   - every action once, and every school's own list of what happens there, each school on a page of its
//     own in print;
//   - of catchments, every piece that changes school and what that means for the way of its pupils;
//   - for each fund what it pays and what is left.
//
// Where there is no plan, the workbook says why and what would have to give, beside the forms of the county
// as it is. Headings are Chinese and English, sentences in the language asked for. Cells hold unrounded
// numbers: those of the plan, as its JSON has them.
package xlsx
