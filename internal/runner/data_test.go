package runner

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/audit/vendors/lists"
)

// TestOwnFiles: the examples of docs/own-files.md are files that are read, and
// change what a run is judged by.
func TestOwnFiles(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/own-files.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]string{}
	for _, b := range strings.Split(string(doc), "```yaml\n")[1:] {
		b, _, _ = strings.Cut(b, "```")
		first, _, _ := strings.Cut(b, "\n")
		blocks[strings.TrimPrefix(first, "# ")] = b
	}
	plain, err := loadData(nil, DataFile{})
	if err != nil {
		t.Fatal(err)
	}
	own := []DataFile{{"rules.yaml", []byte(blocks["rules"])}}
	site := DataFile{"site.yaml", []byte(blocks["site"])}
	d, err := loadData(own, site)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := d.rules.Rule("our_file_number"); !ok || d.hash == plain.hash {
		t.Error("the rules of one's own are not among those that a run is judged by")
	}
	if p, ok := d.rules.Disallows("chat", "intake"); !ok || p.ID != "no_chat_on_intake" {
		t.Errorf("the policy of one's own: %+v", p)
	}
	if to := d.vendors.Recipient("a.our-scheduler.example", nobody); to.Vendor != "Our Scheduler" {
		t.Errorf("the vendor of one's own: %+v", to)
	}
	if _, err := loadData(append(own, own...), site); err == nil || !strings.Contains(err.Error(), "rules.yaml: ") {
		t.Errorf("the same rules twice: %v", err)
	}
}

// TestTrackerLists: lists of the user's change the hash of what a run is judged by,
// are told in the run, and may not change when it goes on.
func TestTrackerLists(t *testing.T) {
	t.Parallel()
	l := &lists.List{Name: "easyprivacy.txt", Format: "filters", Version: "7", SHA256: "aa", Entries: []lists.Entry{{Domain: "spy.test", Purpose: "tracker"}}, Unused: []string{"3 exceptions"}}
	plain, err := loadData(nil, DataFile{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := loadData(nil, DataFile{}, l)
	if err != nil || d.hash == plain.hash || d.vendors.Recipient("spy.test", nil).NamedBy != "easyprivacy.txt" {
		t.Fatalf("%v, %+v", err, d.vendors.Recipient("spy.test", nil))
	}
	want := []audit.TrackerList{{Name: "easyprivacy.txt", Format: "filters", Version: "7", SHA256: "aa", Entries: 1, Unused: []string{"3 exceptions"}}}
	if diff := cmp.Diff(want, told([]*lists.List{l})); diff != "" {
		t.Error(diff)
	}
	then := Settings{Trackers: []*lists.List{l}}
	if err := then.admits(then); err != nil {
		t.Error(err)
	}
	if err := then.admits(Settings{}); err == nil || !strings.Contains(err.Error(), "--trackers") {
		t.Errorf("another list: %v", err)
	}
}

// TestSiteFileDoc: the examples of docs/site-file.md are read.
func TestSiteFileDoc(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/site-file.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(doc), "```yaml\n")[1:]
	if len(blocks) != 3 {
		t.Fatalf("%d examples", len(blocks))
	}
	for _, b := range blocks {
		b, _, _ = strings.Cut(b, "```")
		f, err := sitefile.Read("site.yaml", []byte(b))
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := loadData(nil, DataFile{"site.yaml", []byte(b)}); err != nil {
			t.Error(err)
		}
		if f.Login == nil && f.Suppress == nil {
			t.Error("an example with neither a log-in nor an acceptance")
		}
	}
}
