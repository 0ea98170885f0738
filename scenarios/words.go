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

	{audit.KindPhone, "phone|telephone|tel|mobile|cell|cellphone|cell phone|mobile phone|mobile number|home phone|work phone|phone number|phonenumber|phoneno|contact number|daytime phone|best phone|best phone number|telephone number|best number to reach you|callback number|number to call|text number|sms number|whatsapp"},
	{audit.KindPhone, "teléfono|número de teléfono|móvil|celular|téléphone|numéro de téléphone|portable|telefon|telefonnummer|handy|handynummer|mobilnummer|rückrufnummer"},

	{audit.KindGivenName, "first name|firstname|fname|f name|given name|givenname|forename|first|legal first name|client first name|patient first name|your first name|child s first name"},
	{audit.KindGivenName, "nombre de pila|primer nombre|nombres|prénom|vorname"},
	{audit.KindFamilyName, "last name|lastname|lname|l name|surname|family name|familyname|last|legal last name|client last name|patient last name|your last name|maiden name|child s last name"},
	{audit.KindFamilyName, "apellido|apellidos|nom de famille|nachname|familienname|zuname"},
	{audit.KindFullName, "initials|your initials|patient initials|name|full name|fullname|first last name|first and last name|first name last name|first name and last name|your name|legal name|full legal name|client name|patient name|contact name|name of client|name of patient|what is your name|your full name|signature|electronic signature|type your name|typed signature|e signature|sign here|parent name|guardian name|parent or guardian name|name of parent|subscriber name|policy holder name|policyholder name|policy holder|insured name|name of insured|primary insured|child s name|name of child|partner s name|spouse s name"},
	{audit.KindFullName, "nombre|nombre completo|nombre y apellidos|su nombre|tu nombre|nom|nom complet|nom et prénom|votre nom|vor und nachname|ihr name|vollständiger name|dein name|unterschrift"},
	{audit.KindPreferredName, "preferred name|preferred first name|nickname|nick name|what should we call you|what do you like to be called|name you go by|goes by|chosen name|nombre preferido|nom d usage|prénom usuel|rufname|spitzname|bevorzugter name"},

	{audit.KindBirthDate, "date of birth|birth date|birthdate|birthday|birth day|dob|d o b|born|bday|birth month|birth year|birth day of month|month of birth|year of birth|day of birth|dob month|dob day|dob year|client dob|patient dob|your date of birth|policy holder date of birth|subscriber date of birth|child s date of birth"},
	{audit.KindBirthDate, "fecha de nacimiento|nacimiento|date de naissance|naissance|né le|geburtsdatum|geburtstag|geboren am"},
	{audit.KindGender, "gender|sex|gender identity|sex assigned at birth|legal sex|birth sex|i identify as|género|sexo|genre|sexe|geschlecht"},
	{audit.KindPronouns, "pronoun|pronouns|preferred pronouns|your pronouns|pronombres|pronoms|pronomen"},

	{audit.KindStreet, "address|street|street address|address line 1|address line one|address 1|addr 1|addr|mailing address|home address|address line|streetaddress|street name|billing address|residential address|postal address|where do you live"},
	{audit.KindStreet, "dirección|calle|domicilio|adresse|rue|adresse postale|straße|strasse|anschrift|straße und hausnummer|hausnummer"},
	{audit.KindStreet2, "address line 2|address line two|address 2|addr 2|apt|apartment|suite|unit|apt suite|apartment suite unit|apt suite unit|apt number|piso|appartement|complément d adresse|adresszusatz|wohnung"},
	{audit.KindCity, "city|town|locality|city town|suburb|ciudad|localidad|ville|stadt|ort|wohnort"},
	{audit.KindState, "state|province|region|state province|state region|state of residence|county|which state|state you live in|state you re located in|estado|provincia|département|bundesland|kanton"},
	{audit.KindPostalCode, "zip|zip code|zipcode|postal code|postalcode|postcode|post code|postal|zip postal code|zip postal|your zip|código postal|code postal|cp|plz|postleitzahl"},
	{audit.KindCountry, "country|country region|nation|country of residence|país|pays|land"},

	{audit.KindInsurer, "insurance|insurer|insurance company|insurance provider|insurance carrier|insurance plan|health plan|health insurance|carrier|payer|payor|primary insurance|secondary insurance|insurance name|name of insurance|name of insurance company|your insurance|insurance type|who is your insurance with|how will you pay|payment method insurance|insurance or self pay|seguro|aseguradora|seguro médico|compañía de seguros|mutuelle|assurance|assurance maladie|krankenkasse|krankenversicherung|versicherung|wie sind sie versichert|versichert|how would you like to pay|paying for care|coverage"},
	{audit.KindMemberID, "member id|memberid|member number|member no|insurance id|insurance id number|insurance number|policy number|policy id|policy no|subscriber id|subscriber number|subscriber id number|id number on card|medicaid id|medicare number|medicare id|mbi|member id number|insurance member id|identification number|beneficiary id|número de póliza|número de afiliado|número de miembro|numéro d adhérent|numéro d assuré|versichertennummer|versicherungsnummer|krankenversichertennummer"},
	{audit.KindGroupNumber, "group number|group no|group id|groupnumber|insurance group|group policy number|plan group|group #|rx group|número de grupo|numéro de groupe|gruppennummer"},
	{audit.KindSSN, "ssn|social security|social security number|social security no|soc sec|last 4 of ssn|last four of ssn|last 4 ssn|last four digits of social security number|tax id|número de seguro social|seguro social|numéro de sécurité sociale|sozialversicherungsnummer"},
	{audit.KindMRN, "mrn|medical record|medical record number|patient id|patient number|chart number|client number|record number|patientid|número de historia clínica|numéro de dossier|patientennummer"},
	{audit.KindEmployer, "employer|company|company name|organization|organisation|employer name|place of employment|where do you work|workplace|school|school or employer|current employer|employeur|entreprise|empleador|empresa|arbeitgeber|firma"},

	{audit.KindDiagnosis, "diagnosis|diagnoses|condition|conditions|current diagnosis|previous diagnoses|past diagnosis|mental health diagnosis|mental health history|medical history|medical conditions|psychiatric history|icd 10|icd code|health conditions|have you been diagnosed|treatment history|substance use|diagnóstico|diagnostic|antécédents|antecedentes|diagnose|vorerkrankungen"},
	{audit.KindMedication, "medication|medications|current medications|medicine|medicines|prescriptions|prescription|drugs you take|list your medications|list any medications|meds|current meds|medication name|psychiatric medications|medicamentos|medicación|médicaments|traitement actuel|medikamente|medikation"},
	{audit.KindAllergies, "allergy|allergies|drug allergies|known allergies|medication allergies|alergias|allergien"},
	{audit.KindProvider, "primary care|primary care provider|primary care physician|pcp|pcp name|referring provider|referring physician|referring doctor|referred by|referral source name|referral name|family doctor|current therapist|current psychiatrist|previous therapist|previous provider|prescriber|psychiatrist name|doctor|physician|doctor s name|médico de cabecera|médecin traitant|hausarzt|überweisender arzt|pharmacy|preferred pharmacy"},

	{audit.KindReason, "reason|reason for visit|reason for appointment|reason for seeking|reason for seeking therapy|reason for contact|reason for inquiry|reason for contacting|reason for referral|what brings you|what brings you here|what brings you in|what brings you to therapy|why are you seeking|presenting problem|presenting concern|presenting issue|chief complaint|concern|concerns|main concern|primary concern|your concerns|areas of concern|symptoms|symptom|what are you struggling with|what would you like help with|what can we help with|seeking help with|what are you seeking help with|looking for help with|need help with|want help with|what would you like to work on|how can we help|how can we help you|how may we help|goals for therapy|therapy goals|treatment goals|issues|what s going on|areas you d like to work on|select all that apply|i m looking for help with"},
	{audit.KindReason, "motivo|motivo de consulta|motivo de la consulta|razón|síntomas|en qué podemos ayudarle|motif|motif de consultation|raison|symptômes|comment pouvons nous vous aider|grund|anliegen|ihr anliegen|grund der anfrage|symptome|beschwerden|wie können wir helfen"},
	{audit.KindMessage, "message|your message|comment|comments|additional comments|additional information|anything else|anything else we should know|anything else you d like us to know|notes|note|note to provider|question|questions|your question|inquiry|enquiry|details|tell us more|tell us about yourself|tell me about yourself|tell us a little|describe|please describe|feedback|other information|further information|description"},
	{audit.KindMessage, "mensaje|comentarios|comentario|pregunta|su mensaje|votre message|commentaire|commentaires|votre question|nachricht|ihre nachricht|kommentar|bemerkungen|mitteilung|frage"},
	{audit.KindTopic, "topic|issue|subject|subject line|topics|regarding|department|category|interest|interests|i m interested in|area of interest|interested in|i am interested in|what are you interested in|inquiry type|type of inquiry|specialty|specialties|speciality|issue area|area of focus|treatment focus|asunto|tema|sujet|objet|thème|betreff|thema"},
	{audit.KindService, "care|care type|kind of care|what care do you need|kind of support|type of support|what kind of support|what are you looking for help with|besuchsgrund|prestación|leistungen|service|services|service type|type of service|which service|treatment|treatment type|type of treatment|type of therapy|type of care|therapy type|type of counseling|program|programme|level of care|what type of therapy are you looking for|individual or couples|who is this for|who is the therapy for|therapy for|modality|appointment service|services interested in|servicio|tipo de terapia|prestation|type de thérapie|leistung|therapieform|behandlung"},

	{audit.KindSearchQuery, "search|search query|keyword|keywords|query|search term|search terms|search for|site search|what are you looking for|find|search our site|search this site|buscar|búsqueda|rechercher|recherche|suche|suchen|suchbegriff"},
	{audit.KindChatMessage, "chat message|type your message here|write a message|type a message|send a message to the agent"},
	{audit.KindScreeningAnswer, "over the last 2 weeks|have you noticed|have you experienced|have you felt|have you been bothered|do you have trouble sleeping|trouble sleeping|stress level|how stressed|over the last two weeks|over the past two weeks|in the past two weeks|little interest or pleasure|feeling down depressed or hopeless|feeling nervous anxious or on edge|not being able to stop or control worrying|worrying too much|trouble relaxing|being so restless|becoming easily annoyed|feeling afraid as if something awful|trouble falling or staying asleep|feeling tired or having little energy|poor appetite or overeating|feeling bad about yourself|trouble concentrating|moving or speaking so slowly|better off dead|phq|phq 2|phq 9|gad|gad 2|gad 7|pcl 5|audit c|mdq|asrs|screening|screening question|how often have you been bothered|how often do you have a drink|how difficult have these problems made it|durante las últimas dos semanas|au cours des deux dernières semaines|in den letzten zwei wochen"},

	{audit.KindAppointmentTime, "appointment date|appointment time|preferred date|preferred time|preferred day|preferred days|preferred date and time|preferred appointment time|preferred appointment date|date and time|date time|desired date|requested date|requested time|select a date|select a time|choose a date|choose a time|pick a date|pick a time|pick a day|choose a day|select a day|day and time|time slot|timeslot|time of day|best time|best time to call|best time to reach you|best day|availability|your availability|available times|when would you like to come in|when are you available|start date|start time|slot|appointment slot|available appointments|date|time|day of the week|days available"},
	{audit.KindAppointmentTime, "fecha|hora|horario|horario preferido|franja|franja horaria|horaire|horaires|horaire souhaité|uhrzeiten|zeitfenster|fecha de la cita|hora preferida|fecha preferida|date souhaitée|heure|date du rendez vous|créneau|disponibilités|datum|uhrzeit|termin|wunschtermin|terminwunsch|verfügbarkeit"},
	{audit.KindAppointmentType, "appointment type|type of appointment|visit type|session type|type of visit|type of session|meeting type|format|session format|in person or telehealth|telehealth or in person|in person or online|telehealth|video or in person|new or returning|new or existing|new or returning client|are you a new client|are you a new patient|are you a current client|are you a current patient|new patient|new client|returning patient|existing patient|existing client|have you been here before|have you seen us before|visit reason type|length of session|session length|location preference|preferred location|location|which location|office location|tipo de cita|type de rendez vous|terminart|art des termins"},
	{audit.KindClinician, "clinician|therapist|counselor|counsellor|provider|practitioner|psychologist|psychiatrist|preferred therapist|preferred provider|preferred clinician|preferred counselor|choose a therapist|select a therapist|choose your provider|select a provider|which provider|which therapist|therapist name|provider name|staff member|with whom|therapist preference|terapeuta|thérapeute|praticien|therapeut|therapeutin|behandler"},
	{audit.KindEvent, "event|session|sessions|choose a session|select a session|which session|workshop|group|group name|class|webinar|session you want to attend|session you would like to attend|session you d like to attend|which session|group you would like to join|group you want to join|which group|which event|which workshop|support group|retreat|evento|taller|atelier|événement|veranstaltung|gruppe|kurs"},

	{audit.KindEmergencyName, "emergency contact|emergency contact name|emergency name|emergency contact full name|in case of emergency|ice name|next of kin|contacto de emergencia|contact d urgence|personne à contacter|notfallkontakt"},
	{audit.KindEmergencyPhone, "emergency phone|emergency contact phone|emergency contact number|emergency contact phone number|emergency number|ice phone|next of kin phone|teléfono de emergencia|téléphone d urgence|notfallnummer|telefon notfallkontakt"},

	{audit.KindUsername, "username|user name|userid|user id|login|login name|login id|log in|account name|portal username|client id|user|usuario|nombre de usuario|identifiant|nom d utilisateur|benutzername|benutzer"},
	{audit.KindPassword, "password|passwd|passcode|pass word|confirm password|new password|current password|pin|contraseña|clave|mot de passe|passwort|kennwort"},
	{audit.KindCardNumber, "card number|cardnumber|credit card number|credit card|debit card|card no|cc number|ccnumber|ccnum|cc num|número de tarjeta|numéro de carte|kartennummer|kreditkartennummer"},
	{audit.KindCardName, "name on card|cardholder|cardholder name|card holder|card holder name|name as it appears on card|cc name|ccname|nombre en la tarjeta|titulaire de la carte|karteninhaber"},
	{audit.KindCardExpiry, "expiry|expiration|expiration date|expiry date|exp date|exp|expires|valid until|cc exp|ccexp|card expiry|card expiration|mm yy|expiration month|expiration year|exp month|exp year|expiry month|expiry year|caducidad|fecha de caducidad|date d expiration|gültig bis|ablaufdatum"},
	{audit.KindCardCode, "cvc|cvv|cvv 2|cvc 2|csc|security code|card code|card security code|card verification|código de seguridad|cryptogramme|prüfnummer|sicherheitscode"},
	{audit.KindInvoice, "invoice|invoice number|invoice no|invoice id|account number|account no|account #|statement number|statement id|bill number|bill id|billing number|guarantor number|reference number|número de factura|número de cuenta|numéro de facture|rechnungsnummer|kundennummer"},
	{audit.KindFile, "upload|upload file|attach|attachment|choose file|insurance card front|insurance card back|photo id|front of insurance card|subir archivo|téléverser|pièce jointe|datei hochladen|anhang"},

	// Asked, but saying nothing about the person; listed so that a word inside
	// them does not mislead.
	{audit.KindOther, "middle name|middle initial|suffix|name suffix|prefix|name prefix|salutation|title|how did you hear about us|how did you find us|how did you hear|where did you hear about us|referral source|preferred contact method|preferred method of contact|best way to contact you|contact preference|how should we contact you|language|preferred language|marital status|relationship status|relationship|relationship to client|relationship to patient|relationship to emergency contact|ethnicity|race|religion|veteran status|occupation|job title|education|website|url|amount|payment amount|amount due|fax|fax number|age|how old are you|today s date|todays date|signature date|date signed|number of people|number of children|household size|height|weight|budget|rating|fee|idioma|langue|sprache|okay to leave a message|may we leave a message|can we text you|may we leave a voicemail|can we leave a voicemail|have you seen a therapist before|have you been in therapy before|have you ever been in therapy|have you had therapy before|have you seen a counselor before|have you worked with a therapist before|estado civil|alter"},
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
