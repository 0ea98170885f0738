package scenarios

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wording is what the buttons, the choices and the small print of forms say in one language.
// Words are separated by "|" and written as people write them; "*" after a word stands for
// any ending, "=" before it for the whole text. What a button only goes on with (next,
// onward) is always its whole text, so that a word too many keeps it in.
type wording struct {
	language string
	// next are words that hardly any form ends with; onward go on, too, but some forms end
	// with them. back leads back or away.
	next, onward, back string
	// ends are words by which a button does more: a wrong next among them is held, and one
	// that is missing here may let a request out on a live site. login are those that log in.
	ends, login string
	// seeks are other words of buttons that work; choose asks to choose, or takes one thing.
	seeks, choose string
	// agrees are words of what must be agreed to, markets of what only the site gains from.
	agrees, markets string
	// marks say whether an answer is needed; yes and no are how answers begin.
	marks, yes, no string
}

// wordings holds them by language, beside those that the regular expressions of
// onward.go, plan.go, choose.go and inspect.go name. Add a language, or a word to one.
var wordings = []wording{
	{"Danish", "næste|næste trin|næste side|næste skridt", "fortsæt|videre|gå videre|gem og fortsæt|gem og gå videre", "tilbage|forrige|annuller|fortryd|luk",
		"indsend*|send|sende|afsend*|book|booke|bestil*|bekræft|afslut*|gennemfør*|godkend*|betal*|tilmeld*|opret*|jeg accepterer|accepter og|reserver*|anmod*|køb|købe|færdig*|udfør*", "log ind|log på|login", "søg", "vælg*",
		"accepterer|samtykke*|jeg har læst|jeg bekræfter|jeg giver|jeg forstår|privatlivspolitik*|betingelser*|vilkår", "nyhedsbrev*|tilbud*|markedsføring*|nyheder", "påkrævet|valgfri|valgfrit|skal udfyldes", "ja", "nej|slet ikke|aldrig"},
	{"Norwegian", "neste|neste steg|neste side|neste trinn", "fortsett|videre|gå videre|lagre og fortsett|lagre og gå videre", "tilbake|forrige|avbryt|lukk",
		"send|sende|send inn|innsend*|bestill*|bekreft|fullfør*|godta*|godkjenn*|betal*|meld på|påmeld*|registrer*|opprett*|reserver*|kjøp|kjøpe|ferdig*|avslutt*", "logg inn|logg på", "søk|lagre", "velg*",
		"godtar|samtykke*|samtykker|jeg har lest|jeg bekrefter|jeg forstår|personvern*|vilkår*", "nyhetsbrev*|tilbud*|markedsføring*|nyheter", "påkrevd|obligatorisk|valgfri|valgfritt|må fylles ut", "ja", "nei|ikke i det hele tatt|aldri"},
	{"Swedish", "nästa|nästa steg|nästa sida", "fortsätt|gå vidare|vidare|spara och fortsätt|spara och gå vidare", "tillbaka|föregående|avbryt|stäng|ångra",
		"skicka*|sänd|sända|sänder|boka*|bokning*|beställ*|bekräfta|slutför*|godkänn*|betala*|anmäl*|registrera*|acceptera*|reservera*|köp|köpa|köper|klar|färdig*|avsluta*|lämna in|samtyck*", "logga in", "sök|spara", "välj*",
		"godkänner|samtycker|samtycke*|jag har läst|jag bekräftar|jag förstår|integritetspolicy*|personuppgifter|villkor*", "nyhetsbrev*|erbjudanden|marknadsföring*|nyheter", "obligatorisk|obligatoriskt|valfri|valfritt|krävs", "ja", "nej|inte alls|aldrig"},
	{"Finnish", "seuraava|seuraava vaihe|seuraava sivu|seuraavaan|seuraavaan vaiheeseen", "jatka|jatka eteenpäin|eteenpäin|tallenna ja jatka", "takaisin|edellinen|peruuta|sulje",
		"lähetä*|varaa*|varaus*|vahvista*|tilaa*|maksa*|hyväksy*|rekisteröidy*|ilmoittaudu*|valmis*|ilmoitta*|osta|lopeta*|päätä*|luo tili|liity*|suostun*", "kirjaudu*", "hae|etsi|tallenna", "valitse*",
		"hyväksyn|suostun*|suostumus*|olen lukenut|vahvistan|ymmärrän|tietosuoja*|käyttöehdot|ehdot", "uutiskirje*|markkinointi*|tarjouks*", "pakollinen|valinnainen|vapaaehtoinen", "kyllä", "=ei|ei lainkaan|ei koskaan|ei ollenkaan"},
	{"Polish", "dalej|następny|następna|następny krok|następna strona|następne", "kontynuuj|przejdź dalej|idź dalej|zapisz i kontynuuj|zapisz i przejdź dalej", "wstecz|wróć|powrót|poprzedni*|anuluj*|zamknij",
		"wyślij*|wysył*|prześlij*|zarezerwuj*|rezerw*|umów*|umaw*|potwierdź*|potwierdz*|zakończ*|zatwierdź*|zatwierdz*|zapłać*|opłać*|zapisz się|zarejestruj*|rejestr*|akceptuj*|zaakceptuj*|zgłoś*|zgłasza*|kup|kupuję|zamów*|zamawia*|złóż*|gotowe|dołącz*|zgadzam*|wyrażam*|zgod*", "zaloguj*", "szukaj|wyszukaj|znajdź|zapisz", "wybierz*|proszę wybrać",
		"zgadzam się|wyrażam*|zgodę|zgoda|akceptuję|zapoznałem*|zapoznałam*|oświadczam|potwierdzam|regulamin*|polityk* prywatności|polityka|przetwarzanie|rodo", "newsletter*|ofert*|promocj*|marketing*|aktualności", "wymagane|wymagany|wymagana|opcjonalne|opcjonalnie|nieobowiązkowe|obowiązkowe", "tak", "nie|wcale|nigdy"},
	{"Czech", "další|další krok|další strana|dále", "pokračovat|pokračujte|uložit a pokračovat|přejít dál", "zpět|předchozí|zrušit|storno|zavřít",
		"odeslat*|odešl*|poslat*|pošl*|zaslat*|rezerv*|zarezerv*|objedn*|potvrd*|dokonč*|zaplat*|přihlásit se na|registrovat|registrace|registruj*|zaregistr*|souhlas*|přijm*|přijím*|koupit|nakoupit|odesl*|podat*|hotovo|ukončit*|vytvořit účet", "přihlásit*|přihlášení", "hledat|vyhledat|uložit", "vyberte*|vybrat|zvolte*|zvolit",
		"souhlasím|souhlas*|potvrzuji|prohlašuji|seznámil*|podmínk*|zpracování|osobních údajů", "newsletter*|novink*|nabídk*|obchodní sdělení|marketing*", "povinné|povinný|nepovinné|volitelné", "=ano", "=ne|vůbec|nikdy"},
	{"Hungarian", "következő|következő lépés|következő oldal", "tovább|folytatás|folytatom|mentés és folytatás|tovább a következő lépésre", "vissza|előző|mégse|mégsem|bezárás",
		"küld*|elküld*|beküld*|foglal*|lefoglal*|megerősít*|megrendel*|rendelés|fizet*|kifizet*|regisztr*|jelentkez*|elfogad*|véglegesít*|befejez*|kész|igényl*|feliratkoz*|hozzájárul*|benyújt*|jóváhagy*|vásárl*", "bejelentkez*|belép*", "keresés|keres|mentés", "válassz*|válasszon*|kiválaszt*",
		"elfogadom|hozzájárulok|hozzájárulás*|egyetértek|megismertem|tudomásul*|kijelentem|adatkezelés*|adatvédelm*|feltételek*", "hírlevél*|ajánlat*|akciók*|marketing*", "kötelező|opcionális|nem kötelező", "igen", "=nem|egyáltalán nem|soha"},
	{"Romanian", "următorul|următoarea|următorul pas|pasul următor|pagina următoare", "continuă|mai departe|salvează și continuă|salvați și continuați", "înapoi|anterior*|anulează|anulare|renunță",
		"trimite*|transmite*|programează*|programeaza*|rezerv*|confirmă|confirmați|finalizează*|finalizare|plătește*|plata|înregistrează*|înregistrare|înscrie*|acceptă|acceptați|solicită|solicitați|cumpără*|comandă|comandați|sunt de acord|gata|termină|terminați|expediază*|depune*|abonează*", "autentificare|autentifică*|conectare|conectează*", "caută|căutare|salvează", "selectați*|selectează*|alegeți*|alege|alegeti*",
		"sunt de acord|accept|declar că|consimt*|am citit|confirm că|termenii*|politica de confidențialitate|prelucrarea datelor", "newsletter*|oferte*|promoții*|noutăți*|marketing*", "obligatoriu|obligatorie|opțional|opțională", "=da", "=nu|deloc|niciodată"},
	{"Catalan", "següent|pas següent|pàgina següent|el següent pas", "continua|segueix|endavant|desa i continua|guardar i continuar|desar i continuar", "enrere|anterior|tornar|torna|cancel·la|cancel lar|cancel·lar",
		"envia|envieu|reserva|reserveu|confirma|confirmeu|demana|demaneu|sol·licita*|sol licita*|finalitza*|paga|pagueu|registra|registreu|inscriu*|accepta|accepteu|acaba|acabar|subscriu*|tramet*|compra|compreu|d acord", "inicia sessió|iniciar sessió|entra|accedeix", "cercar|desa", "tria|trieu|triar|selecciona|seleccioneu|escull*",
		"accepto|he llegit|consentiment|consento|d acord|política de privacitat|confirmo", "butlletí*|ofertes|novetats|promocions", "obligatori|obligatòria|opcional", "sí", "=no|mai|gens|cap dia"},
	{"Turkish", "ileri|sonraki|sonraki adım|sonraki sayfa|bir sonraki|sıradaki", "devam|devam et|devam ediniz|devam edin|kaydet ve devam et|ilerle", "geri|geri dön|önceki|iptal|vazgeç|kapat",
		"gönder*|randevu*|rezerv*|onay*|tamam*|bitir*|kaydol*|kayıt ol*|öde|ödeme*|ödeyin|satın al*|üye ol*|kabul*|başvur*|yolla*|abone*|talep et*|oluştur*|ilet|iletin|teyit*", "giriş yap*|oturum aç*", "arama yap|kaydet|ara bul", "seçiniz*|seçin*|bir seçim*|bir seçenek*",
		"kabul ediyorum|onaylıyorum|okudum*|rıza*|izin veriyorum|kvkk*|aydınlatma*|gizlilik*|anladım*|şartlar*", "bülten*|kampanya*|haber bülteni|fırsat*|ticari elektronik ileti", "zorunlu|isteğe bağlı|gerekli|opsiyonel", "evet", "hayır|hiç|hiçbir*|asla"},
	{"Vietnamese", "tiếp theo|bước tiếp theo|trang tiếp theo|kế tiếp|trang kế tiếp|bước kế tiếp", "tiếp tục|tiếp|lưu và tiếp tục", "quay lại|trở lại|trang trước|bước trước|hủy|hủy bỏ|huỷ|đóng",
		"gửi*|nộp*|đặt lịch|đặt hẹn|đặt chỗ|đặt khám|lấy hẹn|xác nhận|hoàn tất|hoàn thành|thanh toán|đăng ký|đăng kí|chấp nhận|đồng ý|yêu cầu|kết thúc|mua|tham gia|trả tiền|trình", "đăng nhập", "tìm kiếm|tìm|lưu", "chọn|vui lòng chọn|hãy chọn|xin chọn",
		"đồng ý|chấp nhận|tôi hiểu|tôi đã đọc|tôi xác nhận|chấp thuận|cho phép|điều khoản|chính sách bảo mật|quyền riêng tư", "bản tin|khuyến mãi|ưu đãi|tin tức|tiếp thị", "bắt buộc|không bắt buộc|tùy chọn|tuỳ chọn", "=có|vâng|=dạ", "=không|không ngày nào|không bao giờ|không hề|hoàn toàn không|không có"},
	{"Tagalog", "susunod|susunod na hakbang|susunod na pahina|kasunod", "magpatuloy|ipagpatuloy|ituloy|tumuloy|i save at magpatuloy", "bumalik|ibalik|kanselahin|nakaraan|isara",
		"isumite*|ipadala*|ipasa|kumpirmahin*|magpareserba*|mag book|i book|i submit|i send|i confirm|mag iskedyul*|iskedyul*|tapusin|tapos na|kumpletuhin|magbayad|bayaran|magparehistro*|magrehistro*|sumali|tanggapin*|sumang ayon|sang ayon*|humiling|hilingin|bilhin|mag sign up|mag apply|mag subscribe", "mag log in|mag login|mag sign in|i log in", "hanapin|maghanap|i save", "pumili*|piliin|mangyaring pumili*",
		"sumasang ayon|pumapayag|pahintulot*|nabasa ko|nauunawaan ko|naiintindihan ko|kinukumpirma ko|patakaran*|tinatanggap ko", "balita|mga alok", "kinakailangan|kailangan|opsyonal|hindi kailangan", "oo|opo", "=hindi|hindi kailanman|hindi po|=wala|wala ni minsan"},
	{"Haitian Creole", "swivan|pwochen|pwochen etap|etap swivan|pwochen paj|paj swivan", "kontinye|ale pi devan|anrejistre epi kontinye|sove epi kontinye", "retounen|tounen|anile|fèmen|anvan",
		"voye|soumèt*|rezève*|konfime*|pran randevou|fini|peye*|enskri*|anrejistre w|anrejistre tèt ou|dakò|aksepte*|mande|achte|konplete*|antre nan kont|pase kòmand", "konekte*|louvri sesyon", "chèche|rechèch|anrejistre|sove", "chwazi*|tanpri chwazi*",
		"dakò|mwen aksepte|mwen konprann|mwen li|konsantman|otorize*|mwen konfime|politik konfidansyalite", "bilten*|pwomosyon*|nouvèl", "obligatwa|opsyonèl", "=wi", "=non|pa janm|janm|pa ditou"},
	{"Russian", "далее|дальше|следующий|следующая|следующее|следующий шаг|следующая страница|следующий вопрос|вперед", "продолжить|продолжаем|сохранить и продолжить|сохранить и далее|перейти далее|перейти дальше|к следующему шагу", "назад|вернуться*|отмена|отменить|предыдущ*|закрыть",
		"отправ*|послать|пошл*|записа*|запись|запис*|заброниров*|брониров*|заказ*|подтвер*|оплат*|платить|заплат*|заверш*|закончить|готово|зарегистрир*|регистрац*|соглас*|принима*|принять|подать|подач*|оформ*|купить|подпис*|ок|создать*|запрос*|заявк*|вступить|присоедин*|назначить|вызвать|выслать", "войти|вход|авториз*", "найти|поиск|искать|сохранить", "выбер*|выбрать|выбор",
		"согла*|я принимаю|принимаю|подтверждаю|я прочитал*|ознакомл*|даю*|политик*|персональн* данн*|обработк*|условия*|понимаю", "рассылк*|новост*|акци*|предложени*|реклам*|маркетинг*", "обязательно|обязательное|необязательно|необязательное|обязательный|опционально", "да", "=нет|никогда|ни разу|совсем не|совсем нет"},
	{"Greek", "επόμενο|επόμενη|επόμενο βήμα|επόμενη σελίδα", "συνέχεια|συνεχίστε|συνέχιση|αποθήκευση και συνέχεια", "πίσω|προηγούμεν*|ακύρωση|άκυρο|κλείσιμο",
		"υποβολ*|υποβάλ*|αποστολ*|στείλ*|αποστείλ*|κράτησ*|κλείστε*|κλείσε*|ραντεβού|επιβεβαί*|ολοκλήρ*|πληρωμ*|πληρώ*|εγγραφ*|εγγραφή|αποδοχ*|αποδέχ*|συμφων*|αίτησ*|παραγγελ*|αγορ*|τέλος|ζητήστε|αιτηθ*", "σύνδεσ*|συνδεθ*|είσοδος", "αναζήτηση|εύρεση|αποθήκευση", "επιλέξτε*|επιλογή|επίλεξε*",
		"συμφωνώ|αποδέχομαι|συναινώ|συγκατάθε*|έχω διαβάσει|δηλώνω|επιβεβαιώνω|όρους|πολιτικ* απορρήτου|προσωπικ* δεδομ*", "ενημερωτικ* δελτ*|προσφορ*|newsletter*|διαφημ*", "υποχρεωτικό|προαιρετικό|απαιτείται", "ναι", "=όχι|ποτέ|καθόλου"},
	{"Arabic", "التالي|الخطوة التالية|الصفحة التالية|السؤال التالي", "متابعة|استمرار|المتابعة|تابع|استمر|حفظ ومتابعة|حفظ والمتابعة", "السابق|رجوع|العودة|عودة|الرجوع|إلغاء|إغلاق",
		"إرسال*|ارسال*|أرسل*|الإرسال|ارسل*|احجز*|حجز*|الحجز|تأكيد*|التأكيد|أكد|تقديم*|التقديم|قدم|إنهاء*|انهاء|اكتمل|إكمال*|إتمام*|اتمام|دفع|الدفع|ادفع|شراء*|اشتر*|طلب*|اطلب|تسجيل*|التسجيل|سجل*|اشتراك*|اشترك|موافق*|أوافق|الموافقة|أقبل|قبول*|انضم*|إنشاء*|تم|جدولة|رفع|وأرسل|وإرسال*|وارسال*|وتأكيد*|وحجز*|ودفع|وتقديم*|وإنهاء*|والدفع|والتأكيد|والإرسال|والحجز", "تسجيل الدخول|الدخول|دخول", "بحث|ابحث|البحث|حفظ", "اختر*|اختيار|الرجاء الاختيار|حدد*|يرجى الاختيار",
		"أوافق|موافق*|الموافقة|أقر|قرأت|أفهم|أؤكد|أقبل|الشروط|سياسة الخصوصية|أسمح|أفوض", "النشرة*|نشرة*|عروض*|العروض|تسويق*|أخبار*|الترويجية", "مطلوب|مطلوبة|إلزامي|اختياري|إجباري", "نعم", "=لا|أبدا|مطلقا|ولا مرة|لا على الإطلاق"},
	{"Chinese", "下一步|下一页|下一頁|下一个|下一個|下一题|下一題|下一步骤|下一步驟", "继续|繼續|继续下一步|繼續下一步|保存并继续|儲存並繼續|存檔並繼續|保存并下一步", "返回|上一步|上一页|上一頁|取消|后退|關閉|关闭",
		"提交|发送|發送|送出|寄出|传送|傳送|递交|遞交|预约|預約|预订|預訂|订购|訂購|下单|下單|确认|確認|确定|確定|完成|结束|結束|支付|付款|缴费|繳費|结帐|結帳|结账|注册|註冊|报名|報名|同意|接受|申请|申請|购买|購買|订阅|訂閱|加入|签署|簽署|挂号|掛號|登记|登記|安排|请求|請求|创建|建立", "登录|登錄|登入", "搜索|搜尋|查找|查询|查詢|保存|儲存", "请选择*|請選擇*|选择|選擇|选择*|選擇*",
		"同意|接受|我已阅读|我已閱讀|我明白|我了解|我理解|确认|確認|授权|授權|隐私|隱私|条款|條款|知情", "订阅|訂閱|电子报|電子報|新闻通讯|促销|優惠|优惠|营销|行銷|推广|推廣", "必填|选填|選填|可选|可選|必須|必须|必需|非必填|必填项|必填欄位|选答|選答", "=是|是的|=有|=对|=對", "=否|=不|=沒有|没有|沒有|从不|從不|完全不|完全没有|完全沒有|根本没有|根本沒有|根本不|=無|=无|不是"},
	{"Korean", "다음|다음으로|다음 단계|다음 페이지|다음 질문|다음 단계로", "계속|계속하기|계속 진행|저장 후 계속|저장하고 계속|저장 후 다음|진행하기", "이전|뒤로|취소|돌아가기|이전 단계|닫기",
		"제출|보내기|보내|전송|발송|예약|확인|확정|완료|결제|지불|등록|가입|동의|신청|접수|구매|주문|구독|승인|수락|서명|문의하기|요청|종료|끝내기|마침|생성", "로그인", "검색|찾기|조회|저장", "선택|선택하세요|선택해*|선택하기|선택하*",
		"동의|이해합니다|이해했습니다|확인했습니다|확인합니다|읽었습니다|승인합니다|개인정보|약관|허락|수락", "뉴스레터|소식지|마케팅|광고|프로모션|이벤트 소식|혜택", "필수|선택사항|선택 사항|필수항목|필수 항목|선택입력", "=예|=네|있음|있다|그렇다", "아니요|아니오|아니|없음|없다|전혀|없었다"},
	{"Japanese", "次へ|次に進む|次へ進む|次のページ|次のページへ|次のステップへ|次のステップ", "続ける|続行|進む|保存して次へ|保存して続ける|続きへ", "戻る|前へ|キャンセル|閉じる|前のページ",
		"送信|送る|予約|確認|確定|完了|登録|同意|申し込|申込|支払|購入|注文|提出|承諾|購読|終了|決済|依頼|作成|決定|手続|受付|問い合わせる", "ログイン|サインイン", "検索|探す|保存", "選択してください*|選択|お選びください|選んでください|選択する",
		"同意|承諾|了承|確認しました|理解しました|読みました|プライバシー|個人情報|規約", "メルマガ|メールマガジン|ニュースレター|お知らせメール|キャンペーン|お得な", "必須|任意|入力必須", "はい|=あり|=有", "いいえ|=なし|全くない|まったくない|全然|=無"},
}

// saidWords gives what all languages say in one column.
func saidWords(column func(wording) string) []string {
	var out []string
	for _, s := range wordings {
		for w := range strings.SplitSeq(column(s), "|") {
			if w != "" && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// inFolded gives the regular expression that finds words in a folded text. It needs no
// \b, which knows the letters of English alone.
func inFolded(words []string) string {
	var alts []string
	for _, w := range words {
		whole, t := strings.CutPrefix(w, "=")
		stem := strings.HasSuffix(w, "*")
		p := foldedPattern(whole)
		switch {
		case t:
			p = "^" + p + "$"
		case isPacked(whole):
		case stem:
			p = `(?:^| )` + p
		default:
			p = `(?:^| )` + p + `(?: |$)`
		}
		alts = append(alts, p)
	}
	return strings.Join(alts, "|")
}

// foldedPattern quotes a folded word; a "*" within it stands for an ending, and words that
// are packed may have spaces between them.
func foldedPattern(w string) string {
	var parts []string
	for _, p := range strings.Fields(strings.ReplaceAll(w, "*", "* ")) {
		q := regexp.QuoteMeta(fold(p))
		if strings.HasSuffix(p, "*") {
			q += `\pL*`
		}
		parts = append(parts, q)
	}
	if isPacked(w) {
		return strings.Join(parts, " ?")
	}
	return strings.Join(parts, " ")
}

// begins gives the regular expression of folded texts that begin with one of the words.
func begins(words []string) string {
	var alts []string
	for _, w := range words {
		whole, only := strings.CutPrefix(w, "=")
		p := foldedPattern(whole)
		switch {
		case only:
			p += "$"
		case !isPacked(whole):
			p += "(?: |$)"
		}
		alts = append(alts, p)
	}
	return "^(?:" + strings.Join(alts, "|") + ")"
}

// wholly gives the regular expression of folded texts that are one of the words.
func wholly(words []string) string {
	return "^(?:" + alternatives(words) + ")$"
}

// alternatives are words in their folded form.
func alternatives(words []string) string {
	var alts []string
	for _, w := range words {
		alts = append(alts, foldedPattern(strings.TrimPrefix(w, "=")))
	}
	return strings.Join(alts, "|")
}

// inText gives the regular expression that finds words in a text as it stands on a page,
// for Go and for JavaScript alike, for both of which \b knows the letters of English alone.
func inText(words []string) string {
	var alts []string
	for _, w := range words {
		t, stem := strings.CutSuffix(strings.TrimPrefix(w, "="), "*")
		p := regexp.QuoteMeta(strings.ReplaceAll(t, "* ", " "))
		if strings.HasPrefix(t, "i") {
			p = `[iİ]` + p[1:] // which no case folding takes for an i
		}
		if first, _ := utf8.DecodeRuneInString(t); unicode.Is(unicode.Latin, first) {
			p = `(?:^|[^\wÀ-ž])` + p
		}
		if last, _ := utf8.DecodeLastRuneInString(t); !stem && unicode.Is(unicode.Latin, last) {
			p += `(?:$|[^\wÀ-ž])`
		}
		alts = append(alts, p)
	}
	return strings.Join(alts, "|")
}

// wholeText gives the alternatives of texts that are one of the words, for Go and for
// JavaScript with its flag u.
func wholeText(words []string) string {
	var alts []string
	for _, w := range words {
		t, stem := strings.CutSuffix(strings.TrimPrefix(w, "="), "*")
		t = regexp.QuoteMeta(t)
		if strings.HasPrefix(t, "i") {
			t = `[iİ]` + t[1:]
		}
		if stem {
			t += `\p{L}*`
		}
		alts = append(alts, t)
	}
	return strings.Join(alts, "|")
}

// The columns of wordings, all languages together.
var (
	nextSaid   = saidWords(func(w wording) string { return w.next })
	onwardSaid = saidWords(func(w wording) string { return w.onward })
	backSaid   = saidWords(func(w wording) string { return w.back })
	endsSaid   = slices.Concat(saidWords(func(w wording) string { return w.ends }), loginSaid)
	loginSaid  = saidWords(func(w wording) string { return w.login })
	seeksSaid  = saidWords(func(w wording) string { return w.seeks })
	chooseSaid = saidWords(func(w wording) string { return w.choose })
	agreeSaid  = saidWords(func(w wording) string { return w.agrees })
	marketSaid = saidWords(func(w wording) string { return w.markets })
	markSaid   = saidWords(func(w wording) string { return w.marks })
	yesSaid    = saidWords(func(w wording) string { return w.yes })
	noSaid     = saidWords(func(w wording) string { return w.no })
)

// acceptsSaid are those of endsSaid that only agree, as the buttons of a bar for cookies
// do: no form is found by them.
var acceptsSaid = split("jeg accepterer|accepter og|godta*|acceptera*|samtyck*|hyväksy*|suostun*|akceptuj*|zaakceptuj*|zgadzam*|wyrażam*|zgod*|souhlas*|přijm*|přijím*|elfogad*|hozzájárul*|acceptă|acceptați|sunt de acord|accepta|accepteu|d acord|kabul*|chấp nhận|đồng ý|tanggapin*|sumang ayon|sang ayon*|dakò|aksepte*|" +
	"соглас*|принима*|принять|αποδοχ*|αποδέχ*|συμφων*|موافق*|أوافق|الموافقة|أقبل|قبول*|同意|接受|동의|수락|승인|承諾")

// commitsSaid are words of the buttons that a form is found by.
var commitsSaid = slices.DeleteFunc(slices.Concat(nextSaid, onwardSaid, endsSaid, seeksSaid), func(w string) bool { return slices.Contains(acceptsSaid, w) })

// markWords say in one word whether an answer is needed.
var markWords = func() map[string]bool {
	m := map[string]bool{"required": true, "optional": true, "": true}
	for _, w := range markSaid {
		m[fold(w)] = true
	}
	return m
}()
