package plan

import "github.com/eduparity/eduparity/model"

// A Ceiling is a limit on the number of teachers of some kinds in some sections together.
type Ceiling struct {
	Post     model.Post
	Sections []int   // of the county
	Kinds    []int   // of Rules.Kinds
	Max      float64 // the posts, or the teachers present where they are more
}

// Name says what the posts are for: SCHOOL/STAGE/KIND/SUBJECT, as far as they are for one, and county where
// they are for no single school.
func (c *Ceiling) Name() string { return postName(c.Post) }

// Ceilings are the limits that the county's posts put on teachers after the plan, in county order.
// The error names a post for a kind that is not known.
func (r *Rules) Ceilings() ([]Ceiling, error) {
	ceilings := make([]Ceiling, 0, len(r.Problem.County.Posts))
	bySchool := map[int][]int{}
	for i, school := range r.schoolOf {
		bySchool[school] = append(bySchool[school], i)
	}
	for i, post := range r.Problem.County.Posts {
		kinds, err := r.kindsOfPost(i)
		if err != nil {
			return nil, err
		}
		c := Ceiling{Post: post, Kinds: kinds}
		if post.School == "" {
			c.Sections = r.inStage(nil, post.Stage)
		} else if at := bySchool[r.School(post.School)]; len(at) > 0 {
			c.Sections = r.inStage(at, post.Stage)
		}
		var present float64
		for _, section := range c.Sections {
			for _, k := range c.Kinds {
				present += r.Present(k, section)
			}
		}
		c.Max = max(post.Max, present)
		ceilings = append(ceilings, c)
	}
	return ceilings, nil
}

// inStage are those of the sections, or of all where there are none, that are of a stage; an empty
// stage stands for all.
func (r *Rules) inStage(sections []int, stage string) []int {
	if sections == nil {
		for i := range r.Problem.County.Sections {
			sections = append(sections, i)
		}
	}
	var found []int
	for _, i := range sections {
		if stage == "" || stage == r.Problem.County.Sections[i].Stage {
			found = append(found, i)
		}
	}
	return found
}

// kindsOfPost are the positions in Kinds of those whom a post is for.
func (r *Rules) kindsOfPost(post int) ([]int, error) {
	c := r.Problem.County
	p, name := c.Posts[post], ""
	if p.Kind != "" {
		kind, err := r.kinds.named(p.Kind)
		if err != nil {
			return nil, &model.DataError{
				File: model.TablePosts, Line: c.Lines.Of(model.TablePosts, post), Record: p.School,
				Column: "kind", Value: p.Kind, Rule: err.Error(),
			}
		}
		name = kind.Name
	}
	var found []int
	for k, kind := range r.Kinds {
		if (name == "" || name == kind.Name) && (p.Subject == "" || p.Subject == kind.Subject) {
			found = append(found, k)
		}
	}
	return found, nil
}
