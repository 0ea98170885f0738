package script

import "slices"

// arg is a key of a step or a target. What type it has is that of the field that
// it fills: field gives a pointer to it.
type arg[T any] struct {
	key, doc string
	field    func(*T) any
	words    []string // the only texts that it may be; nil for any
}

// stepArgs are the keys of steps; which of them a verb takes stands in Verbs.
func stepArgs() []arg[Step] {
	return []arg[Step]{
		{"url", "an address of the site: a path such as /book, or absolute; what is expected may hold *", func(s *Step) any { return &s.URL }, nil},
		{"title", "a part of the page's title", func(s *Step) any { return &s.Title }, nil},
		{"value", "what is typed, with placeholders such as {patient.email}", func(s *Step) any { return &s.Value }, nil},
		{"option", "what is chosen, as the list calls it, with placeholders such as {patient.state}", func(s *Step) any { return &s.Option }, nil},
		{"off", "true unticks", func(s *Step) any { return &s.Off }, nil},
		{"file", "what kind of file is made up", func(s *Step) any { return &s.File }, []string{"image", "pdf"}},
		{"key", "a character or a key such as Enter, with modifiers as in Shift+Tab", func(s *Step) any { return &s.Key }, nil},
		{"to", "where to", func(s *Step) any { return &s.To }, []string{"end", "top"}},
		{"x", "pixels from the left", func(s *Step) any { return &s.X }, nil},
		{"y", "pixels from the top", func(s *Step) any { return &s.Y }, nil},
		{"for", "how long, such as 2s", func(s *Step) any { return &s.For }, nil},
		{"hidden", "true: it is not to be seen", func(s *Step) any { return &s.Hidden }, nil},
		{"not", "true: it is not so", func(s *Step) any { return &s.Not }, nil},
		{"count", "how many there are to be seen: 3, >=2 or <=5", func(s *Step) any { return &s.Count }, nil},
		{"double", "true clicks twice", func(s *Step) any { return &s.Double }, nil},
		{"state", "what to answer", func(s *Step) any { return &s.State }, []string{"accept", "reject"}},
		{"goal", "what is to be found", func(s *Step) any { return &s.Goal }, Goals},
		{"account", "which test account of the site's file", func(s *Step) any { return &s.Account }, nil},
		{"timeout", "how long it may take, such as 10s", func(s *Step) any { return &s.Timeout }, nil},
		{"note", "for people", func(s *Step) any { return &s.Note }, nil},
		{"steps", "the steps inside", func(s *Step) any { return &s.Steps }, nil},
	}
}

// Goals are what a patient looks for on a site nobody has described.
var Goals = []string{"booking", "intake", "contact", "portal", "payment", "search", "newsletter", "screening", "chat", "topic", "provider"}

// everyStep are the keys that every verb takes.
var everyStep = []string{"timeout", "note"}

// argsOf gives the keys that a verb takes, in the order of stepArgs.
func argsOf(v VerbInfo) []arg[Step] {
	return slices.DeleteFunc(stepArgs(), func(a arg[Step]) bool {
		return !slices.Contains(v.Args, a.key) && !slices.Contains(everyStep, a.key)
	})
}

// targetArgs are the keys that say which element is meant.
func targetArgs() []arg[Target] {
	return []arg[Target]{
		{"label", "the label of a control", func(t *Target) any { return &t.Label }, nil},
		{"role", "an ARIA role, such as button or link", func(t *Target) any { return &t.Role }, roles},
		{"name", "the accessible name, alone or with a role", func(t *Target) any { return &t.Name }, nil},
		{"text", "what the element says", func(t *Target) any { return &t.Text }, nil},
		{"placeholder", "the placeholder of a field", func(t *Target) any { return &t.Placeholder }, nil},
		{"testid", "the value of data-testid, data-test-id, data-test or data-cy", func(t *Target) any { return &t.TestID }, nil},
		{"css", "a CSS selector; it looks into shadow roots", func(t *Target) any { return &t.CSS }, nil},
		{"xpath", "an XPath; it looks into shadow roots", func(t *Target) any { return &t.XPath }, nil},
		{"nth", "which of several, from 1", func(t *Target) any { return &t.Nth }, nil},
		{"within", "what it is inside of", func(t *Target) any { return &t.Within }, nil},
		{"or", "other ways to say the same, tried in order", func(t *Target) any { return &t.Or }, nil},
	}
}

// roles are those of ARIA 1.2 that an element of a page can have,
// https://www.w3.org/TR/wai-aria-1.2/#role_definitions, 2023-06-06.
var roles = []string{
	"alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption", "cell", "checkbox", "code", "columnheader",
	"combobox", "complementary", "contentinfo", "definition", "deletion", "dialog", "directory", "document", "emphasis", "feed", "figure", "form",
	"generic", "grid", "gridcell", "group", "heading", "img", "insertion", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math",
	"menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph", "presentation",
	"progressbar", "radio", "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "separator", "slider",
	"spinbutton", "status", "strong", "subscript", "superscript", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox", "time",
	"timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
}
