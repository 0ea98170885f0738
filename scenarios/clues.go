package scenarios

import (
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Clues are words, in the languages of wordings, by which a control is known whose own
// caption says less. They are written as in wordings, for inFolded.

// birthClues speak of a birth.
const birthClues = "urodz*|urodzenia|narozen*|születés*|nașteri*|naștere|naixement|fødsel*|født|födelse*|syntymä*|doğum*|ngày sinh|năm sinh|tháng sinh|kapanganakan|kaarawan|nesans|рожд*|γέννησ*|ميلاد|الميلاد|الولادة|出生|生日|생년월일|생일|출생|生年月日|誕生"

// emergencyClues speak of the person to call in an emergency. What tells of emergencies
// otherwise is told from it by noticeWords and helpWords.
const emergencyClues = "nagłych wypadk*|kontakt awaryjny|osoba do kontaktu|osoba kontaktowa|nouzov*|kontaktní osoba|pro případ nouze|vészhelyzet*|értesítendő|contact de urgență|caz de urgență|persoan* de contact|persona de contacte|nødkontakt|nödkontakt|pårørende*|anhörig*|hätäyhte*|lähiomai*|acil durum*|liên lạc khẩn cấp|liên hệ khẩn cấp|khẩn cấp|ijans|экстренн* связ*|экстренн* контакт*|контактн* лиц*|экстренн* ситуац*|έκτακτης ανάγκης|άτομο επικοινωνίας|الطوارئ|للطوارئ|紧急联|緊急聯|紧急连|緊急連絡|비상 연락|긴급 연락|응급 연락"

// harmClues are of harm to oneself, as the ninth question of the PHQ-9 asks in its
// translations (https://www.phqscreeners.com): folded, a part of a word is enough.
const harmClues = `samoboj|lepiej (byloby |by bylo )?(umrzec|nie zyc)|skrzywdz|krzywdy|sebevra|ublizit|zemrit|ongyilkos|meghalni|art(ani|son)? onmag|kart tenn|mai bine sa muri|sinucid|sa va faceti rau|suicid|fer (se|me) mal|estaria millor mort|selvmord|sjalvmord|skade (pa )?(dig|deg|mig|meg)|skada (dig|mig)|(være|vært|var) død|(var|vore|vara) dod|itsemurh|vahingoitta|kuollut|intihar|olmus olsa|kendi(ne|nize|me)? zarar|` +
	`tự tử|tự sat|thương tich|lam tổn thương|tổn thương (bản than|chinh minh)|chết|magpakamatay|mamatay|saktan ang|touye tet|te mouri|fe tet (ou|w) mal|самоуб|суицид|умереть|лучше было бы умер|покончить|причини\pL* себе|вред себе|себе какой|αυτοκτον|πεθανετε|να πεθαν|κακο στον εαυτο|بايذاء|ايذاء نفس|انتحار|الانتحار|ميتا|قتل نفس|` +
	`自杀|自殺|轻生|輕生|伤害自己|傷害自己|自残|自殘|死掉|不如死|자살|자해|죽는|죽고|해칠|死にた|死んだ方|自傷|傷つけ`

// doneSaid and confirmedSaid are names of the last of several steps, as goneRE and overRE:
// at one everything is over for certain, at the other nothing is asked any more.
var (
	doneSaid = split("Færdig|Tak|Ferdig|Takk|Fullført|Klart|Klar|Tack|Valmis|Kiitos|Gotowe|Dziękujemy|Dziękuję|Koniec|Zakończono|Hotovo|Děkujeme|Dokončeno|Kész|Köszönjük|Vége|Gata|Mulțumim|Finalizat|Fet|Gràcies|Finalitzat|Tamamlandı|Teşekkürler|Teşekkür ederiz|Bitti|Hoàn tất|Hoàn thành|Xong|Cảm ơn|Tapos na|Salamat|Mèsi|Fini|" +
		"Готово|Спасибо|Завершено|Ολοκληρώθηκε|Ευχαριστούμε|Τέλος|تم|شكرا|اكتمل|完成|已完成|谢谢|謝謝|感谢|成功|완료|감사합니다|完了|ありがとうございます|ありがとうございました|送信完了|予約完了|登録完了")
	confirmedSaid = split("Bekræftelse|Bekreftelse|Bekräftelse|Kvittering|Afslutning|Afslut|Fullfør|Slutför|Avslutning|Vahvistus|Potwierdzenie|Podsumowanie i potwierdzenie|Zakończenie|Potvrzení|Dokončení|Visszaigazolás|Megerősítés|Befejezés|Confirmare|Finalizare|Confirmació|Finalització|Onay|Tamamla|Bitiş|Xác nhận|Kumpirmasyon|Kumpirmahin|Konfimasyon|" +
		"Подтверждение|Завершение|Επιβεβαίωση|Ολοκλήρωση|التأكيد|تأكيد|الإنهاء|إنهاء|确认|確認|预约确认|預約確認|확인|예약 확인|예약 완료|신청 완료|접수 완료|予約確定|確定")
)

// genderSaid gives the words by which lists of all languages name a gender.
var genderSaid = map[string][]string{
	"Female": split("Kvinde|Kvinne|Kvinna|Nainen|Kobieta|Żeńska|Žena|Nő|Femeie|Feminin|Dona|Femení|Kadın|Nữ|Babae|Fi|Fanm|Женский|Женщина|Γυναίκα|Θήλυ|أنثى|女|女性|여|여성|여자"),
	"Male":   split("Mand|Mann|Man|Mies|Mężczyzna|Męska|Muž|Férfi|Bărbat|Masculin|Home|Masculí|Erkek|Nam|Lalaki|Gason|Мужской|Мужчина|Άνδρας|Άρρεν|ذكر|男|男性|남|남성|남자"),
}

// offerSaid are what lists and buttons offer, by kind, as offerWords: the whole choice.
var offerSaid = map[audit.Kind][]string{
	audit.KindGender: append(append(split("Ikke binær|Ikke-binær|Icke-binär|Muunsukupuolinen|Niebinarna|Nebinární|Nem bináris|Nonbinar|No binari|İkili olmayan|Phi nhị giới|Небинарный|Μη δυαδικό|غير ثنائي|非二元|非二元性别|논바이너리|ノンバイナリー"),
		genderSaid["Female"]...), genderSaid["Male"]...),
	audit.KindAppointmentTime: split("mandag|tirsdag|onsdag|torsdag|fredag|måndag|tisdag|morgen|formiddag|ettermiddag|eftermiddag|aften|kveld|förmiddag|kväll|maanantai|tiistai|keskiviikko|torstai|perjantai|aamu|aamupäivä|iltapäivä|ilta|" +
		"poniedziałek|wtorek|środa|czwartek|piątek|rano|przedpołudnie|popołudnie|po południu|wieczór|wieczorem|pondělí|úterý|středa|čtvrtek|pátek|ráno|dopoledne|odpoledne|večer|hétfő|kedd|szerda|csütörtök|péntek|délelőtt|délután|este|" +
		"luni|marți|miercuri|joi|vineri|dimineața|după-amiaza|seara|dilluns|dimarts|dimecres|dijous|divendres|matí|tarda|vespre|pazartesi|salı|çarşamba|perşembe|cuma|sabah|öğleden sonra|akşam|" +
		"thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|buổi sáng|buổi chiều|buổi tối|lunes|umaga|hapon|gabi|lendi|madi|mèkredi|jedi|vandredi|maten|aprèmidi|понедельник|вторник|среда|четверг|пятница|утро|день|вечер|утром|днем|вечером|" +
		"Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|πρωί|απόγευμα|βράδυ|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|صباحا|الصباح|مساء|المساء|بعد الظهر|" +
		"星期一|星期二|星期三|星期四|星期五|周一|周二|周三|周四|周五|週一|週二|週三|週四|週五|早上|上午|中午|下午|晚上|傍晚|월요일|화요일|수요일|목요일|금요일|오전|오후|저녁|아침|月曜日|火曜日|水曜日|木曜日|金曜日|月曜|火曜|水曜|木曜|金曜|午前|午後|夕方"),
	audit.KindAppointmentType: split("fremmøde|fysisk|på klinikken|på mottagningen|på kontoret|etävastaanotto|läsnävastaanotto|stacjonarnie|w gabinecie|osobně|személyesen|la cabinet|presencial|en línia|yüz yüze|trực tiếp|trực tuyến|qua điện thoại|harapan|sa telepono|an pèsòn|очно|онлайн|в кабинете|по видео|по телефону|δια ζώσης|حضوري|عن بعد|عبر الهاتف|面对面|面對面|线上|線上|视频|視訊|电话咨询|현장 방문|대면|비대면|화상|전화 상담|対面|オンライン|電話相談"),
}

func split(words string) []string { return strings.Split(words, "|") }

// offerWhole maps a folded choice of offerSaid to its kind.
var offerWhole = func() map[string]audit.Kind {
	m := map[string]audit.Kind{}
	for kind, words := range offerSaid {
		for _, w := range words {
			m[fold(w)] = kind
		}
	}
	for _, w := range []string{"home", "fi", "nam", "dona", "no", "man"} {
		delete(m, w) // other things in other languages
	}
	return m
}()
