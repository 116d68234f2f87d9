"""Kiswahili, as in Kenya, Tanzania and the Congo: hours from sunrise, numbers behind their nouns."""

TENS_AND_ONES = ("{ten} na {one}",)
ORDINAL_TENS = ()

WORDS = {
    "NUM 0": "sifuri",
    "NUM 1": "moja, mmoja, mosi, limoja",
    "NUM 2": "mbili, mawili, wawili, viwili, miwili, pili",
    "NUM 3": "tatu, matatu, watatu, vitatu, mitatu",
    "NUM 4": "nne, manne, wanne, vinne, minne, ine",
    "NUM 5": "tano, matano, watano, vitano, mitano",
    "NUM 6": "sita",
    "NUM 7": "saba",
    "NUM 8": "nane, manane, wanane, minane",
    "NUM 9": "tisa, kenda",
    "NUM 10": "kumi",
    "NUM 11": "kumi na moja, kumi na mmoja, kumi na mosi, edashara, edhashara, hedashara",
    "NUM 12": "kumi na mbili, kumi na miwili, kumi na mawili, thenashara, thinashara, thenashera",
    "NUM 13": "kumi na tatu, kumi na matatu, kumi na mitatu, thelathashara, telatashara",
    "NUM 14": "kumi na nne, kumi na manne, kumi na minne, arobatashara, arbatashara",
    "NUM 15": "kumi na tano, kumi na matano, kumi na mitano, hamstashara, hamsatashara",
    "NUM 16": "kumi na sita, sitashara, sitatashara",
    "NUM 17": "kumi na saba, sabatashara, sabaatashara",
    "NUM 18": "kumi na nane, kumi na manane, themanthashara, thamantashara, themantashara",
    "NUM 19": "kumi na tisa, tisatashara",
    "NUM 20": "ishirini",
    "NUM 30": "thelathini, thalathini, selasini",
    "NUM 40": "arobaini, arubaini",
    "NUM 50": "hamsini",
    "NUM 60": "sitini",
    "NUM 70": "sabini",
    "NUM 80": "themanini",
    "NUM 90": "tisini",
    "NUM 100": "mia moja, mia",
    "YEAR 2026": "elfu mbili ishirini na sita, elfu mbili na ishirini na sita",
    "YEAR 2027": "elfu mbili ishirini na saba, elfu mbili na ishirini na saba",
    "ORD_AFTER 1": "ya kwanza, wa kwanza, la kwanza, cha kwanza, za kwanza, kwanza",
    "ORD_AFTER 2": "ya pili, wa pili, la pili, cha pili, za pili, ya 2, wa 2",
    "ORD_AFTER 3": "ya tatu, wa tatu, la tatu, cha tatu, za tatu, ya 3, wa 3",
    "ORD_AFTER 4": "ya nne, wa nne, la nne, za nne, ya 4, wa 4",
    "ORD_AFTER 5": "ya tano, wa tano, la tano, za tano, ya 5, wa 5",
    "ORD_AFTER -1": "ya mwisho, wa mwisho, la mwisho, za mwisho, cha mwisho",
    "WEEKDAY 0": "jumatatu, j3, jtatu, jtt, jumaatatu, j tatu, juma tatu, lundi",
    "WEEKDAY 1": "jumanne, j4, jnne, jnn, jumane, j nne, juma nne, mardi",
    "WEEKDAY 2": "jumatano, j5, jtano, jtn, jumatanu, j tano, juma tano, mercredi",
    "WEEKDAY 3": "alhamisi, alh, alham, alhamis, alkhamisi, al hamisi, jeudi",
    "WEEKDAY 4": "ijumaa, ijm, iju, ijuma, ijumaaa, vendredi",
    "WEEKDAY 5": (
        "jumamosi, j1, jmosi, jms, jumamos, jumaamosi, j mosi, juma mosi, sato, samedi, siku ya posho"
    ),
    "WEEKDAY 6": "jumapili, j2, jpili, jpl, jumapil, jumaapili, j pili, juma pili, dimanche",
    "MONTH 1": "januari, jan, mwezi wa kwanza, mwezi wa 1, mwezi wa moja, januali, janvier",
    "MONTH 2": "februari, feb, mwezi wa pili, mwezi wa 2, febuari, februali, février",
    "MONTH 3": "machi, mac, mwezi wa tatu, mwezi wa 3, mars",
    "MONTH 4": "aprili, apr, mwezi wa nne, mwezi wa 4, aprilli, avril",
    "MONTH 5": "mei, mwezi wa tano, mwezi wa 5, mai",
    "MONTH 6": "juni, jun, mwezi wa sita, mwezi wa 6, juin",
    "MONTH 7": "julai, jul, mwezi wa saba, mwezi wa 7, juillet",
    "MONTH 8": "agosti, ago, mwezi wa nane, mwezi wa 8, agost, août",
    "MONTH 9": "septemba, sep, sept, mwezi wa tisa, mwezi wa 9, septembre",
    "MONTH 10": "oktoba, okt, mwezi wa kumi, mwezi wa 10, octoba, octobre",
    "MONTH 11": "novemba, nov, mwezi wa kumi na moja, mwezi wa 11, novembre",
    "MONTH 12": "desemba, des, mwezi wa kumi na mbili, mwezi wa 12, disemba, dec, décembre",
    "MOON 1": "muharram, muharamu, mfungo nne",
    "MOON 2": "safar, safari, mfungo tano",
    "MOON 3": "rabiul awwal, rabi al awwal, mfungo sita, rabiul awal",
    "MOON 4": "rabiul thani, rabi al thani, mfungo saba, rabiul akhir",
    "MOON 5": "jumada al ula, jamadul awwal, mfungo nane, jumadal ula",
    "MOON 6": "jumada al thani, jamadul thani, mfungo tisa, jumadal akhira",
    "MOON 7": "rajab, rajabu",
    "MOON 8": "shaaban, shaabani, shabani",
    "MOON 9": "ramadhani, ramadhan, ramadan, ramadani, mwezi wa ramadhani, mwezi mtukufu wa ramadhani",
    "MOON 10": "shawwal, shawali, mfungo mosi, shawal",
    "MOON 11": "dhul qaada, dhulqaada, mfungo pili, dhul kaadi, dhulkaadi, dhul qa'da",
    "MOON 12": "dhul hijja, dhulhijja, mfungo tatu, dhilhaji, dhul hija",
    "MOON_YEAR": "hijria, ah, h, hijiria",
    "UNIT_BEFORE second": "sekunde",
    "UNIT_BEFORE minute": "dakika, dk, dak",
    "UNIT_BEFORE hour": "masaa, lisaa, malisaa",
    "UNIT_BEFORE day": "siku",
    "UNIT_BEFORE week": "wiki, juma, majuma",
    "UNIT_BEFORE month": "mwezi, miezi, mwez",
    "UNIT_BEFORE quarter": "robo mwaka, robo ya mwaka",
    "UNIT_BEFORE year": "mwaka, miaka",
    "UNIT_BEFORE workday": "siku ya kazi, siku za kazi, siku ya ofisi, siku za ofisi",
    "UNIT_BEFORE weekend": (
        "wikendi, wikiendi, mwishoni mwa juma, mwisho wa wiki, mwishoni mwa wiki, mwisho wa juma"
    ),
    "UNIT day": "d",
    "UNIT minute": "min",
    "LENGTH month 6": "nusu mwaka",
    "WEEKDAY_NOUN": "siku ya juma",
    "FREQ workday": (
        "siku za kazi, kila siku ya kazi, siku zote za kazi, kila siku za kazi, kila siku ya wiki, "
        "siku zote za wiki"
    ),
    "FREQ weekend": "wikendi zote, kila wikendi, kila wikiendi, siku za wikendi",
    "FREQ day": (
        "kila siku, kila cku, kila uchao, kila siku moja, mara moja kwa siku, siku zote, kila siku ya wiki, "
        "siku zote za wiki, siku saba za wiki"
    ),
    "FREQ day 2": "siku baada ya siku, kila baada ya siku moja",
    "FREQ week": "kila wiki, kila juma, mara moja kwa wiki, wiki zote, mara moja kila wiki",
    "FREQ week 2": "wiki moja kwa moja hapana, kila wiki mbadala",
    "FREQ month": "kila mwezi, mara moja kwa mwezi, miezi yote, mara moja kila mwezi",
    "FREQ quarter": "kila robo mwaka, kila robo ya mwaka",
    "FREQ year": "kila mwaka, mara moja kwa mwaka, mara moja kila mwaka",
    "EVERY": "kila, kila ifikapo, kwa kila, ya kila, wa kila, za kila, la kila, katika kila, kila siku ya",
    "ALWAYS": "zote, yote",
    "ON": "siku ya, mnamo, ifikapo, kwa, katika, ya, kwa siku ya, hapo, ilipofika, cku ya, mnamo siku ya",
    "BY": "kufikia, ifikapo, si zaidi ya, kabla au, hadi, mpaka, isizidi, kabla ya au, ikifika, si baada ya",
    "BEFORE": "kabla ya, kabla, kabla ya siku ya",
    "OF": (
        "ya, wa, la, za, kwa, katika, cha, mwa, kwenye, ya mwezi wa, mwa mwezi, wakati wa, nyakati za, "
        "mnamo, na"
    ),
    "THIS": "hii, huu, hili, hizi",
    "NEXT": (
        "ijayo, ujao, lijalo, inayokuja, unaokuja, linalokuja, inayofuata, unaofuata, ijao, inayofuatia, "
        "linalofuata, zijazo, ya ijayo, yajayo, unaofuatia"
    ),
    "PREV": "iliyopita, uliopita, lililopita, ilopita, zilizopita, iliopita",
    "PLUS_DAYS 7": "wiki ijayo yake",
    "DAY_MARK": "siku, siku ya",
    "IN": (
        "baada ya, ndani ya, katika, katika muda wa, baada ya muda wa, muda wa, katika kipindi cha, "
        "kwa muda wa, baada ya kupita"
    ),
    "FROM_NOW": (
        "zijazo, ijayo, yajayo, ujao, kuanzia sasa, kutoka sasa, zinazokuja, kuanzia hivi sasa, toka sasa, "
        "baadaye, mbele, kutoka hivi sasa, inayokuja, kutokea sasa"
    ),
    "AGO": (
        "zilizopita, iliyopita, yaliyopita, uliopita, nyuma, zilopita, iliopita, yalopita, zimepita, "
        "yamepita, imepita"
    ),
    "SINCE": "kuanzia, kutoka, toka, tangu, baada ya",
    "FROM": (
        "kuanzia, kutoka, tangu, toka, kuanzia siku ya, kuanzia tarehe, kwanzia, kuanza, kuanza tarehe, "
        "anzia, ikianza, ikianzia, ianze, kuanzia mwezi"
    ),
    "UNTIL": "hadi, mpaka, hata, hadi siku ya, mpaka siku ya, hadi mwisho, mpaka mwisho wa siku ya",
    "TO": "hadi, mpaka, hata, mpk, adi",
    "AND": "na, pamoja na, na pia",
    "NOW": (
        "sasa, sasa hivi, hivi sasa, mara moja sasa, papo hapo, saivi, sahivi, sa hivi, saa hivi, kwa sasa"
    ),
    "DAY 0": "leo, leo hii, siku ya leo, hivi leo",
    "DAY 1": "kesho, keshoo, siku ya kesho, ksho, kexo, kexho, kxho, kxo",
    "DAY 2": (
        "keshokutwa, kesho kutwa, kesho kutwaa, kshokutwa, keshokutwa yake, kesho-kutwa, kesho kutwa yake"
    ),
    "DAY 3": "mtondo",
    "DAY 4": "mtondogoo",
    "DAY -1": "jana, siku ya jana",
    "DAY -2": "juzi, siku ya juzi",
    "STILL": (
        "saa hizi, saa kama hii, wakati huu, saa kama hizi, muda huu, wakati kama huu, saa hii hii, "
        "muda kama huu, saa hii, kwa wakati huu, wakati huu huu, muda huu huu, kwa muda huu, "
        "wakati kama huu, saa kama hii, muda kama huu, wakati huu huu"
    ),
    "SUN": "saa, saa za, mnamo saa, ifikapo saa, kwenye saa, sa, ilipofika saa, saa ya, saaa",
    "AT": "saa ngapi hasa, mnamo, ifikapo, wakati wa",
    "SHARP": "kamili, barabara, juu ya alama, hasa, kamilifu, kamili kamili",
    "MORE 30": "na nusu, unusu, nusu, na nusu saa, u nusu, na nusu ya saa, na nus",
    "MORE 15": "na robo, u robo, na robo saa",
    "MORE -15": (
        "kasoro robo, kasorobo, kasororobo, kasoro robo saa, kasrobo, kaso robo, kasa robo, kasarobo, "
        "kasoro robo ya saa"
    ),
    "AND_MINUTES": "na dakika, na, na dk, dakika",
    "LESS": "kasoro dakika, kasoro, kasoro dk, kasoro ya dakika",
    "HALF": "nusu, nusu ya",
    "QUARTER": "robo, robo ya",
    "NOON": "adhuhuri, saa sita mchana kamili, mchana kati, katikati ya mchana, adhuhuri kamili",
    "MIDNIGHT": "usiku wa manane kamili, katikati ya usiku, saa sita kamili usiku",
    "PART dawn": (
        "alfajiri, za alfajiri, ya alfajiri, mapambazuko, alfajiri na mapema, wakati wa alfajiri, "
        "mapema alfajiri, alfajir, kukicha, kulipopambazuka, wa alfajiri"
    ),
    "PART forenoon": (
        "asubuhi, za asubuhi, ya asubuhi, asubuhi na mapema, wakati wa asubuhi, asbh, asb, asubui, "
        "wa asubuhi, asubh, mapema, asubuhi mapema, mapema asubuhi, "
        "asubuyi, ya asubuyi, ya asubui"
    ),
    "PART afternoon": ("alasiri, za alasiri, ya alasiri, alasir, wakati wa alasiri, baada ya mchana"),
    "PART daytime": "mchana, za mchana, ya mchana, wa mchana, mchana wa, wakati wa mchana, mchna, mchn, mcn",
    "PART evening": "magharibi, mangaribi, maghribi, magaribi",
    "PART night": "usiku, za usiku, ya usiku, wa usiku, wakati wa usiku, usk, usku",
    "PART close": (
        "mwisho wa siku, mwisho wa siku ya kazi, mwisho wa kazi, saa za kufunga, kufunga kazi, "
        "baada ya kazi kufungwa"
    ),
    "START": "mwanzo, mwanzoni, mwanzo wa, mwanzoni mwa, mwanzoni wa, mwanzo mwa",
    "END": "mwisho, mwishoni, mwisho wa, mwishoni mwa, mwishoni wa, mwisho mwa",
    "MID": "katikati, katikati ya, kati ya, nusu ya",
    "EXCEPT": (
        "isipokuwa, ila, bila, isipokua, ukiacha, kasoro, minghairi ya, lakini si, isipokuwa siku ya, "
        "ila siku ya, mbali na, bila ya, ukiondoa, isipokuwa wakati wa, isipokuwa katika, "
        "isipokuwa mwezi wa, isipokuwa siku za, ila si, ila siku za"
    ),
    "HOLIDAY": (
        "sikukuu, sikukuu za, siku za mapumziko, likizo, sikukuu za umma, sikukuu za kitaifa, siku kuu, "
        "siku za sikukuu, likizo za umma, siku ya mapumziko, holidei, siku kuu za, sikukuu za taifa, "
        "sikukuu za nchi"
    ),
    "IF_HOLIDAY": (
        "ikiwa sikukuu, ikiwa ni sikukuu, kama ni sikukuu, ikiangukia sikukuu, kama sikukuu, "
        "ikiwa siku ya sikukuu, endapo ni sikukuu, siku ikiwa sikukuu, ikiangukia siku ya sikukuu, "
        "ikiwa ni siku ya mapumziko, iwapo ni sikukuu"
    ),
    "SHIFT skip": "ruka, acha, sitisha, ghairi, usifanye, iruke, hakuna, iachwe, irukwe",
    "SHIFT next": (
        "inayofuata, siku inayofuata, siku ya kazi inayofuata, ijayo, sogeza mbele, siku ya kazi ijayo, "
        "kesho yake, siku inayofuatia, siku ya kazi inayofuatia"
    ),
    "SHIFT previous": (
        "iliyotangulia, siku iliyotangulia, siku ya kazi iliyotangulia, iliyopita, siku ya kazi iliyopita, "
        "siku ya kabla, rudisha nyuma, siku moja kabla"
    ),
    "FOR": "kwa, kwa muda wa, muda wa, kwa kipindi cha, kwa jumla ya",
    "TIMES": "mara, awamu, mara tu",
    "TWICE": "mara mbili",
    "ZONE_OF": "saa za, kwa saa za, kwa majira ya, saa ya, kwa saa ya",
    "ZONE local": "saa za hapa, saa za kwetu, saa za huku, saa za hapa kwetu, majira ya hapa",
    "ZONE Africa/Nairobi": "saa za afrika mashariki, majira ya afrika mashariki, kwa saa za afrika mashariki",
    "PLEASE": "tafadhali, tafadhari, naomba, plz, inshallah, mungu akipenda",
    "MONTH_WORD": "mwezi, mwezi wa, mwezi wa kwanza wa",
    "YEAR_WORD": "mwaka, mwaka wa, wa mwaka, ya mwaka",
    "RAMADAN": (
        "ramadhani, ramadhan, mwezi wa ramadhani, mwezi mtukufu wa ramadhani, ramadan, mfungo wa ramadhani"
    ),
    "YESTERDAY_PART night": "jana usiku, usiku wa jana",
    "TODAY_PART night": "usiku huu",
    "DATE_MARK": "tarehe, tar, trh, tareh, tarehe ya, tarehe za",
    "WORKING": "za kazi, ya kazi",
    "EVE": "wa kuamkia, kuamkia, ya kuamkia",
    "PART dusk": "jioni, za jioni, ya jioni, wakati wa jioni, jion, jn, wa jioni",
    "EDGE -1 week 0": "mwisho wa wiki, mwishoni mwa wiki, mwisho wa juma, mwishoni mwa juma",
    "SINGLE week": "wiki, juma",
    "SINGLE month": "mwezi",
    "SINGLE year": "mwaka",
    "SINGLE hour": "lisaa",
    "EVERY_AFTER": "kila baada ya, baada ya kila, kwa kila baada ya, kila ikipita, kila zikipita",
    "BETWEEN": "kati ya, baina ya, kati ya saa, baina ya saa",
    "TIME_LABEL": "muda, wakati, saa ya kuanza",
    "LABEL": "tarehe, siku, lini, siku ya mwisho, tarehe na saa, mkutano, ukumbusho, marudio",
    "AFTER_NEXT": "baada ya ijayo, baada ya ujao, ya baada ya ijayo",
    "PARTS night": "usiku zote, kila usiku",
    "PARTS forenoon": "asubuhi zote, kila asubuhi",
    "PARTS dusk": "jioni zote, kila jioni",
    "PARTS daytime": "mchana zote, kila mchana",
    "FREQ month 2": "kila miezi miwili mara moja",
    "THE_MANY": "siku za, kila siku za",
    "THIS_MONTH": "ya mwezi huu, mwezi huu, ya mwezi tulio nao",
    "AT_LATEST": "mwisho kabisa",
    "ONE_BEFORE day": "siku",
    "ONE_BEFORE week": "wiki, juma",
    "ONE_BEFORE month": "mwezi, mwez",
    "ONE_BEFORE year": "mwaka",
    "ONE_BEFORE minute": "dakika",
    "ONE_BEFORE hour": "lisaa",
    "ONE_BEFORE workday": "siku ya kazi, siku ya ofisi",
    "ONE_BEFORE weekend": (
        "wikendi, wikiendi, mwisho wa wiki, mwishoni mwa wiki, mwisho wa juma, mwishoni mwa juma"
    ),
    "ONE_BEFORE quarter": "robo mwaka, robo ya mwaka",
    "SAME_DAY": "siku kama ya leo, siku kama leo",
    "INCLUSIVE": "ikiwemo, pamoja na siku hiyo",
    "FEAST 12-25": "krismasi, siku ya krismasi, noeli, sikukuu ya krismasi, krismas",
    "FEAST 12-24": "mkesha wa krismasi",
    "FEAST 12-31": "mkesha wa mwaka mpya",
    "FEAST 1-1": "mwaka mpya, siku ya mwaka mpya",
    "NIGHT_OF": "usiku wa, usiku wa siku ya",
    "PERIOD year 1": "mwakani",
    "IN_A_ROW": "mfululizo, kwa mfululizo",
    "TWICE_DAILY": "mara mbili kwa siku, mara mbili kila siku",
    "ONLY": "pekee, tu",
}
