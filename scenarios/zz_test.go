package scenarios
import ("testing";"encoding/json";"fmt";"os")
func TestZZ(t *testing.T) {
	b, _ := os.ReadFile("/tmp/zz.html")
	s := serve(t, map[string]string{"/": string(b)})
	tab := newTab(t)
	_ = s
	_ = planFirst(t, tab, s.URL+"/")
	inv, err := Inspect(t.Context(), tab)
	if err != nil { t.Fatal(err) }
	for _, f := range inv.Forms { for _, c := range f.Controls { b,_ := json.Marshal(c); fmt.Println(string(b)) } ; for _, c := range f.Buttons { fmt.Println(c.Text) } }
}
