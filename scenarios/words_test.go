package scenarios

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestUsualCaptions: what forms of practices say in the languages that the vocabulary
// has, as a person reads it.
func TestUsualCaptions(t *testing.T) {
	t.Parallel()
	for kind, captions := range map[audit.Kind][]string{
		audit.KindEmail: {"Mail", "Best email address", "What's your email?", "Adresse courriel", "Votre e-mail", "Correo de contacto", "Ihre E-Mail-Adresse", "E-Mail wiederholen", "Indirizzo di posta elettronica",
			"Confirme seu e-mail", "Uw e-mailadres", "Username or email", "Appointment email"},
		audit.KindPhone: {"Tel. no.", "Daytime telephone number", "Best contact number", "Landline", "Teléfono de contacto", "Móvil", "Téléphone portable", "Mobilnr.", "Telefonnummer für Rückfragen", "Numero di cellulare",
			"Telefone celular", "06-nummer / mobiel", "Office phone"},
		audit.KindGivenName:     {"First or given name", "Legal first name", "Prénom(s)", "Vorname(n)", "Voornamen", "Patient's first name", "Primeiro nome"},
		audit.KindFamilyName:    {"Last or family name", "Primer apellido", "Apellido materno", "Nom d'usage", "Nom de naissance", "Geburtsname", "Cognome", "Apelido", "Sobrenome", "Achternaam"},
		audit.KindFullName:      {"Nombre y apellidos", "Nom et prénom", "Vor- und Nachname", "Name, Vorname", "Nome e cognome", "Nome completo", "Voor- en achternaam", "What's your name?", "Patient's name", "Name of person completing this form", "¿Cómo te llamas?", "Naam cliënt"},
		audit.KindPreferredName: {"Known as", "What would you like to be called?", "Wie möchten Sie genannt werden?"},
		audit.KindBirthDate:     {"Year you were born", "Fecha nacimiento", "Né(e) le", "Geb.-Datum", "Data nascita", "Data de nasc.", "Geboortedatum", "Patient's date of birth"},
		audit.KindStreet:        {"First line of your address", "House number and street", "Calle y número", "Numéro et rue", "Straße, Nr.", "Straße / Hausnr.", "Indirizzo completo", "Morada", "Straat en huisnummer"},
		audit.KindStreet2:       {"Flat number", "Apartment number", "Étage", "Piso/puerta"},
		audit.KindCity:          {"Town or city", "Población", "Municipio", "Comune di residenza", "Localidade", "Woonplaats", "Commune", "City or town"},
		audit.KindState:         {"State or territory", "What state do you live in?", "Comunidad autónoma", "UF"},
		audit.KindPostalCode:    {"5-digit ZIP", "CAP", "C.P.", "Cód. postal", "Your postcode", "CEP"},
		audit.KindInsurer: {"Medical aid", "What insurance do you have?", "Will you be using insurance?", "Do you have health insurance?", "How will you be paying?", "Obra social", "Mutua o seguro", "Compañía médica", "Votre mutuelle",
			"Kostenträger", "Gesetzlich oder privat?", "Name der Krankenkasse", "Assicurazione sanitaria", "Qual o seu convênio?", "Naam zorgverzekeraar"},
		audit.KindMemberID: {"Medicaid number", "Medicaid # (if you have it)", "Policy #", "Member #", "Health card number", "ID number on insurance card", "Nº de afiliado", "Tarjeta sanitaria", "N° d'adhérent", "Versicherten-Nr.", "Número da carteirinha", "Numero tessera sanitaria", "Polisnummer"},
		audit.KindSSN:      {"Last 4 digits of SSN (optional)", "National Insurance number", "DNI/NIE", "CPF", "Codice fiscale", "BSN", "Numéro de sécurité sociale"},
		audit.KindMRN:      {"NHS number (if known)", "Número de utente", "Patienten-Nr.", "NHC"},
		audit.KindProvider: {"GP surgery", "Name of your GP", "GP name", "Pharmacy name and location", "Which pharmacy?", "Who is your primary care physician?", "Nom du médecin traitant", "Hausarzt", "Médico de cabecera", "Naam huisarts", "Farmacia", "Referring agency"},
		audit.KindMedication: {"Are you taking any medications?", "Prescribed medications", "Which medication?", "Medicación actual", "Traitements en cours", "Nehmen Sie Medikamente ein?", "Farmaci assunti", "Toma algum medicamento?",
			"Gebruikt u medicijnen?", "Medication needed"},
		audit.KindDiagnosis: {"Long-term conditions", "Past medical history", "Antecedentes médicos", "Antécédents médicaux", "Bekannte Diagnosen", "Patologie", "Voorgeschiedenis", "Any disabilities?"},
		audit.KindReason: {"Purpose of visit", "What would you like to talk about?", "What has been going on?", "Briefly describe what you are coming in for", "How can I help you?", "Motivo de la visita", "¿En qué podemos ayudarte?", "¿Qué te trae a consulta?",
			"Motif de votre demande", "Qu'est-ce qui vous amène ?", "Grund Ihres Besuchs", "Was führt Sie zu uns?", "Worum geht es?", "Motivo della consulenza", "Queixa principal", "Reden van aanmelding", "Waar loopt u tegenaan?", "Main difficulties", "Appointment reason"},
		audit.KindMessage: {"Special requests", "Questions / Comments", "Additional notes", "Leave us a message", "Observaciones", "Cuéntanos", "Précisions", "Informations complémentaires", "Anmerkungen", "Ihre Anfrage", "Note aggiuntive", "Observações", "Uw vraag",
			"Appointment notes", "Remarks"},
		audit.KindTopic: {"Enquiry type", "Nature of enquiry", "Specialism", "Fachrichtung", "Especialidad", "Objet de votre message"},
		audit.KindService: {"Services requested", "What service are you interested in?", "Who is this appointment for?", "Who are you seeking care for?", "Tipo de sesión", "Type de séance", "Art der Behandlung", "Gewünschte Leistung", "Tipo di prestazione",
			"Tipo de acompanhamento", "Soort hulp", "Für wen?"},
		audit.KindAppointmentTime: {"When are you free?", "First choice", "Preferred times", "Best times to call", "Days and times available", "How soon?", "Día y hora", "Franja horaria", "Turno", "Jour souhaité", "Vos disponibilités", "Wunschdatum", "Wann passt es Ihnen?",
			"Erreichbarkeit", "Tageszeit", "Orario preferito", "Fascia oraria", "Melhor horário", "Data e hora", "Voorkeursdagen", "Wanneer bent u bereikbaar?", "Appointment"},
		audit.KindAppointmentType: {"How shall we meet?", "Have you visited us before?", "Is this your first visit?", "Choose a location", "Online or face to face?", "Modalidad", "¿Es su primera visita?", "Lieu de consultation", "Première consultation ?", "Avez-vous déjà consulté ce praticien ?", "Où souhaitez-vous consulter ?", "Standort",
			"Waren Sie schon einmal bei uns?", "Prima visita?", "É a primeira vez?", "Locatie"},
		audit.KindClinician: {"Whom will you see?", "Who would you like to book with?", "Preferred practitioner", "Which doctor?", "Choose your therapist", "¿Con quién?", "Profesional", "Avec quel praticien ?", "Bei wem?", "Wunschtherapeut", "Con chi?", "Com quem?", "Bij wie?"},
		audit.KindEmergencyName: {"Who should we contact in an emergency?", "Name of emergency contact", "Persona de contacto en caso de emergencia", "Personne à prévenir en cas d'urgence", "Im Notfall zu benachrichtigen", "Contatto di emergenza",
			"Pessoa de contacto", "Contactpersoon"},
		audit.KindEmergencyPhone: {"Emergency contact cell", "Phone number of emergency contact", "Teléfono de contacto de emergencia", "Téléphone de la personne à prévenir", "Telefonnummer des Notfallkontakts", "Telefoonnummer contactpersoon"},
		audit.KindCardNumber:     {"Credit or debit card number", "Número de la tarjeta", "Numéro de carte bancaire", "Kartennr.", "Número do cartão"},
		audit.KindCardName:       {"Name on the card", "Titular de la tarjeta", "Nom du titulaire", "Name des Karteninhabers", "Intestatario"},
		audit.KindInvoice:        {"Patient account number", "Statement #", "N° de facture", "Rechnungs-Nr.", "Factuurnummer"},
		audit.KindOther: {"Emergency contact relationship", "Relationship to subscriber", "Place of birth", "Lieu de naissance", "Ville de naissance", "Avez-vous déjà consulté un psychologue ?", "Geburtsort", "How did you learn about us?", "¿Cómo nos conociste?", "Wie haben Sie uns gefunden?", "Anrede", "Civilité", "Tussenvoegsel",
			"How would you prefer to be contacted?", "Have you been in treatment before?", "Therapist gender preference", "OK to leave voicemail?", "Nationality", "Date of last visit", "Parentesco", "Beruf", "Edad"},
	} {
		for _, caption := range captions {
			got, p := lookup(caption)
			if got != kind || p == "" {
				t.Errorf("%q is understood as %q (%q), want %q", caption, got, p, kind)
			}
		}
	}
}

// TestAgreements: what must be agreed to is known in several languages, and what is only
// good for the site is not taken for it.
func TestAgreements(t *testing.T) {
	t.Parallel()
	for label, want := range map[string][2]bool{
		"I agree to the terms":                         {true, false},
		"By checking this box I authorise a call":      {true, false},
		"Ich bestätige, dass ich die Hinweise kenne":   {true, false},
		"J'ai pris connaissance des conditions":        {true, false},
		"Presto il consenso al trattamento dei dati":   {true, false},
		"Ik ga akkoord met de privacyverklaring":       {true, false},
		"Doy mi consentimiento para la sesión":         {true, false},
		"Send me the weekly wellness digest":           {false, true},
		"Keep me posted":                               {false, true},
		"Quiero recibir novedades":                     {false, true},
		"Ja, schicken Sie mir Neuigkeiten der Praxis!": {false, true},
		"Depression": {false, false},
	} {
		agree, optional := consent(Control{Type: "checkbox", Label: label})
		if got := [2]bool{agree, optional}; got != want {
			t.Errorf("%q: agree %v, optional %v; want %v", label, agree, optional, want)
		}
	}
}
