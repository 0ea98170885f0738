package audit

// Picture is what was in sight of a page, and where on it stood what the journey's
// steps had used.
type Picture struct {
	// Screenshot is the file's name under screenshots/.
	Screenshot string `json:"screenshot"`
	// Width and Height are the picture's, in CSS pixels; 0 when nothing on it has a
	// place that is certain.
	Width  int `json:"width"`
	Height int `json:"height"`
	// Marks are in the order of their steps, one a step at most. What was out of sight,
	// covered or moving has none.
	Marks []Mark `json:"marks"`
}

// Mark is where a control stood on a picture: its box, in CSS pixels from the
// picture's upper left corner.
type Mark struct {
	// Step is the number of the step that used the control.
	Step   int `json:"step"`
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}
