package crawler

import (
	"net/url"
	"strings"
	"unicode"
)

// damage lists the words of addresses and links that end a session or destroy
// something: in English, and cheaply in the other languages of practices.
var damage = wordSet(`
	logout logoff signout signoff delete remove unsubscribe cancel deactivate disable destroy erase terminate revoke purge
	abmelden ausloggen abbestellen loeschen löschen kuendigen kündigen stornieren
	deconnexion déconnexion supprimer annuler desabonner désabonner
	desconectar eliminar borrar cancelar anular
	esci disconnetti elimina cancella annulla sair excluir uitloggen afmelden verwijderen annuleren`)

// damagePairs are two words that do so together.
var damagePairs = wordSet(`
	log-out sign-out log-off sign-off end-session close-account
	cerrar-sesion cerrar-sesión se-deconnecter se-déconnecter darse-baja`)

// sloganLength is the number of words from which on a path segment or a link is
// a title ("what to do when you cancel too late"), where only the start counts.
const sloganLength = 5

// destructive gives the word for which an address must not be visited, "" when
// it looks harmless. text is the text of the link, if there was one.
func destructive(u *url.URL, text string) string {
	for seg := range strings.SplitSeq(u.Path+"/"+u.Fragment, "/") {
		if w := damageIn(words(seg), false); w != "" {
			return w
		}
	}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, _ := strings.Cut(pair, "=")
		for _, s := range []string{key, value} {
			if q, err := url.QueryUnescape(s); err == nil {
				s = q
			}
			// A value may be an address itself: ?next=/logout does nothing yet.
			if strings.ContainsRune(s, '/') {
				continue
			}
			if w := damageIn(words(s), false); w != "" {
				return w
			}
		}
	}
	return damageIn(words(text), true)
}

// damageIn looks for a word or pair of damage; in a slogan, or when only the
// start counts, at its start.
func damageIn(ws []string, startOnly bool) string {
	if len(ws) >= sloganLength {
		startOnly = true
	}
	for i, w := range ws {
		if startOnly && i > 0 {
			break
		}
		if damage[w] {
			return w
		}
		if i+1 < len(ws) && damagePairs[w+"-"+ws[i+1]] {
			return w + " " + ws[i+1]
		}
	}
	return ""
}

// words splits s into lower-case words, also at the humps of camelCase.
func words(s string) []string {
	if len(s) > maxAddress {
		s = s[:maxAddress]
	}
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	lower := false
	for _, r := range s {
		if !unicode.IsLetter(r) {
			flush()
			lower = false
			continue
		}
		if lower && unicode.IsUpper(r) {
			flush()
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	flush()
	return out
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
