//! What the tokeniser does, phenomenon by phenomenon: the text with its pieces apart ("|" parts, "+" parts a multiword token).

use super::tokenise;

/// The pieces of a text, as the tables write them.
fn show(text: &str) -> String {
    let mut shown = String::new();
    for (place, piece) in tokenise(text).iter().enumerate() {
        if place > 0 {
            shown.push(if piece.joined { '+' } else { '|' });
        }
        shown.push_str(piece.span.of(text));
    }
    shown
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows.iter().filter(|(text, pieces)| show(text) != *pieces).map(|(text, pieces)| (pieces, show(text))).collect();
    assert!(wrong.is_empty(), "expected and found:\n{wrong:#?}");
}

#[test]
fn clitics_are_joined() {
    check(&[
        ("They don't know.", "They|do+n't|know|."),
        ("He can’t, won’t and CAN'T", "He|ca+n’t|,|wo+n’t|and|CA+N'T"),
        ("Oslo's mayor said it's over", "Oslo+'s|mayor|said|it+'s|over"),
        ("I'm sure we've seen they'd go, she'll say", "I+'m|sure|we+'ve|seen|they+'d|go|,|she+'ll|say"),
        ("the players' union and the Joneses’ house", "the|players+'|union|and|the|Joneses+’|house"),
        ("It cannot be, I'm gonna go and they wanna stay", "It|can+not|be|,|I+'m|gon+na|go|and|they|wan+na|stay"),
        ("They dont and he didnt", "They|do+nt|and|he|did+nt"),
        ("the U.S.'s and U.N.'s role", "the|U.S.+'s|and|U.N.+'s|role"),
        ("example.org's owner", "example.org+'s|owner"),
        ("the “Herald”'s editor", "the|“|Herald|”+'s|editor"),
        ("Ive drew it, its shape", "Ive|drew|it|,|its|shape"),
    ]);
}

#[test]
fn apostrophes_stay_in_names_and_clipped_words() {
    check(&[
        ("O'Brien met D’Angelo in Côte d'Ivoire at ten o'clock", "O'Brien|met|D’Angelo|in|Côte|d'Ivoire|at|ten|o'clock"),
        ("a Shi'ite from Sana'a", "a|Shi'ite|from|Sana'a"),
        ("the '90s, the 1980's and ’72", "the|'90s|,|the|1980's|and|’72"),
        ("Get 'em goin' now", "Get|'em|goin'|now"),
        ("rock 'n' roll", "rock|'n'|roll"),
        ("He is 6'2\" tall", "He|is|6|'|2|\"|tall"),
    ]);
}

#[test]
fn quotes() {
    check(&[
        ("\"No,\" she said.", "\"|No|,|\"|she|said|."),
        ("He called it 'a win for workers' and left", "He|called|it|'|a|win|for|workers|'|and|left"),
        ("‘The talks’ failed, the workers’ side said", "‘|The|talks|’|failed|,|the|workers+’|side|said"),
        ("“‘Stop’, he said”", "“|‘|Stop|’|,|he|said|”"),
        ("``Fine,'' he said", "``|Fine|,|''|he|said"),
        ("«Non», dit-il", "«|Non|»|,|dit|-|il"),
    ]);
}

#[test]
fn hyphens_part_compounds_but_not_prefixes() {
    check(&[
        ("a search-engine firm", "a|search|-|engine|firm"),
        ("the 5-year-old boy", "the|5|-|year|-|old|boy"),
        ("an e-mail on anti-war and pro-Kyiv protests", "an|e-mail|on|anti-war|and|pro-Kyiv|protests"),
        ("ex-minister, co-founder, re-elected, mid-August, non-profit", "ex-minister|,|co-founder|,|re-elected|,|mid-August|,|non-profit"),
        ("career-wise", "career-wise"),
        ("over-the-counter", "over|-|the|-|counter"),
        ("anti-money-laundering", "anti-money|-|laundering"),
        ("Bashar al-Assad and Moon Jae-in", "Bashar|al|-|Assad|and|Moon|Jae|-|in"),
        ("the U.S.-led force", "the|U.S.|-|led|force"),
        ("a deal -- at last — or not–yet", "a|deal|--|at|last|—|or|not|–|yet"),
        ("the London-Paris train", "the|London|-|Paris|train"),
    ]);
}

#[test]
fn slashes_ampersands_and_brackets() {
    check(&[
        ("Moscow/ Kyiv | Herald Desk:", "Moscow|/|Kyiv|||Herald|Desk|:"),
        ("and/or, w/o, s/he", "and|/|or|,|w/o|,|s/he"),
        ("AT&T and R&D, Marks & Co", "AT&T|and|R&D|,|Marks|&|Co"),
        ("(see [3]) {x}", "(|see|[|3|]|)|{|x|}"),
        ("so [...] on", "so|[|...|]|on"),
        ("Wait... what?! No…", "Wait|...|what|?!|No|…"),
    ]);
}

#[test]
fn money_and_units() {
    check(&[
        ("$1.5bn, US$5, €20m and £3k", "$|1.5|bn|,|US$|5|,|€|20|m|and|£|3|k"),
        ("a $3M fund, A$40 million, EUR200", "a|$|3|M|fund|,|A$|40|million|,|EUR|200"),
        ("Rs 500 or Rs500", "Rs|500|or|Rs|500"),
        ("up 12.5% to 30km, 5 kg or 5kg, 35mm", "up|12.5|%|to|30|km|,|5|kg|or|5|kg|,|35|mm"),
        ("120km/h at 24°C", "120|km|/|h|at|24|°|C"),
        ("a 4G phone, the A380, a 3D film on 5G", "a|4G|phone|,|the|A380|,|a|3D|film|on|5G"),
        ("3x5 tiles", "3|x|5|tiles"),
    ]);
}

#[test]
fn numbers_dates_and_times() {
    check(&[
        ("1,234,567 of 3.25 and 40,000.", "1,234,567|of|3.25|and|40,000|."),
        ("in 1,2 and [3,4]", "in|1|,|2|and|[|3|,|4|]"),
        ("at 3:30pm or 3:30 p.m. on 24/02/2022", "at|3:30|pm|or|3:30|p.m.|on|24/02/2022"),
        ("9/11, 1/2 cup, 2022-02-24, 24.02.2022", "9/11|,|1|/|2|cup|,|2022-02-24|,|24.02.2022"),
        ("the 21st, the 1960s, the 3rd", "the|21st|,|the|1960s|,|the|3rd"),
        ("1990-1995 and 1990–1995", "1990|-|1995|and|1990|–|1995"),
        ("call 555-0123 or 212-555-0123", "call|555-0123|or|212-555-0123"),
        ("won 3-1, +5, v2.0", "won|3|-|1|,|+5|,|v2.0"),
        ("a .22 rifle", "a|.22|rifle"),
    ]);
}

#[test]
fn dots_of_abbreviations() {
    check(&[
        ("Mr. Lee met Lt. Gen. Ada Obi and Dr. Wu.", "Mr.|Lee|met|Lt.|Gen.|Ada|Obi|and|Dr.|Wu|."),
        ("the U.S. Senate, the U.K., the U.N.", "the|U.S.|Senate|,|the|U.K.|,|the|U.N|."),
        ("He left the U.S. She stayed.", "He|left|the|U.S|.|She|stayed|."),
        ("J. R. Smith and J.R. Smith", "J.|R.|Smith|and|J.R.|Smith"),
        ("on Jan. 5, Feb. 27 and in Sept.", "on|Jan.|5|,|Feb.|27|and|in|Sept|."),
        ("No. 10 said no. 10 came.", "No.|10|said|no.|10|came|."),
        ("He said no. Ten came.", "He|said|no|.|Ten|came|."),
        ("Acme Inc. said Smith & Co. shares fell", "Acme|Inc.|said|Smith|&|Co.|shares|fell"),
        ("He runs Acme Inc. The firm grew.", "He|runs|Acme|Inc|.|The|firm|grew|."),
        ("e.g. wheat, i.e. grain, vs. rice, etc.", "e.g.|wheat|,|i.e.|grain|,|vs.|rice|,|etc|."),
        ("at 5 p.m. Monday", "at|5|p.m.|Monday"),
        ("It closed at 5 p.m. Police came.", "It|closed|at|5|p.m|.|Police|came|."),
        ("Sen. Cruz (R., Texas), Martin Luther King Jr., Ph.D.", "Sen.|Cruz|(|R.|,|Texas|)|,|Martin|Luther|King|Jr.|,|Ph.D|."),
        ("It was I. Nobody spoke.", "It|was|I|.|Nobody|spoke|."),
        ("GEN. OBI AND MR. LEE", "GEN.|OBI|AND|MR.|LEE"),
        ("St. Paul, Mt. Etna, 5th Ave. traffic", "St.|Paul|,|Mt.|Etna|,|5th|Ave.|traffic"),
        ("They left.The rest stayed", "They|left|.|The|rest|stayed"),
    ]);
}

#[test]
fn addresses_handles_and_tags() {
    check(&[
        ("see https://example.org/a-b?c=d&e=1. Then", "see|https://example.org/a-b?c=d&e=1|.|Then"),
        ("(www.example.com/news), example.co.uk", "(|www.example.com/news|)|,|example.co.uk"),
        ("mail jo.doe-1@mail.example.net, please", "mail|jo.doe-1@mail.example.net|,|please"),
        ("@jo_doe wrote #ClimateNow and # 5", "@jo_doe|wrote|#ClimateNow|and|#|5"),
        ("open report.pdf or notes_2.docx", "open|report.pdf|or|notes_2.docx"),
        ("at ex.co/a1b2 today", "at|ex.co/a1b2|today"),
        ("<https://example.org>", "<|https://example.org|>"),
    ]);
}

#[test]
fn emoticons_emoji_and_rules() {
    check(&[
        ("Thanks :) and ;-) or :-(", "Thanks|:)|and|;-)|or|:-("),
        ("(as follows:)", "(|as|follows|:|)"),
        ("Well 👍🏽 done 👩‍🚒 🇺🇦!", "Well|👍🏽|done|👩‍🚒|🇺🇦|!"),
        ("* * *", "*|*|*"),
        ("----- and ***", "-----|and|***"),
    ]);
}

/// Texts made to break a scanner.
fn nasty() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\u{301}",
        "e\u{301}te\u{301}",
        "\0",
        "a\0b",
        "\r\n\r\n",
        "\u{200b}",
        "a\u{200d}\u{200d}",
        "👨‍👩‍👧‍👦",
        "\u{feff}Hello",
        "\u{2028}x\u{2029}",
        "'",
        "''''",
        "’s",
        "n't",
        "a.",
        "a.b",
        ".a",
        "...",
        "@",
        "@@a@b@",
        "#",
        "http://",
        "www.",
        "a@",
        "@a.b.c.",
        "U.",
        "U.S",
        "U.S.…",
        "Yahoo!",
        "1/",
        "1-",
        "-1",
        "+",
        "1,",
        "$",
        "US$",
        "w/",
        "a/b/c",
        "«",
        "“”‘’",
        "\u{a0}a\u{a0}b",
        "中文。没有空格",
        "عربي، نص",
        "नमस्ते दुनिया।",
        "🇺",
        "1️⃣",
        "x²",
        "½",
        "a\tb\u{b}c\u{c}d",
        "dont’",
        "s’",
        "'S",
        "Ph.D",
        "p.m",
        "5p.m.",
        "[",
        "[...",
        "é.",
        "É. Zola",
        "ñ@ñ.ñ",
        "a_b__c_",
        "__",
        "é/é",
        "é&é",
    ]
    .map(str::to_string)
    .into();
    let signs =
        ["a", "S", "'", "’", ".", "-", "@", "/", ":", "1", ",", "$", "é", "\u{301}", "👍", " ", "\n", "&", "_", "*", "(", ")", "\"", "!"];
    for first in signs {
        for second in signs {
            for third in signs {
                texts.push([first, second, third, "s", first, "."].concat());
            }
        }
    }
    texts
}

#[test]
fn pieces_rebuild_the_text() {
    for text in nasty() {
        let mut rebuilt_to = 0;
        for (place, piece) in tokenise(&text).iter().enumerate() {
            let (start, end) = (piece.span.start as usize, piece.span.end as usize);
            assert!(start < end && rebuilt_to <= start && end <= text.len(), "{text:?} {:?}", piece.span);
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{text:?} {:?}", piece.span);
            assert!(text[rebuilt_to..start].chars().all(char::is_whitespace), "{text:?}: more than white space before {start}");
            assert!(!text[start..end].contains(char::is_whitespace), "{text:?}: white space in {:?}", &text[start..end]);
            assert!(!piece.joined || place > 0 && rebuilt_to == start, "{text:?}: {:?} joins nothing", &text[start..end]);
            rebuilt_to = end;
        }
        assert!(text[rebuilt_to..].chars().all(char::is_whitespace), "{text:?}: the end is lost");
    }
}

/// A scan that looked ahead again and again would take minutes here.
#[test]
fn a_long_text_without_a_space_is_read_in_linear_time() {
    let units = [
        "a", "a.", "a-", "a'", "1.", "1-", "a@", "@a", ".", "'", "’s", "a/", "(", "[", "é", "#a", "a_", "1,", "$", "A&", "-=", "!a", "a..",
        "\"a",
    ];
    let start = std::time::Instant::now();
    for unit in units {
        let text = unit.repeat(50_000 / unit.len());
        let pieces = tokenise(&text);
        assert_eq!(pieces.iter().map(|piece| piece.span.len()).sum::<usize>(), text.len(), "{unit}");
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
