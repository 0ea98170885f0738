package scenarios

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Roles and accessible names are those that Chrome computes for a screen reader,
// which sees through shadow roots, open and closed.

// maxNamed bounds the elements of one role that are looked at.
const maxNamed = 60

// named gives handles of the elements of a document that have a role and an
// accessible name, each unless it is ""; fits says how well: 2 whole, 1 in part.
func (f *frame) named(ctx context.Context, role, name string) (objects []any, fits []int, err error) {
	cctx, cancel := join(ctx, f.ctx, 8*time.Second)
	defer cancel()
	nodes, err := f.roled(cctx, role)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range nodes {
		fit := fitting(axText(n.Name), name)
		if n.Ignored || n.BackendDOMNodeID == 0 || fit == 0 || len(objects) >= maxNamed {
			continue
		}
		res, err := chromedp.Call(cctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.BackendDOMNodeID, ExecutionContextID: f.exec, ObjectGroup: world})
		if err != nil || res.Object == nil || res.Object.ObjectID == "" {
			continue // gone since
		}
		objects, fits = append(objects, res.Object.ObjectID), append(fits, fit)
	}
	return objects, fits, nil
}

// roled lists what a document shows to a screen reader of one role, or with "" all
// that has a name of its own.
func (f *frame) roled(ctx context.Context, role string) ([]*accessibility.Node, error) {
	if role == "" {
		tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{FrameID: f.id})
		if err != nil {
			return nil, err
		}
		return slices.DeleteFunc(tree.Nodes, func(n *accessibility.Node) bool {
			switch axText(n.Role) {
			case "StaticText", "InlineTextBox", "RootWebArea", "LineBreak", "ListMarker":
				return true // the text of something else that has the name
			}
			return axText(n.Name) == ""
		}), nil
	}
	doc, err := chromedp.Call(ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: `() => document`, ExecutionContextID: f.exec, ObjectGroup: world, Silent: new(true),
	})
	if err != nil {
		return nil, err
	}
	if doc.Result == nil || doc.Result.ObjectID == "" {
		return nil, errors.New("the document is gone")
	}
	var nodes []*accessibility.Node
	for _, r := range alsoCalled(role) {
		res, err := chromedp.Call(ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: doc.Result.ObjectID, Role: r})
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, res.Nodes...)
	}
	return nodes, nil
}

// alsoCalled lists the names that Chrome has for a role of ARIA.
func alsoCalled(role string) []string {
	switch role {
	case "img":
		return []string{"img", "image"}
	case "textbox":
		return []string{"textbox", "searchbox", "Date", "DateTime", "InputTime"}
	case "none", "presentation":
		return []string{"none", "presentation"}
	}
	return []string{role}
}

// fitting says how well an accessible name fits: 2 whole, 1 in part, 0 not at all.
func fitting(have, want string) int {
	have, want = strings.ToLower(strings.Join(strings.Fields(have), " ")), strings.ToLower(strings.Join(strings.Fields(want), " "))
	switch {
	case want == "" || have == want:
		return 2
	case strings.Contains(have, want):
		return 1
	}
	return 0
}

// axText reads a text that Chrome says of an element.
func axText(v *accessibility.Value) string {
	var s string
	if v == nil || json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return s
}
