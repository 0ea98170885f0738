package scenarios

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// world is the name of the isolated world that every script of ours runs in:
// the page neither sees it nor can replace what it calls.
const world = "quietroom"

// session is a tab as its parts: the page's target and those of the frames that
// live in a process of their own. It attaches to each frame once.
type session struct {
	tab    Tab
	frames map[string]*attached // by target id
	wide   bool                 // whatever can be pressed is looked for
}

type attached struct {
	ctx    context.Context
	cancel context.CancelFunc
	err    error
}

// frame is one document and the isolated world in it.
type frame struct {
	ctx  context.Context // chromedp context of the target that it lives in
	exec runtime.ExecutionContextID
	id   cdp.FrameID
	// parent is the frame that it stands in, "" for the page.
	parent cdp.FrameID
	url    string
	top    bool
}

func newSession(tab Tab) *session { return &session{tab: tab, frames: map[string]*attached{}} }

// close detaches from the frames and leaves them as they are.
func (s *session) close() {
	for _, a := range s.frames {
		a.cancel()
	}
}

// join gives a context with the values of base (a chromedp context) that ends
// with ctx, and after limit.
func join(ctx, base context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	joined, cancel := context.WithTimeout(base, limit)
	stop := context.AfterFunc(ctx, cancel)
	return joined, func() { stop(); cancel() }
}

// targets lists the chromedp contexts of the tab: the page's, and those of its
// frames elsewhere. Frames that cannot be attached are named in notes.
func (s *session) targets(ctx context.Context) (list []context.Context, notes []string) {
	list = append(list, s.tab.Context())
	for i, f := range s.tab.Frames() {
		if i >= maxFrames {
			notes = append(notes, fmt.Sprintf("more than %d frames: the rest was not looked at", maxFrames))
			break
		}
		a, ok := s.frames[f.TargetID]
		if !ok {
			a = s.attach(ctx, target.ID(f.TargetID))
			s.frames[f.TargetID] = a
		}
		if a.err != nil {
			notes = append(notes, fmt.Sprintf("frame of %s: %v", hostOf(f.URL), a.err))
			continue
		}
		list = append(list, a.ctx)
	}
	return list, notes
}

// attach opens a session on a frame's target. Cancelling it must only detach:
// closing the target would take the whole page along.
func (s *session) attach(ctx context.Context, id target.ID) *attached {
	fctx, cancel := chromedp.NewContext(s.tab.Context(), chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
	done := make(chan error, 1)
	go func() { done <- chromedp.Do(fctx) }()
	timer := time.NewTimer(5 * time.Second)
	defer timer.Stop()
	a := &attached{ctx: fctx, cancel: cancel}
	select {
	case a.err = <-done:
	case <-timer.C:
		a.err = fmt.Errorf("it did not answer within 5 s")
		cancel()
	case <-ctx.Done():
		a.err = ctx.Err()
		cancel()
	}
	return a
}

// documents lists the frames of one target and makes the isolated world in each.
func documents(ctx, base context.Context, top bool) ([]*frame, error) {
	cctx, cancel := join(ctx, base, 15*time.Second)
	defer cancel()
	tree, err := chromedp.Call(cctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, fmt.Errorf("listing the frames of the page: %w", err)
	}
	var list []*frame
	var walk func(t *page.FrameTree, depth int)
	walk = func(t *page.FrameTree, depth int) {
		if t == nil || t.Frame == nil || len(list) >= maxFrames || depth > 8 {
			return
		}
		res, err := chromedp.Call(cctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: t.Frame.ID, WorldName: world})
		if err == nil {
			list = append(list, &frame{ctx: base, exec: res.ExecutionContextID, id: t.Frame.ID, parent: t.Frame.ParentID, url: t.Frame.URL, top: top && depth == 0})
		}
		for _, c := range t.ChildFrames {
			walk(c, depth+1)
		}
	}
	walk(tree.FrameTree, 0)
	if len(list) == 0 {
		return nil, fmt.Errorf("no frame of the page could be looked into")
	}
	return list, nil
}

// call runs a function in the frame's isolated world and decodes what it
// returns, which must be JSON. It waits for a promise.
func call[T any](ctx context.Context, f *frame, limit time.Duration, fn string, args ...any) (T, error) {
	var out T
	list := make([]*runtime.CallArgument, 0, len(args))
	for _, a := range args {
		if id, ok := a.(runtime.RemoteObjectID); ok {
			list = append(list, &runtime.CallArgument{ObjectID: id})
			continue
		}
		b, err := json.Marshal(a)
		if err != nil {
			return out, err
		}
		list = append(list, &runtime.CallArgument{Value: b})
	}
	cctx, cancel := join(ctx, f.ctx, limit)
	defer cancel()
	res, err := chromedp.Call(cctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: fn, Arguments: list, ExecutionContextID: f.exec, ReturnByValue: new(true), AwaitPromise: new(true), Silent: new(true),
	})
	if err != nil {
		return out, err
	}
	if res.ExceptionDetails != nil {
		return out, fmt.Errorf("a script of ours threw in the page (line %d)", res.ExceptionDetails.LineNumber)
	}
	if res.Result == nil || len(res.Result.Value) == 0 {
		return out, nil
	}
	return out, json.Unmarshal(res.Result.Value, &out)
}

// object gives a handle of an element for commands of the DOM domain.
func (p place) object(ctx context.Context) (runtime.RemoteObjectID, error) {
	if p.frame == nil {
		return "", fmt.Errorf("the element is not in a page")
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	b, err := json.Marshal(p.ref)
	if err != nil {
		return "", err
	}
	res, err := chromedp.Call(cctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: `(id) => globalThis.quietroom?.get(id)`, Arguments: []*runtime.CallArgument{{Value: b}},
		ExecutionContextID: p.frame.exec, ObjectGroup: world, Silent: new(true),
	})
	if err != nil {
		return "", err
	}
	if res.Result == nil || res.Result.ObjectID == "" {
		return "", fmt.Errorf("the element is gone from the page")
	}
	return res.Result.ObjectID, nil
}

// closedRoots opens the closed shadow roots among the elements of refs, as
// objects in the frame's isolated world.
func (f *frame) closedRoots(ctx context.Context, refs []int) []any {
	var roots []any
	for _, ref := range refs {
		obj, err := place{f, ref}.object(ctx)
		if err != nil {
			continue
		}
		cctx, cancel := join(ctx, f.ctx, 2*time.Second)
		res, err := chromedp.Call(cctx, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: obj, Depth: new(int64(1)), Pierce: new(true)})
		if err == nil && res.Node != nil && len(res.Node.ShadowRoots) > 0 && res.Node.ShadowRoots[0].ShadowRootType == cdp.ShadowRootTypeClosed {
			o, err := chromedp.Call(cctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: res.Node.ShadowRoots[0].BackendNodeID, ExecutionContextID: f.exec, ObjectGroup: world})
			if err == nil && o.Object != nil && o.Object.ObjectID != "" {
				roots = append(roots, o.Object.ObjectID)
			}
		}
		cancel()
	}
	return roots
}
