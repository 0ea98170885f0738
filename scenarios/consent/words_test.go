package consent

import (
	"strings"
	"testing"
	"unicode"
)

// TestClassOf: what buttons of real banners say, and what must never be taken for
// an answer.
func TestClassOf(t *testing.T) {
	t.Parallel()
	if _, err := readWords("words.yaml", wordsYAML); err != nil {
		t.Fatal(err)
	}
	for c, names := range map[class][]string{
		refuses: {
			"Reject All", "Reject all cookies", "Decline", "Deny all", "Refuse non-essential cookies", "Reject Non-Essential", "Only necessary", "Use necessary cookies only",
			"Accept only essential cookies", "Necessary cookies only", "Strictly necessary only", "Continue without accepting", "Continue without accepting →", "I do not agree", "No, thanks",
			"Accept necessary", "Allow essential cookies", "Don't allow", "Reject all & close", "Reject All But Necessary", "Do Not Sell or Share My Personal Information",
			"Rechazar todo", "Rechazar todas", "Rechazar todas las cookies", "Solo necesarias", "Aceptar solo las necesarias", "Continuar sin aceptar", "No acepto",
			"Tout refuser", "Refuser", "Refuser tout", "Je refuse", "Continuer sans accepter", "Cookies essentiels uniquement", "Accepter uniquement les cookies nécessaires", "Refuser tous les cookies",
			"Alle ablehnen", "Alles ablehnen", "Ablehnen", "Nur notwendige Cookies", "Nur notwendige", "Nur essenzielle Cookies akzeptieren", "Weiter ohne Einwilligung", "Notwendige Cookies akzeptieren", "Nur technisch notwendige", "Ich lehne ab", "Alle Cookies ablehnen", "Nicht zustimmen",
			"Rifiuta tutto", "Rifiuta", "Continua senza accettare", "Solo necessari", "Accetta solo i cookie necessari",
			"Rejeitar tudo", "Rejeitar todos", "Recusar", "Apenas necessários", "Continuar sem aceitar", "Não aceito",
			"Alles weigeren", "Weigeren", "Alleen noodzakelijke cookies", "Alles afwijzen", "Wijs alles af", "Doorgaan zonder te accepteren", "Nee, bedankt",
			"Odrzuć wszystkie", "Odrzucam", "Tylko niezbędne", "Nie zgadzam się", "Zezwól na niezbędne",
			"Avvisa alla", "Endast nödvändiga", "Neka", "Godkänn endast nödvändiga cookies", "Bara nödvändiga kakor",
			"Afvis alle", "Kun nødvendige", "Tillad kun nødvendige cookies", "Nej tak",
			"Avvis alle", "Kun nødvendige informasjonskapsler", "Godta kun nødvendige",
			"Hylkää kaikki", "Vain välttämättömät", "Salli vain välttämättömät evästeet",
			"拒绝", "全部拒绝", "仅接受必要 Cookie", "拒絕所有", "すべて拒否", "すべてのCookieを拒否する",
		},
		accepts: {
			"Accept", "Accept all", "Accept All Cookies", "Allow all", "I agree", "Agree & proceed", "OK", "Got it!", "Accept & Close", "Yes, I agree", "I understand", "Allow all cookies", "AGREE AND CLOSE", "I’m happy",
			"Aceptar", "Aceptar todo", "Aceptar todas las cookies", "Aceptar y cerrar", "Entendido", "Acepto",
			"Tout accepter", "J'accepte", "Accepter & Fermer", "Accepter et continuer", "OK, tout accepter", "D'accord",
			"Alle akzeptieren", "Alles akzeptieren", "Zustimmen", "Einverstanden", "Akzeptieren und schließen", "Alle Cookies akzeptieren", "Allen zustimmen", "Akzeptieren & weiter", "Ich stimme zu",
			"Accetta tutto", "Accetta", "Accetta e continua", "Ho capito", "Aceitar tudo", "Aceitar todos os cookies", "Concordo", "Alles accepteren", "Akkoord", "Cookies accepteren", "Alle cookies toestaan",
			"Akceptuję", "Akceptuj wszystkie", "Zgadzam się", "Godkänn alla", "Acceptera alla cookies", "Accepter alle", "Tillad alle", "Godta alle", "Aksepter alle", "Hyväksy kaikki", "Salli kaikki evästeet",
			"接受", "全部接受", "同意", "すべて許可", "同意する",
		},
		saves: {
			"Save", "Save preferences", "Confirm My Choices", "Save and exit", "Save my choices", "Allow selection", "Guardar preferencias", "Enregistrer", "Enregistrer mes choix", "Auswahl speichern", "Einstellungen speichern", "Salva preferenze",
			"Guardar preferências", "Voorkeuren opslaan", "Zapisz ustawienia", "Spara inställningar", "Gem valg", "Lagre valg", "Tallenna asetukset", "Auswahl erlauben",
		},
		manages: {
			"Cookie Settings", "Manage preferences", "Customize", "Customise", "More options", "Manage cookies", "Preferences", "Show purposes", "Configurar", "Configurar cookies", "Gestionar cookies", "Paramétrer", "Personnaliser", "Gérer les cookies", "Einstellungen",
			"Cookie-Einstellungen", "Individuelle Einstellungen", "Personalizza", "Gestisci preferenze", "Personalizar", "Gerir cookies", "Instellingen", "Voorkeuren beheren", "Ustawienia", "Inställningar", "Hantera cookies", "Tilpas", "Innstillinger", "Muokkaa asetuksia", "Cookie 设置", "管理",
		},
		unknown: {
			"", "Accept and reject", "Reject and subscribe", "Rejeter et s'abonner", "Rechazar y suscribirse", "Ablehnen und Abo abschließen", "Reject & pay €2.99", "Accept the terms of the appointment", "Book an appointment", "Privacy policy",
			"Accept necessary and marketing cookies", "Close", "×", "Refuse treatment", "Decline to answer this question", "Accept insurance", "Cancel", "Nur mit Werbung weiterlesen", "Read more", "Accept all necessary steps to save my appointment",
			"Continue", "I agree to be contacted by phone and e-mail for marketing purposes and accept all of the cookies that there may be",
		},
	} {
		for _, n := range names {
			if got := classOf(n); got != c {
				t.Errorf("%q is of class %d, want %d", n, got, c)
			}
		}
	}
}

// TestManagers holds the data to its own rules.
func TestManagers(t *testing.T) {
	t.Parallel()
	list, err := readManagers("managers.yaml", managersYAML)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 30 {
		t.Errorf("%d managers", len(list))
	}
	for name, bad := range map[string]string{
		"no source":     "managers:\n- {id: a, name: A, date: 2026-01-01, banner: ['#a']}",
		"unknown key":   "managers:\n- {id: a, name: A, source: 'https://a.example/', date: 2026-01-01, baner: ['#a']}",
		"two of one id": "managers:\n- &a {id: a, name: A, source: 'https://a.example/', date: 2026-01-01, banner: ['#a']}\n- {id: a, name: A, source: 'https://a.example/', date: 2026-01-01, banner: ['#a']}",
		"no last press": "managers:\n- {id: a, name: A, source: 'https://a.example/', date: 2026-01-01, banner: ['#a'], reject: [[{off: '#b'}]]}",
	} {
		if _, err := readManagers("x.yaml", []byte(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzClassOf(f *testing.F) {
	f.Add("Reject all")
	f.Add("Nur notwendige\u00ad Cookies & mehr")
	f.Fuzz(func(t *testing.T, name string) {
		if c := classOf(name); c < unknown || c > accepts {
			t.Errorf("class %d", c)
		}
	})
}

// FuzzDecode: whatever a page makes of the answers of our scripts is bounded, one
// line, and never a panic.
func FuzzDecode(f *testing.F) {
	f.Add(`{"TCF":true,"TCFStatus":"a\u202eb","TCFPurposes":-3,"Told":"reject","Default":{"ad_storage":"granted","x\n":"denied"},"GPPSections":["7"]}`)
	f.Add(`{"found":[[{"ref":1,"shown":true,"names":["Reject all"]}]],"regions":[{"ref":2,"buttons":[{"ref":3,"name":"Reject all"}],"switches":null}],"closed":[-1]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var s signals
		if Decode(text, &s) == nil {
			c := s.clean()
			if c.TCFPurposes < 0 || len(c.TCFStatus) > 4*40 || strings.ContainsFunc(c.TCFStatus, unicode.IsControl) || len(c.Default) > 20 || c.Told != "" && !c.Told.Chosen() {
				t.Errorf("%+v", c)
			}
		}
		var l looked
		if Decode(text, &l) == nil {
			for _, r := range l.Regions {
				_ = r.asks()
			}
			if out := listed(l.Regions); strings.ContainsAny(out, "\n\r\x1b") {
				t.Errorf("%q", out)
			}
		}
	})
}
