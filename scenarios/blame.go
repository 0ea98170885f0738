package scenarios

import (
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

var (
	sentenceRE = regexp.MustCompile(`[.;!•]+\s+|[.;!•]+$|:\s+`)
	faultRE    = regexp.MustCompile(`\b(require[sd]?|invalid|must|missing|not (a )?valid|valid|incorrect|error|enter|provide|select|choose|fill|format|digits?|empty|blank|erforderlich|ungultig|pflicht\w*|fehlt|angeben|eingeben|ausfullen|auswahlen|obligatori[oa]s?|invalid[oa]s?|requerid[oa]s?|falta|introduzca|ingrese|escriba|seleccione|complete|obligatoires?|requise?s?|invalides?|incorrecte?s?|saisir|saisissez|renseigne[rz]|indiquer|inserire|inserisci|non valid[oa]|richiest[oa]|preencha|informe|verplicht|ongeldige?|vul)\b`)
)

// blame lays what a page complains of as a whole at the fields that it names, as the
// summary of errors above many forms does ("Zip must be five digits."). A page that marks
// the fields by itself is left alone.
func (f *Form) blame() {
	for _, c := range f.Controls {
		if c.Message != "" && c.fillable() {
			return
		}
	}
	for _, s := range sentenceRE.Split(f.Complaint, 40) {
		if t := fold(s); faultRE.MatchString(t) {
			for _, i := range f.named(t) {
				f.Controls[i].Invalid, f.Controls[i].Message = true, strings.TrimSpace(s)
			}
		}
	}
}

// named lists the controls that a folded sentence names: by the longest of their labels
// that it holds, or else by what they ask for.
func (f *Form) named(sentence string) []int {
	var byLabel, byKind []int
	longest := 0
	asked, phrase := lookup(sentence)
	for i, c := range f.Controls {
		if !c.fillable() {
			continue
		}
		c.Label = c.portion(*f)
		name := c.shownLabel()
		if c.Label == "" && c.Aria+c.Title != "" {
			name = c.Aria + c.Title
		}
		if c.grouped() {
			name = c.Group
		}
		name = strings.TrimSpace(fold(innerRE.ReplaceAllString(name, "")))
		if n := len(name); n > 1 && n >= longest && strings.Contains(" "+sentence+" ", " "+name+" ") {
			if n > longest {
				byLabel, longest = nil, n
			}
			byLabel = append(byLabel, i)
		}
		if k, _ := Understand(c, *f); phrase != "" && k == asked && k != notAsked && k != audit.KindOther {
			byKind = append(byKind, i)
		}
	}
	if len(byLabel) > 0 {
		return byLabel
	}
	return byKind
}
