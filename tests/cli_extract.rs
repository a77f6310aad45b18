//! `dateline extract` beside its records: open tuples in the words of the input, and what became of the sentences.

mod program;

use program::Program;
use serde_json::Value;

const SENTENCES: &str = "Mr. Lindqvist did n't sell the farm 's `` golden '' apples to Norway in 1998 .\n\
    \n\
    Ottilie Braun , a retired surgeon , lives in Graz and paints birds .\n\
    Ottilie Braun , a retired surgeon , lives in Graz and paints birds .\n";

/// The columns of each line.
fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().map(|line| line.split('\t').collect()).collect()
}

#[test]
fn tuples_are_written_in_the_words_of_the_line() {
    let program = Program::new();
    program.write("sentences.txt", SENTENCES);
    let run = program.run(&["extract", "sentences.txt", "--lines", "--format", "openie"]);
    let rows = rows(&run.ended(0).out);
    assert!(rows.iter().any(|row| row[3] == "Mr. Lindqvist" && row[2].starts_with("did n't sell")), "{}", run.out);
    assert!(rows.iter().any(|row| row[3] == "Ottilie Braun" && row[2] == "paints" && row[4] == "birds"), "{}", run.out);
    for row in rows {
        assert!(row.len() >= 5 && SENTENCES.lines().any(|line| line == row[0]), "{row:?}");
        let confidence: f64 = row[1].parse().unwrap();
        assert!(confidence > 0.0 && confidence <= 1.0);
        let given: Vec<&str> = row[0].split(' ').collect();
        for word in row[2..].iter().flat_map(|column| column.split(' ')) {
            assert!(given.contains(&word) || ["is", "has", "in"].contains(&word), "{word:?} is no word of {:?}", row[0]);
        }
    }
}

#[test]
fn pairs_have_one_argument_each() {
    let program = Program::new();
    let run = program.run_with(&["extract", "-", "--lines", "--format", "openie-binary"], SENTENCES);
    let rows = rows(&run.ended(0).out);
    assert!(rows.iter().all(|row| row.len() == 5), "{}", run.out);
    assert!(rows.iter().any(|row| row[2] == "lives in" && row[4] == "Graz"), "{}", run.out);
}

#[test]
fn sentences_of_an_article_are_parted_in_its_tuples() {
    let program = Program::new();
    program.write("a.txt", "Ottilie Braun lives in Graz. She doesn't paint birds.");
    let run = program.run(&["extract", "a.txt", "--format", "openie"]);
    let rows = rows(&run.ended(0).out);
    assert!(rows.iter().any(|row| row[0] == "She doesn't paint birds." && row[2] == "does n't paint"), "{}", run.out);
}

#[test]
fn coverage_counts_every_sentence_and_lists_the_silent_ones() {
    let program = Program::new();
    let text = "Russia attacked Ukraine on Thursday.\n\nIt rained in the évening.";
    program.write("a.txt", text);
    program.write("b.jsonl", "{\"id\": \"wire-7\", \"text\": \"Nothing else was known.\"}\n");
    let table = program.run(&["extract", "a.txt", "b.jsonl", "--coverage"]);
    table.ended(0);
    assert!(table.out.contains("3 sentences gave") && table.out.contains("b.jsonl:1 0-23  Nothing else was known."), "{}", table.out);
    let json = program.run(&["extract", "a.txt", "b.jsonl", "--coverage", "--format", "json"]);
    let record: Value = serde_json::from_str(&json.ended(0).out).unwrap();
    assert_eq!((record["sentences"].as_u64(), record["claims"].as_u64(), record["nothing"].as_u64()), (Some(3), Some(1), Some(2)));
    let first = &record["silent"][0];
    let (start, end) = (first["start"].as_u64().unwrap() as usize, first["end"].as_u64().unwrap() as usize);
    let found: String = text.chars().skip(start).take(end - start).collect();
    assert_eq!((first["file"].as_str(), first["line"].as_u64(), found.as_str()), (Some("a.txt"), None, "It rained in the évening."));
    assert_eq!((record["silent"][1]["line"].as_u64(), record["silent"][1]["article"].as_str()), (Some(1), Some("wire-7")));
    let wrong = program.run(&["extract", "a.txt", "--coverage", "--format", "openie"]);
    assert!(wrong.ended(1).err.contains("--format json"), "{}", wrong.err);
}
