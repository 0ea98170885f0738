package scenarios

import (
	"regexp"
	"strings"
	"time"
)

// dates_said.go holds how languages name months, the parts of a date and its patterns.

// monthNames are the twelve months by language, as lists of months name them; English is
// written by the time package.
var monthNames = []struct{ language, names string }{
	{"Spanish", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	{"French", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	{"German", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	{"Italian", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"},
	{"Portuguese", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"},
	{"Dutch", "januari februari maart april mei juni juli augustus september oktober november december"},
	{"Danish", "januar februar marts april maj juni juli august september oktober november december"},
	{"Norwegian", "januar februar mars april mai juni juli august september oktober november desember"},
	{"Swedish", "januari februari mars april maj juni juli augusti september oktober november december"},
	{"Finnish", "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu"},
	{"Polish", "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"},
	{"Czech", "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"},
	{"Hungarian", "január február március április május június július augusztus szeptember október november december"},
	{"Romanian", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"},
	{"Catalan", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"},
	{"Turkish", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"},
	{"Russian", "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"},
	{"Greek", "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος"},
	{"Arabic", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"},
	{"Tagalog", "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre"},
	{"Haitian Creole", "janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm"},
	{"Chinese", "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"},
	{"Chinese, Japanese", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"},
	{"Korean", "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월"},
	{"Vietnamese", "Tháng_1 Tháng_2 Tháng_3 Tháng_4 Tháng_5 Tháng_6 Tháng_7 Tháng_8 Tháng_9 Tháng_10 Tháng_11 Tháng_12"},
}

// monthSaid maps folded names of months to true, for lists that offer them.
var monthSaid = func() map[string]bool {
	m := map[string]bool{}
	for _, l := range monthNames {
		for n := range strings.FieldsSeq(l.names) {
			m[fold(n)] = true
		}
	}
	return m
}()

// named gives the names of a month in all languages, which a list is searched for.
func named(m time.Month) []string {
	var out []string
	for _, l := range monthNames {
		name := strings.ReplaceAll(strings.Fields(l.names)[m-1], "_", " ")
		out = addOnce(out, name, len(monthNames))
	}
	return out
}

// partSaid are the parts of a date by their names, whole words each.
var partSaid = map[string]string{
	partDay:   "dag dzień den nap ziua zi día gün ngày araw jou день число ημέρα μέρα اليوم يوم 日 일 päivä",
	partMonth: "måned månad miesiąc měsíc hónap luna lună ay tháng buwan месяц μήνας الشهر شهر 月 월 kuukausi",
	partYear:  "rok év anul any yıl năm taon год έτος السنة سنة 年 년 연도 vuosi",
}

// partOf reads a folded word as the name of a part of a date.
var partOf = func() map[string]string {
	m := map[string]string{}
	for part, names := range partSaid {
		for n := range strings.FieldsSeq(names) {
			m[fold(n)] = part
		}
	}
	return m
}()

// datePatterns are patterns of dates as pages show them in other letters than those of
// patternRE, in lower case; "-" stands for whatever is between the parts.
var datePatterns = []struct {
	re     *regexp.Regexp
	layout []string // of the parts, in their order
}{
	{datePattern("dd", "mm", "rrrr"), []string{"02", "01", "2006"}}, // Polish, Czech
	{datePattern("rrrr", "mm", "dd"), []string{"2006", "01", "02"}},
	{datePattern("dd", "mm", "åååå"), []string{"02", "01", "2006"}}, // Danish, Norwegian, Swedish
	{datePattern("åååå", "mm", "dd"), []string{"2006", "01", "02"}},
	{datePattern("pp", "kk", "vvvv"), []string{"02", "01", "2006"}},         // Finnish
	{datePattern("éééé", "hh", "nn"), []string{"2006", "01", "02"}},         // Hungarian
	{datePattern("zz", "ll", "aaaa"), []string{"02", "01", "2006"}},         // Romanian
	{datePattern("gg", "aa", "(?:yyyy|yyy)"), []string{"02", "01", "2006"}}, // Turkish
	{datePattern("дд", "мм", "гггг"), []string{"02", "01", "2006"}},
	{datePattern("ηη", "μμ", "εεεε"), []string{"02", "01", "2006"}},
	{datePattern("يي", "شش", "سسسس"), []string{"02", "01", "2006"}},
	{datePattern("يوم", "شهر", "سنة"), []string{"02", "01", "2006"}},
	{datePattern("شهر", "يوم", "سنة"), []string{"01", "02", "2006"}},
	{datePattern("ngày", "tháng", "năm"), []string{"02", "01", "2006"}},
	{datePattern("tháng", "ngày", "năm"), []string{"01", "02", "2006"}},
	{datePattern("buwan", "araw", "taon"), []string{"01", "02", "2006"}},
	{datePattern("день", "месяц", "год"), []string{"02", "01", "2006"}},
	{datePattern("месяц", "день", "год"), []string{"01", "02", "2006"}},
	{datePattern("年", "月", "日"), []string{"2006", "01", "02"}},
	{datePattern("月", "日", "年"), []string{"01", "02", "2006"}},
	{datePattern("日", "月", "年"), []string{"02", "01", "2006"}},
	{datePattern("(?:년|연도|년도)", "월", "일"), []string{"2006", "01", "02"}},
	{datePattern("월", "일", "(?:년|연도|년도)"), []string{"01", "02", "2006"}},
}

// datePattern finds three parts with one sign of a date between each, no part of a word.
func datePattern(a, b, c string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\pL])` + a + `(\s?[-./]\s?)` + b + `(\s?[-./]\s?)` + c + `(?:[^\pL]|$)`)
}

// unitsRE is a date whose parts are followed by what they are: "YYYY年MM月DD日", "____년 __월 __일".
var unitsRE = regexp.MustCompile(`(?:yyyy|____|○{4})\s?(年|년)\s?(?:mm|__|○{2})\s?(月|월)\s?(?:dd|__|○{2})\s?(日|일)`)

// patternSaid gives the layout of a pattern in the letters of another language.
func patternSaid(text string) (layout string, ok bool) {
	for _, p := range datePatterns {
		if m := p.re.FindStringSubmatch(text); m != nil {
			return p.layout[0] + m[1] + p.layout[1] + m[2] + p.layout[2], true
		}
	}
	if m := unitsRE.FindStringSubmatch(text); m != nil {
		return "2006" + m[1] + "01" + m[2] + "02" + m[3], true
	}
	return "", false
}

// dateLayouts are how dates are written in a language where the page shows no pattern.
var dateLayouts = map[string]string{
	"pl": "02.01.2006", "cs": "02.01.2006", "ru": "02.01.2006", "tr": "02.01.2006", "ro": "02.01.2006", "fi": "02.01.2006", "no": "02.01.2006", "nb": "02.01.2006",
	"da": "02-01-2006", "sv": "2006-01-02", "hu": "2006.01.02", "zh": "2006-01-02", "ko": "2006-01-02", "ja": "2006/01/02",
	"el": "02/01/2006", "ca": "02/01/2006", "vi": "02/01/2006", "ar": "02/01/2006",
}
