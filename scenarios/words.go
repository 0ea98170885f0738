package scenarios

import "github.com/quietroom/quietroom/audit"

// wordLine says which phrases ask for a kind. Phrases are separated by "|" and
// written as people write them: case, accents, punctuation, camelCase and
// under_scores do not matter. The longest phrase found in a text decides; of
// equally long ones the first in the table.
type wordLine struct {
	kind    audit.Kind
	phrases string
}

// notAsked marks controls that are never filled.
const notAsked audit.Kind = ""

// wordTable is the vocabulary of forms. Add a line, or a phrase to a line.
var wordTable = []wordLine{
	// Never filled: a person proves to be one, or another channel is needed.
	{notAsked, "captcha|recaptcha|hcaptcha|turnstile|g recaptcha response|cf turnstile response|are you human|are you a robot|not a robot|security question|anti spam|antispam|spam check|what is 2 + 3"},
	{notAsked, "one time code|one time passcode|one time password|otp|otp code|verification code|sms code|2fa|two factor code|authenticator code|confirmation code|code we sent|code from your email|código de verificación|code de vérification|bestätigungscode"},
	{notAsked, "leave this field blank|leave this blank|leave blank|leave this field empty|leave empty|do not fill|don't fill this|if you are human leave this field blank|honeypot|honey pot|hp field"},
	{notAsked, "coupon|coupon code|promo code|discount code|gift card"},

	{audit.KindEmail, "email|e mail|mail address|email address|e mail address|emailaddress|your email|confirm email|confirm your email|email confirmation|verify email|repeat email|re enter email|work email|parent email|contact email|emailid|email id|useremail|user email|email or phone"},
	{audit.KindEmail, "correo|correo electrónico|dirección de correo|confirmar correo|courriel|adresse e mail|adresse mail|adresse électronique|adresse email|confirmez votre email|e mail adresse|emailadresse|mailadresse|e mail bestätigen"},
	{audit.KindEmail, "where can we write to you|where should we send|your e mail|posta elettronica|indirizzo e mail|indirizzo email|la tua email|correo electronico|endereço de e mail|endereço de email|seu e mail|correio eletrónico|e mailadres|mailadres|uw e mail"},

	{audit.KindPhone, "phone|telephone|tel|mobile|cell|cellphone|cell phone|mobile phone|mobile number|home phone|work phone|phone number|phonenumber|phoneno|contact number|daytime phone|best phone|best phone number|telephone number|best number to reach you|callback number|number to call|text number|sms number|whatsapp"},
	{audit.KindPhone, "teléfono|número de teléfono|móvil|celular|téléphone|numéro de téléphone|portable|telefon|telefonnummer|handy|handynummer|mobilnummer|rückrufnummer"},
	{audit.KindPhone, "best number|number where we can reach you|number we can call|reach you by phone|your number|telefono|numero di telefono|cellulare|recapito telefonico|telefone|número de telefone|número de telemóvel|telemóvel|telefoonnummer|telefoon|mobiel|mobiel nummer"},

	{audit.KindGivenName, "first name|firstname|fname|f name|given name|givenname|forename|first|legal first name|client first name|patient first name|your first name|child s first name"},
	{audit.KindGivenName, "nombre de pila|primer nombre|nombres|prénom|vorname"},
	{audit.KindGivenName, "nome di battesimo|primeiro nome|nome próprio|voornaam|prenome"},
	{audit.KindFamilyName, "last name|lastname|lname|l name|surname|family name|familyname|last|legal last name|client last name|patient last name|your last name|maiden name|child s last name"},
	{audit.KindFamilyName, "apellido|apellidos|nom de famille|nachname|familienname|zuname"},
	{audit.KindFamilyName, "cognome|sobrenome|último nome|achternaam|familienaam"},
	{audit.KindFullName, "initials|your initials|patient initials|name|full name|fullname|first last name|first and last name|first name last name|first name and last name|your name|legal name|full legal name|client name|patient name|contact name|name of client|name of patient|what is your name|your full name|signature|electronic signature|type your name|typed signature|e signature|sign here|parent name|guardian name|parent or guardian name|name of parent|subscriber name|policy holder name|policyholder name|policy holder|insured name|name of insured|primary insured|child s name|name of child|partner s name|spouse s name"},
	{audit.KindFullName, "nombre|nombre completo|nombre y apellidos|su nombre|tu nombre|nom|nom complet|nom et prénom|votre nom|vor und nachname|ihr name|vollständiger name|dein name|unterschrift"},
	{audit.KindFullName, "what should i call you|who are you|nome|nome e cognome|nome completo|il tuo nome|seu nome|o seu nome|naam|volledige naam|uw naam|voor en achternaam|firma elettronica|assinatura|handtekening"},
	{audit.KindPreferredName, "preferred name|preferred first name|nickname|nick name|what should we call you|what do you like to be called|name you go by|goes by|chosen name|nombre preferido|nom d usage|prénom usuel|rufname|spitzname|bevorzugter name"},
	{audit.KindPreferredName, "what name do you go by|what do people call you|what do friends call you|name you use|nome preferito|nome social|roepnaam"},

	{audit.KindBirthDate, "date of birth|birth date|birthdate|birthday|birth day|dob|d o b|born|bday|birth month|birth year|birth day of month|month of birth|year of birth|day of birth|dob month|dob day|dob year|client dob|patient dob|your date of birth|policy holder date of birth|subscriber date of birth|child s date of birth"},
	{audit.KindBirthDate, "fecha de nacimiento|nacimiento|date de naissance|naissance|né le|geburtsdatum|geburtstag|geboren am"},
	{audit.KindBirthDate, "when were you born|when is your birthday|what is your birthday|data di nascita|nascita|nato il|data de nascimento|nascimento|geboortedatum|geboren op"},
	{audit.KindGender, "gender|sex|gender identity|sex assigned at birth|legal sex|birth sex|i identify as|género|sexo|genre|sexe|geschlecht"},
	{audit.KindGender, "sex at birth|gender on insurance|sesso|genere|gênero|género|geslacht"},
	{audit.KindPronouns, "pronoun|pronouns|preferred pronouns|your pronouns|pronombres|pronoms|pronomen"},
	{audit.KindPronouns, "pronomi|pronomes|voornaamwoorden"},

	{audit.KindStreet, "address|street|street address|address line 1|address line one|address 1|addr 1|addr|mailing address|home address|address line|streetaddress|street name|billing address|residential address|postal address|where do you live"},
	{audit.KindStreet, "dirección|calle|domicilio|adresse|rue|adresse postale|straße|strasse|anschrift|straße und hausnummer|hausnummer"},
	{audit.KindStreet, "indirizzo|via e numero|indirizzo di residenza|endereço|rua|morada|adres|straat|straat en huisnummer|straatnaam"},
	{audit.KindStreet2, "address line 2|address line two|address 2|addr 2|apt|apartment|suite|unit|apt suite|apartment suite unit|apt suite unit|apt number|piso|appartement|complément d adresse|adresszusatz|wohnung"},
	{audit.KindStreet2, "interno|complemento|huisnummer toevoeging|toevoeging"},
	{audit.KindCity, "city|town|locality|city town|suburb|ciudad|localidad|ville|stadt|ort|wohnort"},
	{audit.KindCity, "città|comune|cidade|plaats|woonplaats|gemeente"},
	{audit.KindState, "state|province|region|state province|state region|state of residence|county|which state|state you live in|state you re located in|estado|provincia|département|bundesland|kanton"},
	{audit.KindState, "state you live in|where are you located|regione|provincie|distrito"},
	{audit.KindPostalCode, "zip|zip code|zipcode|postal code|postalcode|postcode|post code|postal|zip postal code|zip postal|your zip|código postal|code postal|cp|plz|postleitzahl"},
	{audit.KindPostalCode, "codice postale|cep|código postal|postcode"},
	{audit.KindCountry, "country|country region|nation|country of residence|país|pays|land"},
	{audit.KindCountry, "paese|país|land"},

	{audit.KindInsurer, "insurance|insurer|insurance company|insurance provider|insurance carrier|insurance plan|health plan|health insurance|carrier|payer|payor|primary insurance|secondary insurance|insurance name|name of insurance|name of insurance company|your insurance|insurance type|who is your insurance with|how will you pay|payment method insurance|insurance or self pay|seguro|aseguradora|seguro médico|compañía de seguros|mutuelle|assurance|assurance maladie|krankenkasse|krankenversicherung|versicherung|wie sind sie versichert|versichert|how would you like to pay|paying for care|coverage"},
	{audit.KindInsurer, "who is your insurer|who insures you|which plan|plan name|insurance payer|your plan|payer name|assicurazione|compagnia assicurativa|plano de saúde|convênio|seguradora|zorgverzekeraar|verzekeraar|verzekering"},
	{audit.KindMemberID, "member id|memberid|member number|member no|insurance id|insurance id number|insurance number|policy number|policy id|policy no|subscriber id|subscriber number|subscriber id number|id number on card|medicaid id|medicare number|medicare id|mbi|member id number|insurance member id|identification number|beneficiary id|número de póliza|número de afiliado|número de miembro|numéro d adhérent|numéro d assuré|versichertennummer|versicherungsnummer|krankenversichertennummer"},
	{audit.KindMemberID, "id on your card|id on the card|numero di polizza|numero tessera|número da carteirinha|número do cartão|polisnummer|verzekerdennummer"},
	{audit.KindGroupNumber, "group number|group no|group id|groupnumber|insurance group|group policy number|plan group|group #|rx group|número de grupo|numéro de groupe|gruppennummer"},
	{audit.KindSSN, "ssn|social security|social security number|social security no|soc sec|last 4 of ssn|last four of ssn|last 4 ssn|last four digits of social security number|tax id|número de seguro social|seguro social|numéro de sécurité sociale|sozialversicherungsnummer"},
	{audit.KindMRN, "mrn|medical record|medical record number|patient id|patient number|chart number|client number|record number|patientid|número de historia clínica|numéro de dossier|patientennummer"},
	{audit.KindEmployer, "employer|company|company name|organization|organisation|employer name|place of employment|where do you work|workplace|school|school or employer|current employer|employeur|entreprise|empleador|empresa|arbeitgeber|firma"},

	{audit.KindDiagnosis, "diagnosis|diagnoses|condition|conditions|current diagnosis|previous diagnoses|past diagnosis|mental health diagnosis|mental health history|medical history|medical conditions|psychiatric history|icd 10|icd code|health conditions|have you been diagnosed|treatment history|substance use|diagnóstico|diagnostic|antécédents|antecedentes|diagnose|vorerkrankungen"},
	{audit.KindMedication, "medication|medications|current medications|medicine|medicines|prescriptions|prescription|drugs you take|list your medications|list any medications|meds|current meds|medication name|psychiatric medications|medicamentos|medicación|médicaments|traitement actuel|medikamente|medikation"},
	{audit.KindMedication, "what do you take|anything you take|farmaci|medicinali|medicamentos em uso|medicatie|medicijnen"},
	{audit.KindAllergies, "allergy|allergies|drug allergies|known allergies|medication allergies|alergias|allergien"},
	{audit.KindAllergies, "allergie|allergieën|alergia"},
	{audit.KindProvider, "primary care|primary care provider|primary care physician|pcp|pcp name|referring provider|referring physician|referring doctor|referred by|referral source name|referral name|family doctor|current therapist|current psychiatrist|previous therapist|previous provider|prescriber|psychiatrist name|doctor|physician|doctor s name|médico de cabecera|médecin traitant|hausarzt|überweisender arzt|pharmacy|preferred pharmacy"},
	{audit.KindProvider, "your doctor|who referred you|who sent you|medico di base|medico curante|médico de família|huisarts|verwijzer"},

	{audit.KindReason, "reason|reason for visit|reason for appointment|reason for seeking|reason for seeking therapy|reason for contact|reason for inquiry|reason for contacting|reason for referral|what brings you|what brings you here|what brings you in|what brings you to therapy|why are you seeking|presenting problem|presenting concern|presenting issue|chief complaint|concern|concerns|main concern|primary concern|your concerns|areas of concern|symptoms|symptom|what are you struggling with|what would you like help with|what can we help with|seeking help with|what are you seeking help with|looking for help with|need help with|want help with|what would you like to work on|how can we help|how can we help you|how may we help|goals for therapy|therapy goals|treatment goals|issues|what s going on|areas you d like to work on|select all that apply|i m looking for help with"},
	{audit.KindReason, "motivo|motivo de consulta|motivo de la consulta|razón|síntomas|en qué podemos ayudarle|motif|motif de consultation|raison|symptômes|comment pouvons nous vous aider|grund|anliegen|ihr anliegen|grund der anfrage|symptome|beschwerden|wie können wir helfen"},
	{audit.KindReason, "what s on your mind|what is on your mind|on your mind|in your own words|what is going on|what are you hoping for|what do you hope|hoping to get|why now|why are you here|what s troubling you|what is troubling you|what are you dealing with|what do you need|struggling with|motivo della richiesta|motivo della visita|come possiamo aiutarti|come possiamo aiutarla|motivo da consulta|como podemos ajudar|reden|reden van aanmelding|hulpvraag|klachten|waarmee kunnen we helpen|klacht"},
	{audit.KindMessage, "message|your message|comment|comments|additional comments|additional information|anything else|anything else we should know|anything else you d like us to know|notes|note|note to provider|question|questions|your question|inquiry|enquiry|details|tell us more|tell us about yourself|tell me about yourself|tell us a little|describe|please describe|feedback|other information|further information|description"},
	{audit.KindMessage, "mensaje|comentarios|comentario|pregunta|su mensaje|votre message|commentaire|commentaires|votre question|nachricht|ihre nachricht|kommentar|bemerkungen|mitteilung|frage"},
	{audit.KindMessage, "something we should know|something else|what should we know|should know|write to us|write us|messaggio|il tuo messaggio|richiesta|domanda|mensagem|sua mensagem|comentário|comentários|pergunta|bericht|uw bericht|opmerking|opmerkingen|toelichting|vraag"},
	{audit.KindTopic, "topic|issue|subject|subject line|topics|regarding|department|category|interest|interests|i m interested in|area of interest|interested in|i am interested in|what are you interested in|inquiry type|type of inquiry|specialty|specialties|speciality|issue area|area of focus|treatment focus|asunto|tema|sujet|objet|thème|betreff|thema"},
	{audit.KindTopic, "argomento|oggetto|assunto|tema|onderwerp"},
	{audit.KindService, "care|care type|kind of care|what care do you need|kind of support|type of support|what kind of support|what are you looking for help with|besuchsgrund|prestación|leistungen|service|services|service type|type of service|which service|treatment|treatment type|type of treatment|type of therapy|type of care|therapy type|type of counseling|program|programme|level of care|what type of therapy are you looking for|individual or couples|who is this for|who is the therapy for|therapy for|modality|appointment service|services interested in|servicio|tipo de terapia|prestation|type de thérapie|leistung|therapieform|behandlung"},
	{audit.KindService, "kind of therapy|which therapy|what kind of therapy|kind of help|what kind of help|kind of appointment|servizio|prestazione|tipo di terapia|tipo di visita|serviço|tipo de atendimento|tipo de terapia|dienst|soort behandeling|behandeling|type behandeling"},

	{audit.KindSearchQuery, "search|search query|keyword|keywords|query|search term|search terms|search for|site search|what are you looking for|find|search our site|search this site|buscar|búsqueda|rechercher|recherche|suche|suchen|suchbegriff"},
	{audit.KindChatMessage, "chat message|type your message here|write a message|type a message|send a message to the agent"},
	{audit.KindScreeningAnswer, "over the last 2 weeks|have you noticed|have you experienced|have you felt|have you been bothered|do you have trouble sleeping|trouble sleeping|stress level|how stressed|over the last two weeks|over the past two weeks|in the past two weeks|little interest or pleasure|feeling down depressed or hopeless|feeling nervous anxious or on edge|not being able to stop or control worrying|worrying too much|trouble relaxing|being so restless|becoming easily annoyed|feeling afraid as if something awful|trouble falling or staying asleep|feeling tired or having little energy|poor appetite or overeating|feeling bad about yourself|trouble concentrating|moving or speaking so slowly|better off dead|phq|phq 2|phq 9|gad|gad 2|gad 7|pcl 5|audit c|mdq|asrs|screening|screening question|how often have you been bothered|how often do you have a drink|how difficult have these problems made it|durante las últimas dos semanas|au cours des deux dernières semaines|in den letzten zwei wochen"},

	{audit.KindAppointmentTime, "appointment date|appointment time|preferred date|preferred time|preferred day|preferred days|preferred date and time|preferred appointment time|preferred appointment date|date and time|date time|desired date|requested date|requested time|select a date|select a time|choose a date|choose a time|pick a date|pick a time|pick a day|choose a day|select a day|day and time|time slot|timeslot|time of day|best time|best time to call|best time to reach you|best day|availability|your availability|available times|when would you like to come in|when are you available|start date|start time|slot|appointment slot|available appointments|date|time|day of the week|days available"},
	{audit.KindAppointmentTime, "fecha|hora|horario|horario preferido|franja|franja horaria|horaire|horaires|horaire souhaité|uhrzeiten|zeitfenster|fecha de la cita|hora preferida|fecha preferida|date souhaitée|heure|date du rendez vous|créneau|disponibilités|datum|uhrzeit|termin|wunschtermin|terminwunsch|verfügbarkeit"},
	{audit.KindAppointmentTime, "when works|what time works|which day|which days|what day|what time|when would you like|when suits you|when can you come|times that work|choose a slot|open times|open hours|giorno|orario|data e ora|data preferita|disponibilità|horário|data preferida|data da consulta|disponibilidade|datum en tijd|tijd|tijdstip|voorkeursdatum|beschikbaarheid|voorkeursdag"},
	{audit.KindAppointmentType, "appointment type|type of appointment|visit type|session type|type of visit|type of session|meeting type|format|session format|in person or telehealth|telehealth or in person|in person or online|telehealth|video or in person|new or returning|new or existing|new or returning client|are you a new client|are you a new patient|are you a current client|are you a current patient|new patient|new client|returning patient|existing patient|existing client|have you been here before|have you seen us before|visit reason type|length of session|session length|location preference|preferred location|location|which location|office location|tipo de cita|type de rendez vous|terminart|art des termins"},
	{audit.KindAppointmentType, "how would you like to meet|how do you want to meet|how would you like to be seen|where would you like to meet|tipo di appuntamento|modalità|presenza o online|modalidade|tipo de consulta|soort afspraak|type afspraak"},
	{audit.KindClinician, "clinician|therapist|counselor|counsellor|provider|practitioner|psychologist|psychiatrist|preferred therapist|preferred provider|preferred clinician|preferred counselor|choose a therapist|select a therapist|choose your provider|select a provider|which provider|which therapist|therapist name|provider name|staff member|with whom|therapist preference|terapeuta|thérapeute|praticien|therapeut|therapeutin|behandler"},
	{audit.KindClinician, "who would you like to see|who is it with|who do you want to see|whom would you like|see whom|anyone in particular|psicologo|psicologa|terapeuta preferito|psicólogo|psicóloga|profissional|behandelaar|psycholoog|therapeut"},
	{audit.KindEvent, "event|session|sessions|choose a session|select a session|which session|workshop|group|group name|class|webinar|session you want to attend|session you would like to attend|session you d like to attend|which session|group you would like to join|group you want to join|which group|which event|which workshop|support group|retreat|evento|taller|atelier|événement|veranstaltung|gruppe|kurs"},

	{audit.KindEmergencyName, "emergency contact|emergency contact name|emergency name|emergency contact full name|in case of emergency|ice name|next of kin|contacto de emergencia|contact d urgence|personne à contacter|notfallkontakt"},
	{audit.KindEmergencyName, "contatto di emergenza|contato de emergência|contacto de emergência|noodcontact|contactpersoon noodgevallen|person to call|someone to call"},
	{audit.KindEmergencyPhone, "emergency phone|emergency contact phone|emergency contact number|emergency contact phone number|emergency number|ice phone|next of kin phone|teléfono de emergencia|téléphone d urgence|notfallnummer|telefon notfallkontakt"},
	{audit.KindEmergencyPhone, "telefono di emergenza|telefone de emergência|noodnummer"},

	{audit.KindUsername, "username|user name|userid|user id|login|login name|login id|log in|account name|portal username|client id|user|usuario|nombre de usuario|identifiant|nom d utilisateur|benutzername|benutzer"},
	{audit.KindUsername, "nome utente|nome de usuário|utilizador|gebruikersnaam"},
	{audit.KindPassword, "password|passwd|passcode|pass word|confirm password|new password|current password|pin|contraseña|clave|mot de passe|passwort|kennwort"},
	{audit.KindPassword, "senha|palavra passe|wachtwoord"},
	{audit.KindCardNumber, "card number|cardnumber|credit card number|credit card|debit card|card no|cc number|ccnumber|ccnum|cc num|número de tarjeta|numéro de carte|kartennummer|kreditkartennummer"},
	{audit.KindCardNumber, "numero di carta|número do cartão de crédito|kaartnummer"},
	{audit.KindCardName, "name on card|cardholder|cardholder name|card holder|card holder name|name as it appears on card|cc name|ccname|nombre en la tarjeta|titulaire de la carte|karteninhaber"},
	{audit.KindCardExpiry, "expiry|expiration|expiration date|expiry date|exp date|exp|expires|valid until|cc exp|ccexp|card expiry|card expiration|mm yy|expiration month|expiration year|exp month|exp year|expiry month|expiry year|caducidad|fecha de caducidad|date d expiration|gültig bis|ablaufdatum"},
	{audit.KindCardCode, "cvc|cvv|cvv 2|cvc 2|csc|security code|card code|card security code|card verification|código de seguridad|cryptogramme|prüfnummer|sicherheitscode"},
	{audit.KindInvoice, "invoice|invoice number|invoice no|invoice id|account number|account no|account #|statement number|statement id|bill number|bill id|billing number|guarantor number|reference number|número de factura|número de cuenta|numéro de facture|rechnungsnummer|kundennummer"},
	{audit.KindFile, "upload|upload file|attach|attachment|choose file|insurance card front|insurance card back|photo id|front of insurance card|subir archivo|téléverser|pièce jointe|datei hochladen|anhang"},

	// Asked, but saying nothing about the person; listed so that a word inside
	// them does not mislead.
	{audit.KindOther, "middle name|middle initial|suffix|name suffix|prefix|name prefix|salutation|title|how did you hear about us|how did you find us|how did you hear|where did you hear about us|referral source|preferred contact method|preferred method of contact|best way to contact you|contact preference|how should we contact you|language|preferred language|marital status|relationship status|relationship|relationship to client|relationship to patient|relationship to emergency contact|ethnicity|race|religion|veteran status|occupation|job title|education|website|url|amount|payment amount|amount due|fax|fax number|age|how old are you|today s date|todays date|signature date|date signed|number of people|number of children|household size|height|weight|budget|rating|fee|idioma|langue|sprache|okay to leave a message|may we leave a message|can we text you|may we leave a voicemail|can we leave a voicemail|have you seen a therapist before|have you been in therapy before|have you ever been in therapy|have you had therapy before|have you seen a counselor before|have you worked with a therapist before|estado civil|alter"},
	{audit.KindOther, "come ci hai conosciuto|lingua|stato civile|como nos conheceu|como soube de nós|estado civil|hoe heeft u ons gevonden|taal|burgerlijke staat|comment nous avez vous connu|wie haben sie von uns erfahren|wie sind sie auf uns aufmerksam geworden|cómo nos conoció|how many people|how many children|children at home"},
}

// autocompleteKinds maps the autofill detail tokens of the HTML standard
// (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill).
var autocompleteKinds = map[string]audit.Kind{
	"name": audit.KindFullName, "given-name": audit.KindGivenName, "additional-name": audit.KindGivenName, "family-name": audit.KindFamilyName,
	"nickname": audit.KindPreferredName, "email": audit.KindEmail, "username": audit.KindUsername,
	"new-password": audit.KindPassword, "current-password": audit.KindPassword, "one-time-code": notAsked,
	"organization": audit.KindEmployer, "street-address": audit.KindStreet, "address-line1": audit.KindStreet,
	"address-line2": audit.KindStreet2, "address-line3": audit.KindStreet2, "address-level2": audit.KindCity, "address-level1": audit.KindState,
	"postal-code": audit.KindPostalCode, "country": audit.KindCountry, "country-name": audit.KindCountry,
	"cc-name": audit.KindCardName, "cc-given-name": audit.KindCardName, "cc-family-name": audit.KindCardName, "cc-number": audit.KindCardNumber,
	"cc-exp": audit.KindCardExpiry, "cc-exp-month": audit.KindCardExpiry, "cc-exp-year": audit.KindCardExpiry, "cc-csc": audit.KindCardCode,
	"tel": audit.KindPhone, "tel-national": audit.KindPhone, "tel-local": audit.KindPhone,
	"bday": audit.KindBirthDate, "bday-day": audit.KindBirthDate, "bday-month": audit.KindBirthDate, "bday-year": audit.KindBirthDate,
	"sex": audit.KindGender,
}

// typeKinds maps the input types that say by themselves what they ask for.
var typeKinds = map[string]audit.Kind{
	"email": audit.KindEmail, "tel": audit.KindPhone, "password": audit.KindPassword, "search": audit.KindSearchQuery, "file": audit.KindFile,
	"slots": audit.KindAppointmentTime,
}
