package scenarios

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// TestCaptionsOfMoreLanguages: captions as sites write them, with their marks and spaces.
func TestCaptionsOfMoreLanguages(t *testing.T) {
	t.Parallel()
	for kind, captions := range map[audit.Kind][]string{
		audit.KindEmail:      {"Adres e-mail *", "E-postadress", "Sähköpostiosoite", "E-mailová adresa", "E-posta adresiniz", "Địa chỉ email (bắt buộc)", "电子邮件地址", "電子郵件（必填）", "이메일 주소", "전자 우편", "Электронная почта", "Imèl", "Correu electrònic", "Adresă de e-mail", "E-mail cím", "Ηλεκτρονικό ταχυδρομείο", "メールアドレス【必須】", "البريد الإلكتروني*"},
		audit.KindPhone:      {"Numer telefonu", "Puhelinnumero", "Telefonní číslo", "Cep Telefonu", "Số điện thoại", "电话号码", "手機號碼", "휴대폰 번호", "전화번호(필수)", "Номер телефона", "Numero ng telepono", "Nimewo telefòn", "Telèfon mòbil", "Număr de telefon", "Telefonszám", "Τηλέφωνο", "お電話番号", "رقم الهاتف"},
		audit.KindGivenName:  {"Imię", "IMIĘ *", "Fornavn", "Etunimi", "Jméno", "Adınız", "Ad", "Tên", "名", "名（必填）", "Имя", "Unang pangalan", "Prenon", "Prenume", "Keresztnév", "Όνομα", "ΟΝΟΜΑ", "الاسم الأول", "الإسم الأول"},
		audit.KindFamilyName: {"Nazwisko", "Efternavn", "Sukunimi", "Příjmení", "Soyadınız", "SOYADI", "Họ", "姓", "姓氏", "성", "Фамилия", "Apelyido", "Siyati", "Cognoms", "Nume de familie", "Vezetéknév", "Επώνυμο", "اسم العائلة"},
		audit.KindFullName:   {"Imię i nazwisko", "For- og efternavn", "Koko nimi", "Jméno a příjmení", "Adınız Soyadınız", "Họ và tên", "姓名", "您的姓名：", "이름", "성 명", "ФИО", "Фамилия, имя, отчество", "Buong pangalan", "Non konplè", "Nom i cognoms", "Nume și prenume", "Teljes név", "Ονοματεπώνυμο", "お名前", "氏名", "الاسم الكامل"},
		audit.KindBirthDate:  {"Data urodzenia", "Fødselsdato", "Syntymäaika", "Datum narození", "Doğum Tarihi", "Ngày sinh", "Ngày, tháng, năm sinh", "出生日期", "생년월일", "Дата рождения", "Petsa ng kapanganakan", "Dat nesans", "Data de naixement", "Data nașterii", "Születési dátum", "Ημερομηνία γέννησης", "生年月日", "تاريخ الميلاد"},
		audit.KindGender:     {"Płeć", "Sukupuoli", "Pohlaví", "Cinsiyet", "Giới tính", "性别", "性別", "성별", "Пол", "Kasarian", "Sèks", "Gènere", "Nem", "Φύλο", "الجنس"},
		audit.KindPronouns:   {"Zaimki", "代词", "대명사", "Местоимения", "Zamirler", "الضمائر"},
		audit.KindStreet:     {"Ulica i numer domu", "Katuosoite", "Ulice a číslo popisné", "Adres", "Địa chỉ", "街道地址", "地址", "주소", "Адрес проживания", "Tirahan", "Adrès", "Carrer i número", "Strada", "Utca, házszám", "Διεύθυνση", "ご住所", "العنوان"},
		audit.KindCity:       {"Miasto", "By", "Sted", "Kaupunki", "Město", "Şehir", "Thành phố", "城市", "도시", "Город", "Lungsod", "Ciutat", "Localitate", "Település", "Πόλη", "市区町村", "المدينة"},
		audit.KindState:      {"Województwo", "州", "주", "Tiểu bang", "Штат", "Eyalet", "Județ", "都道府県", "الولاية", "Megye"},
		audit.KindPostalCode: {"Kod pocztowy", "Postinumero", "PSČ", "Posta kodu", "Mã bưu chính", "邮政编码", "郵遞區號", "우편번호", "Почтовый индекс", "Kòd postal", "Codi postal", "Cod poștal", "Irányítószám", "Τ.Κ.", "郵便番号", "الرمز البريدي"},
		audit.KindCountry:    {"Kraj", "Země", "Ülke", "Quốc gia", "国家", "국가", "Страна", "Bansa", "Țara", "Ország", "Χώρα", "الدولة"},
		audit.KindInsurer:    {"Ubezpieczyciel", "Forsikringsselskab", "Zdravotní pojišťovna", "Sigorta şirketi", "Công ty bảo hiểm", "保险公司", "保險名稱", "보험 회사", "Страховая компания", "Kumpanya ng seguro", "Konpayi asirans", "Asigurare de sănătate", "شركة التأمين"},
		audit.KindMemberID:   {"Numer polisy", "Số thẻ bảo hiểm", "会员编号", "保險卡號", "보험증 번호", "Номер полиса", "رقم العضوية", "Nimewo asirans"},
		audit.KindReason:     {"Powód wizyty", "Årsag til henvendelse", "Miten voimme auttaa?", "Důvod návštěvy", "Başvuru nedeni", "Lý do khám", "就诊原因", "상담 사유", "Причина обращения", "Dahilan ng pagbisita", "Rezon vizit la", "Motiu de la consulta", "Motivul vizitei", "Λόγος επίσκεψης", "ご相談内容", "سبب الزيارة"},
		audit.KindMessage:    {"Treść wiadomości", "Viesti", "Zpráva", "Mesajınız", "Lời nhắn", "留言", "備註", "메시지", "Сообщение", "Mensahe", "Mesaj", "Missatge", "Üzenet", "Μήνυμα", "お問い合わせ内容", "الرسالة"},
		audit.KindMedication: {"Przyjmowane leki", "Lääkitys", "Užívané léky", "Kullandığınız ilaçlar", "Thuốc đang dùng", "目前用药", "복용 중인 약", "Принимаемые лекарства", "Mga gamot", "Medikaman", "Medicació actual", "Φάρμακα", "服用中の薬", "الأدوية الحالية"},
		audit.KindClinician:  {"Wybierz specjalistę", "Terapeutti", "Terapist", "Bác sĩ", "治疗师", "상담사", "Психолог", "Θεραπευτής", "担当カウンセラー", "المعالج"},
		audit.KindService:    {"Rodzaj usługi", "Palvelu", "Hizmet", "Dịch vụ", "服务类型", "서비스", "Услуга", "Serbisyo", "Sèvis", "Servei", "Serviciul", "Υπηρεσία", "الخدمة"},
		audit.KindAppointmentTime: {"Preferowany termin", "Ønsket dato", "Ajankohta", "Preferovaný termín", "Randevu tarihi", "Ngày hẹn", "预约日期", "希望时间", "희망 날짜", "Дата приема", "Желаемое время приёма: дата", "Petsa ng appointment", "Dat randevou", "Data i hora", "Data programării",
			"Időpont", "Ημερομηνία ραντεβού", "ご希望日時", "تاريخ الموعد", "日期"},
		audit.KindEmergencyName:  {"Kontakt w nagłych wypadkach", "Nærmeste pårørende", "Kontaktní osoba", "Acil durum kişisi", "Người liên lạc khẩn cấp", "紧急联系人", "緊急聯絡人姓名", "비상 연락처", "Контактное лицо", "Kontak ijans", "Persoană de contact", "緊急連絡先", "جهة اتصال للطوارئ"},
		audit.KindEmergencyPhone: {"Telefon kontaktu awaryjnego", "紧急联系人电话", "비상 연락처 전화번호", "Телефон контактного лица", "Số điện thoại người liên lạc khẩn cấp", "Telefòn kontak ijans", "رقم هاتف الطوارئ"},
		notAsked:                 {"Kod weryfikacyjny", "验证码", "인증 번호", "Код подтверждения", "رمز التحقق"},
	} {
		for _, caption := range captions {
			if got, p := lookup(caption); got != kind || p == "" {
				t.Errorf("%q is understood as %q (%q), want %q", caption, got, p, kind)
			}
		}
	}
}

// TestDecomposed: a letter and its mark may come as two characters.
func TestDecomposed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"Ime\u0301l": "imel", "Họ te\u0302n": "họ ten", "الاسمُ": "الاسم", "ОТЧЁТ": "отчет", "ΟΝΟΜΑΣ": "ονομασ", "İLERİ": "ileri", "Łódź": "lodz"} {
		if got := fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

// TestMoreLanguagesLeaveOthersAlone: no phrase of wordTable means something else since
// the other languages were added, and whole captions are no parts of others.
func TestMoreLanguagesLeaveOthersAlone(t *testing.T) {
	t.Parallel()
	before := lexiconOf([]spoken{{"", wordTable}})
	for _, line := range wordTable {
		for p := range strings.SplitSeq(line.phrases, "|") {
			if was, is := before.find(p), phrases().find(p); was.kind != is.kind {
				t.Errorf("%q was understood as %q, is as %q (%q)", p, was.kind, is.kind, is.text)
			}
		}
	}
	for _, text := range []string{"Referred by", "Sort by", "Ten", "Ho", "Data protection", "Sexuality", "Ad blocker", "CPR certified?", "Non", "No"} {
		if was, is := before.find(text), phrases().find(text); was.kind != is.kind || was.text != is.text {
			t.Errorf("%q was understood as %q, is as %q (%q)", text, was.kind, is.kind, is.text)
		}
	}
}

// TestWordingsGoOn: a button goes on where it says that in whole and nothing else, in every
// language; whatever commits keeps it in, wherever it stands.
func TestWordingsGoOn(t *testing.T) {
	t.Parallel()
	split := func(s string) []string { return strings.Split(s, "|") }
	for _, w := range wordings {
		for _, text := range slices.Concat(split(w.next), split(w.onward)) {
			if text = capital(text); !onlyGoes(fold(text+" →")) || !commitRE.MatchString(text) || !nextRE.MatchString(text) {
				t.Errorf("%s: %q goes on %v, is a button's %v, is next %v", w.language, text, onlyGoes(fold(text)), commitRE.MatchString(text), nextRE.MatchString(text))
			}
			if shunned(text) {
				t.Errorf("%s: %q leads away", w.language, text)
			}
		}
		for _, text := range split(w.next) {
			if !plainRE.MatchString(fold(text)) {
				t.Errorf("%s: a form may end with %q", w.language, text)
			}
		}
		for _, text := range split(w.onward) {
			if plainRE.MatchString(fold(text)) && !strings.Contains(w.next, text) {
				t.Errorf("%s: no form ends with %q", w.language, text)
			}
		}
		for _, text := range slices.Concat(split(w.ends), split(w.login)) {
			accepts := slices.Contains(acceptsSaid, text)
			if text = strings.TrimSuffix(text, "*"); text == "" {
				continue
			}
			for _, says := range []string{text, "Next step: " + text, split(w.next)[0] + " – " + text, text + " " + split(w.onward)[0], "Continue to " + text} {
				if onlyGoes(fold(says)) {
					t.Errorf("%s: %q is let out", w.language, says)
				}
			}
			if !endsRE.MatchString(fold("Next step: "+text)) || !accepts && !commitRE.MatchString(text) {
				t.Errorf("%s: %q ends %v, is a button's %v", w.language, text, endsRE.MatchString(fold(text)), commitRE.MatchString(text))
			}
		}
		for _, text := range slices.Concat(split(w.back), split(w.seeks)) {
			if text = strings.TrimSuffix(text, "*"); onlyGoes(fold(text)) {
				t.Errorf("%s: %q is let out", w.language, text)
			}
		}
		for _, text := range split(w.back) {
			if text = strings.TrimSuffix(text, "*"); !shunned(text) || !toolRE.MatchString(text) {
				t.Errorf("%s: %q does not lead back", w.language, text)
			}
		}
		for _, text := range split(w.choose) {
			if text = strings.TrimSuffix(text, "*"); !(Option{Label: "-- " + text + " --", Value: "0"}).placeholder() {
				t.Errorf("%s: %q is a choice", w.language, text)
			}
		}
	}
}

// capital is a text as a button begins it.
func capital(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// TestButtonsOfMoreLanguages: buttons as sites write them.
func TestButtonsOfMoreLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Dalej": true, "Zapisz i kontynuuj": true, "Wyślij": false, "Dalej i zarezerwuj": false, "Umów wizytę": false, "Další krok": true, "Odeslat": false, "İleri": true, "DEVAM ET": true, "Randevu Al": false, "Devam et ve gönder": false,
		"Tiếp theo": true, "Gửi": false, "Đặt lịch hẹn": false, "下一步": true, "下一步：确认预约": false, "提交": false, "确定": false, "繼續": true, "다음": true, "다음 (예약하기)": false, "확인": false, "예약하기": false, "Далее": true, "Продолжить": true, "Продолжить и отправить": false, "Записаться": false,
		"Susunod": true, "Isumite": false, "Swivan": true, "Voye": false, "Següent": true, "Envia": false, "Următorul": true, "Trimite": false, "Tovább": true, "Tovább a foglaláshoz": false, "Küldés": false, "Επόμενο": true, "Υποβολή": false, "次へ": true, "次へ（送信）": false, "確認画面へ": false, "予約する": false,
		"التالي": true, "متابعة": true, "إرسال": false, "متابعة وإرسال": false, "احجز الآن": false, "Seuraava": true, "Lähetä": false, "Jatka varaukseen": false, "Nästa": true, "Fortsett": true, "Fullfør": false, "Slutför bokning": false, "Gennemfør": false,
		"Continue to Tillbaka 提交": false, "Back 返回": false, "查询": false, "Gå videre": true, "Gem og fortsæt": true,
	} {
		if got := onlyGoes(fold(text)); got != want {
			t.Errorf("%q only goes on: %v, want %v", text, got, want)
		}
	}
}

// TestAgreementsOfMoreLanguages: what must be agreed to, and what never is ticked.
func TestAgreementsOfMoreLanguages(t *testing.T) {
	t.Parallel()
	for label, want := range map[string][2]bool{
		"Zapoznałem się z regulaminem i zgadzam się": {true, false}, "Chcę otrzymywać newsletter": {false, true}, "Souhlasím se zpracováním osobních údajů": {true, false}, "KVKK Aydınlatma metnini okudum": {true, false}, "Kampanyalardan haberdar olmak istiyorum": {false, true},
		"Tôi đồng ý với các điều khoản": {true, false}, "Nhận bản tin hàng tháng": {false, true}, "我同意隐私政策": {true, false}, "訂閱電子報": {false, true}, "개인정보 수집에 동의합니다": {true, false}, "뉴스레터 수신": {false, true}, "Я согласен на обработку персональных данных": {true, false},
		"Хочу получать рассылку": {false, true}, "Sumasang-ayon ako": {true, false}, "Mwen dakò": {true, false}, "Accepto la política de privacitat": {true, false}, "Sunt de acord cu termenii": {true, false}, "Elfogadom az adatkezelési tájékoztatót": {true, false}, "Feliratkozom a hírlevélre": {false, true},
		"Αποδέχομαι τους όρους": {true, false}, "個人情報の取り扱いに同意する": {true, false}, "メルマガを受け取る": {false, true}, "أوافق على الشروط": {true, false}, "الاشتراك في النشرة الإخبارية": {false, true}, "Jeg samtykker til behandlingen": {true, false}, "焦虑": {false, false}, "Send me a confirmation email": {false, false},
	} {
		agree, optional := consent(Control{Type: "checkbox", Label: label})
		if got := [2]bool{agree, optional}; got != want {
			t.Errorf("%q: agree %v, optional %v; want %v", label, agree, optional, want)
		}
	}
}

// TestHarmOfMoreLanguages: the ninth question of the PHQ-9 is known in its translations,
// and answered with the lowest answer.
func TestHarmOfMoreLanguages(t *testing.T) {
	t.Parallel()
	for question, lowest := range map[string]string{
		"Myśli, że lepiej byłoby umrzeć, albo chęć zrobienia sobie jakiejś krzywdy": "Wcale nie dokuczały", "Myšlenky, že by bylo lépe zemřít nebo si nějak ublížit": "Vůbec ne", "Tanker om, at du ville være bedre tjent med at være død eller med at gøre skade på dig selv": "Slet ikke",
		"Tankar att det skulle vara bättre om du var död eller att du skulle skada dig på något sätt": "Inte alls", "Ajatuksia siitä, että olisi parempi, jos olisit kuollut": "Ei lainkaan", "Ölmüş olsaydım daha iyi olurdu diye düşünmek ya da kendine zarar verme": "Hiçbir zaman",
		"Suy nghĩ rằng quý vị chết đi thì tốt hơn hoặc tự gây thương tích": "Không ngày nào", "有不如死掉或用某种方式伤害自己的念头": "完全不会", "차라리 죽는 것이 더 낫겠다고 생각했다": "전혀 없음", "Мысли о том, что Вам лучше было бы умереть": "Ни разу", "Pag-iisip na mas mabuti pang mamatay ka na o saktan ang iyong sarili": "Hindi kailanman",
		"Panse li t ap pi bon si w te mouri": "Pa ditou", "Pensaments que estaria millor mort": "Gens", "Gânduri că ar fi mai bine să muriți": "Deloc", "Gondolatok, hogy jobb lenne meghalni": "Egyáltalán nem", "Σκέψεις ότι θα ήταν καλύτερα να πεθάνετε": "Καθόλου", "死んだ方がましだ、あるいは自分を傷つけようと思ったことがある": "全くない", "أفكار بأنه من الأفضل لو كنت ميتاً أو بإيذاء نفسك": "ولا مرة",
	} {
		c := Control{Type: "radio", Group: question, Options: []Option{{Label: "…", Value: "a"}, {Label: "无时无刻", Value: "b"}, {Label: lowest, Value: "c"}}}
		if i, ok := choose(c, audit.KindScreeningAnswer, nil); !ok || i != 2 {
			t.Errorf("%q: chose %d %v, want %q", question, i, ok, lowest)
		}
	}
}

func TestDatesOfMoreLanguages(t *testing.T) {
	t.Parallel()
	day := time.Date(1987, 3, 24, 0, 0, 0, 0, time.UTC)
	for hint, want := range map[string]string{
		"DD.MM.RRRR": "24.03.1987", "DD.MM.ÅÅÅÅ": "24.03.1987", "ÅÅÅÅ-MM-DD": "1987-03-24", "ДД.ММ.ГГГГ": "24.03.1987", "GG.AA.YYYY": "24.03.1987", "gg/mm/aaaa": "24/03/1987", "PP.KK.VVVV": "24.03.1987", "ÉÉÉÉ.HH.NN": "1987.03.24", "ZZ.LL.AAAA": "24.03.1987",
		"Ngày/Tháng/Năm": "24/03/1987", "tháng/ngày/năm": "03/24/1987", "年/月/日": "1987/03/24", "YYYY年MM月DD日": "1987年03月24日", "연도-월-일": "1987-03-24", "ΗΗ/ΜΜ/ΕΕΕΕ": "24/03/1987", "يوم/شهر/سنة": "24/03/1987", "MM/DD/YYYY": "03/24/1987", "TT.MM.JJJJ": "24.03.1987",
	} {
		if got := dateForms(day, Control{Placeholder: hint}, "en"); got[0] != want {
			t.Errorf("%s: %s, want %s", hint, got[0], want)
		}
	}
	for _, months := range monthNames {
		c := Control{Type: "select", Options: []Option{{Label: "-"}}}
		for n := range strings.FieldsSeq(months.names) {
			c.Options = append(c.Options, Option{Label: strings.ReplaceAll(n, "_", " "), Value: "m" + n})
		}
		if got := c.partOffered(); got != partMonth && months.language != "Vietnamese" {
			t.Errorf("%s: the list is for %q", months.language, got)
		}
		for m := range 12 {
			want := time.Date(1987, time.Month(m+1), 24, 0, 0, 0, 0, time.UTC)
			if i, ok := choose(c, audit.KindBirthDate, datePartForms(want, partMonth, c)); !ok || i != m+1 {
				t.Errorf("%s: month %d is choice %d", months.language, m+1, i)
			}
		}
	}
	for label, want := range map[string]string{"Rok": partYear, "Měsíc": partMonth, "Dzień": partDay, "年": partYear, "月": partMonth, "日": partDay, "월": partMonth, "Ngày": partDay, "Tháng": partMonth, "Năm": partYear, "Месяц": partMonth, "Gün": partDay, "السنة": partYear} {
		if got := datePart(Control{Type: "select", Label: label}); got != want {
			t.Errorf("%q asks for the %q, want the %q", label, got, want)
		}
	}
}

// TestCookieBars: what agrees to cookies is no button of a form.
func TestCookieBars(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Akceptuję wszystkie", "Jeg accepterer", "Tout accepter", "Accepteren", "全部接受", "모두 동의", "Принять все", "Kabul et", "Đồng ý"} {
		if commitRE.MatchString(text) {
			t.Errorf("%q commits", text)
		}
	}
}

func TestChoicesOfMoreLanguages(t *testing.T) {
	t.Parallel()
	list := func(labels ...string) Control {
		c := Control{Type: "select"}
		for _, l := range labels {
			c.Options = append(c.Options, Option{Label: l, Value: l})
		}
		return c
	}
	for name, c := range map[string]struct {
		c    Control
		kind audit.Kind
	}{
		"Polish":     {list("Wybierz", "Kobieta", "Mężczyzna"), audit.KindGender},
		"Chinese":    {list("请选择", "男", "女"), audit.KindGender},
		"Russian":    {list("Выберите", "Женский", "Мужской"), audit.KindGender},
		"Korean":     {list("선택하세요", "오전", "오후"), audit.KindAppointmentTime},
		"Vietnamese": {list("Buổi sáng", "Buổi chiều"), audit.KindAppointmentTime},
		"Arabic":     {list("الاثنين", "الثلاثاء"), audit.KindAppointmentTime},
		"phones":     {list("Home", "Work", "Mobile"), notAsked},
	} {
		if got, _ := c.c.offered(); got != c.kind {
			t.Errorf("%s: %q is offered, want %q", name, got, c.kind)
		}
	}
	for _, c := range []Control{list("Kobieta", "Mężczyzna"), list("女", "男"), list("Nữ", "Nam"), list("Babae", "Lalaki"), list("Fi", "Gason")} {
		if i, ok := choose(c, audit.KindGender, sayings(audit.KindGender, "female", c)); !ok || i != 0 {
			t.Errorf("%v: chose %d for female", c.Options, i)
		}
	}
}

// TestEmergenciesOfMoreLanguages: a phone under a heading over the contact for an
// emergency is not the patient's.
func TestEmergenciesOfMoreLanguages(t *testing.T) {
	t.Parallel()
	for section, label := range map[string]string{"Kontakt w nagłych wypadkach": "Telefon", "紧急联系人": "电话", "비상 연락처": "전화번호", "Экстренный контакт": "Телефон", "Liên lạc khẩn cấp": "Số điện thoại", "Kontak ijans": "Telefòn", "Acil durumda aranacak kişi": "Telefon", "جهة الاتصال في حالات الطوارئ": "رقم الهاتف"} {
		c := Control{Type: "text", Label: label, Section: section}
		if got, _ := Understand(c, Form{Controls: []Control{c}}); got != audit.KindEmergencyPhone {
			t.Errorf("%s, %s: %q", section, label, got)
		}
	}
}
