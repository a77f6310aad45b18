//! Reading as a user meets it: files and folders in, articles and refusals out.

use super::*;
use std::fs;
use tempfile::TempDir;

/// A folder with these files; its articles and refusals, the folder's own path taken off the messages.
fn read(files: &[(&str, &[u8])]) -> (Vec<Article>, Vec<String>) {
    read_with(files, Options::default())
}

fn read_with(files: &[(&str, &[u8])], options: Options) -> (Vec<Article>, Vec<String>) {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for article in articles(vec![folder.path().to_path_buf()], options) {
        match article {
            Ok(article) => read.push(article),
            Err(refusal) => refused.push(refusal.to_string().replace(&format!("{}/", folder.path().display()), "")),
        }
    }
    (read, refused)
}

#[test]
fn folders_are_read_in_order_of_names() {
    let (read, refused) = read(&[
        ("b.txt", b"Second."),
        ("a/z.md", b"# T\n\nFirst."),
        ("c.jsonl", b"{\"text\": \"Third.\"}\n\n{\"text\": \"Fourth.\"}\n"),
        ("README.md", b"About these articles."),
        (".hidden.txt", b"Nobody sees this."),
    ]);
    let texts: Vec<_> = read.iter().map(|article| article.text.as_str()).collect();
    assert_eq!((texts, refused.len()), (vec!["First.", "Second.", "Third.", "Fourth."], 0));
}

#[test]
fn a_bad_input_costs_itself_only_and_is_named() {
    let (read, refused) = read(&[
        ("1-empty.txt", b""),
        ("2-blank.txt", b" \n\n"),
        ("3-binary.txt", b"MZ\0\0"),
        ("4-latin.txt", b"Caf\xE9"),
        ("5-utf16.txt", b"\xFF\xFEK\0"),
        ("6-date.txt", b"date 2022-02-31 They met."),
        ("7.pdf", b"%PDF"),
        ("8.jsonl", b"{\"text\": \"Good.\"}\n{\"text\": \n{\"title\": \"No text\"}\n{\"text\": \"Also good.\"}"),
        ("9-good.txt", b"\xEF\xBB\xBFGood as well."),
    ]);
    let texts: Vec<_> = read.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["Good.", "Also good.", "Good as well."]);
    let starts = [
        "1-empty.txt: is empty. ",
        "2-blank.txt: has no text",
        "3-binary.txt: is a binary file: byte 3 is NUL. ",
        "4-latin.txt: is not UTF-8: byte 4 ",
        "5-utf16.txt: is in UTF-16. ",
        "6-date.txt:1: has a date that is none",
        "7.pdf: is of a type that is not read: .pdf. ",
        "8.jsonl:2: is no JSON",
        "8.jsonl:3: has no text. ",
    ];
    assert_eq!(refused.len(), starts.len(), "{refused:#?}");
    for (refusal, start) in refused.iter().zip(starts) {
        assert!(refusal.starts_with(start) && refusal.ends_with('.'), "{refusal}");
    }
}

#[test]
fn an_article_over_the_limit_is_refused() {
    let long = "a ".repeat(600);
    let line = format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"Short.\"}}");
    let files = [("a.txt", long.as_bytes()), ("b.jsonl", line.as_bytes())];
    let (articles, refused) = read_with(&files, Options { max_article_bytes: 1000, ..Options::default() });
    assert_eq!(articles.len(), 1);
    assert!(refused[0].starts_with("a.txt: holds more than 1000 bytes") && refused[1].starts_with("b.jsonl:1: holds more"), "{refused:?}");
    assert!(refused[0].contains("--max-article-bytes"));
    assert_eq!(read_with(&files, Options { max_article_bytes: 1200, ..Options::default() }).0.len(), 2);
}

#[test]
fn a_second_copy_is_refused_and_the_first_is_named() {
    let (articles, refused) = read(&[
        ("a.txt", b"date 2022-02-26\nThey met."),
        ("b.jsonl", b"{\"id\": \"x\", \"text\": \"One.\"}\n{\"id\": \"x\", \"text\": \"Two.\"}\n{\"text\": \"They met.\", \"date\": \"2022-02-26\"}"),
        ("c.txt", b"date 2022-02-27\nThey met."),
    ]);
    assert_eq!(articles.len(), 3);
    assert!(refused[0].starts_with("b.jsonl:2: is the same article as") && refused[0].contains("b.jsonl:1: both have the id \"x\""));
    assert!(refused[1].starts_with("b.jsonl:3:") && refused[1].contains("a.txt: both"), "{refused:?}");
}

#[test]
fn what_is_not_there_and_what_is_empty_are_told_apart() {
    let (read, refused) = read(&[("README.md", b"Nothing else here.")]);
    assert!(read.is_empty() && refused[0].contains("is a folder without articles. "), "{refused:?}");
    let missing = articles(vec![PathBuf::from("no/such/file.txt")], Options::default()).next().unwrap().unwrap_err();
    assert_eq!(missing.to_string(), "no/such/file.txt: is not there. Check the path.");
}

#[test]
fn articles_are_read_one_at_a_time() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.jsonl");
    fs::write(&file, "{\"text\": \"One.\"}\n").unwrap();
    let mut stream = articles(vec![file, folder.path().join("b.txt")], Options::default());
    assert_eq!(stream.next().unwrap().unwrap().text, "One.");
    // Written only now: a reader that had collected its inputs beforehand would not see it.
    fs::write(folder.path().join("b.txt"), "Two.").unwrap();
    assert_eq!(stream.next().unwrap().unwrap().text, "Two.");
    assert!(stream.next().is_none());
}

/// Bytes without pattern, the same on each run: a linear congruential generator (constants of Knuth's MMIX).
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn damaged_files_are_refused_or_read_but_never_a_defect() {
    const SEEDS: [(&str, &str); 3] = [
        ("a.txt", " date 2022-02-26\ntitle: Türkiye\n\nThey met – “twice”.\n"),
        ("a.md", "---\ntitle: 'A'\ndate: 2022-02-26\n---\n# A\n\n- [x](y) **b** `c` &amp; <br> ![i](j)\n\n```\ncode\n```\n"),
        ("a.jsonl", "{\"text\": \"They met.\", \"date\": \"2022-02-26\"}\n{\"body\": \"\\u00e9\", \"id\": 3}\n"),
    ];
    const PIECES: [&[u8]; 12] =
        [b"\0", b"\xFF\xFE", b"\xE2\x80", b"[", b"](", b"&#", b"<!--", b"---\n", b"\"", b"{", b"date 2022-02-2", b"\r\n"];
    let mut noise = Noise(1);
    for (name, seed) in SEEDS {
        for _ in 0..300 {
            let mut bytes = seed.as_bytes().to_vec();
            for _ in 0..=noise.below(4) {
                let at = noise.below(bytes.len() + 1);
                let until = (at + noise.below(6)).min(bytes.len());
                bytes.splice(at..until, PIECES[noise.below(PIECES.len())].iter().copied());
            }
            let source = source::for_file(Path::new(name)).unwrap();
            for found in source.read(Box::new(std::io::Cursor::new(bytes)), Options { max_article_bytes: 200, ..Options::default() }) {
                match found.map(|located| finish(located.draft)) {
                    Ok(Ok(article)) => assert!(!article.text.is_empty() && article.text.len() <= 200),
                    Ok(Err(fault)) | Err(fault) => assert!(!fault.problem.is_empty() && fault.remedy.ends_with('.'), "{fault:?}"),
                }
            }
        }
    }
}

#[test]
fn a_list_of_sentences_is_read_line_by_line() {
    let files: [(&str, &[u8]); 2] = [
        ("a.txt", b"Envoys met .\n\nEnvoys met .\r\nCaf\xE9\ndate 2022-02-26 is text here"),
        ("b.jsonl", b"{\"id\": \"own\", \"text\": \"They left.\"}"),
    ];
    let (read, refused) = read_with(&files, Options { lines: true, ..Options::default() });
    let texts: Vec<_> = read.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["Envoys met .", "Envoys met .", "date 2022-02-26 is text here", "They left."]);
    assert!(read[1].id.ends_with("a.txt:3") && read[3].id == "own", "{}", read[1].id);
    assert_eq!(refused.len(), 1);
    assert!(refused[0].starts_with("a.txt:4: is not UTF-8"), "{}", refused[0]);
}

#[test]
fn an_article_comes_with_its_place() {
    let folder = TempDir::new().unwrap();
    let (text, lines) = (folder.path().join("a.txt"), folder.path().join("b.jsonl"));
    fs::write(&text, "Envoys met.").unwrap();
    fs::write(&lines, "\n{\"text\": \"They left.\"}\n").unwrap();
    let places: Vec<_> = located_articles(vec![text.clone(), lines.clone()], Options::default()).map(|found| found.unwrap().0).collect();
    assert_eq!(places, [Origin { file: text, line: None }, Origin { file: lines.clone(), line: Some(2) }]);
    assert_eq!(places[1].to_string(), format!("{}:2", lines.display()));
}

#[test]
fn versions_of_an_article_are_taken_where_they_are_asked_for() {
    let wire: &[u8] = b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"a\", \"text\": \"Two.\"}\n{\"id\": \"a\", \"text\": \"One.\"}\n";
    for (versions, texts, refused_lines) in [(false, vec!["One."], vec![2, 3]), (true, vec!["One.", "Two."], vec![3])] {
        let (articles, refused) = read_with(&[("wire.jsonl", wire)], Options { versions, ..Options::default() });
        assert_eq!(articles.iter().map(|article| article.text.as_str()).collect::<Vec<_>>(), texts);
        let starts: Vec<String> =
            refused_lines.iter().map(|line| format!("wire.jsonl:{line}: is the same article as wire.jsonl:1")).collect();
        assert!(
            refused.len() == starts.len() && refused.iter().zip(&starts).all(|(message, start)| message.starts_with(start)),
            "{refused:?}"
        );
    }
}
