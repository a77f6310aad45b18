//! Annotates a sentence and prints each word with its part of speech and the word that it hangs on.
//!
//! `cargo run --example annotate_sentence -- "Ukraine rejected the offer, Moscow said."`

use dateline::annotate::Annotator;
use dateline::model::Article;

fn main() {
    let text =
        std::env::args().nth(1).unwrap_or_else(|| "Russia's foreign minister spoke with his Turkish counterpart on Saturday.".into());
    let article = Article { id: "sentence".into(), url: None, publisher: None, title: None, published: None, text };
    let (document, problems) = Annotator::embedded().annotate(&article);

    for (index, token) in document.tokens.iter().enumerate() {
        let head = token.head.map_or("the root", |head| document.form(&article.text, head));
        println!("{:16}{:8}{:14}{head}", document.form(&article.text, index), token.upos.as_str(), token.relation.as_str());
    }
    for mention in &document.mentions {
        println!("{}: {}", mention.kind.as_str(), document.bytes(mention.tokens).of(&article.text));
    }
    for problem in problems {
        eprintln!("{}", problem.message);
    }
}
