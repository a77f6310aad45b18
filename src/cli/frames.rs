//! `dateline frames`: the frames that read events, and the run of the examples that frames carry.

use super::args::{Frames, FramesFormat, Knowing};
use super::reading;
use super::screen::{Screen, Style, counted};
use crate::ontology::{Frame, Ontology, Origin};
use crate::pipeline::try_examples;
use crate::store::write_predicates;
use std::path::Path;

pub(super) fn run(arguments: &Frames, screen: &Screen) -> anyhow::Result<()> {
    match &arguments.check {
        Some(folder) => check(folder, &arguments.knowing, screen),
        None => list(arguments, screen),
    }
}

/// A line for each frame: its type, where it stands, and what it says between two names.
fn list(arguments: &Frames, screen: &Screen) -> anyhow::Result<()> {
    let ontology = Ontology::with_overlays(&arguments.knowing.ontology)?;
    if arguments.format == FramesFormat::Turtle {
        return Ok(write_predicates(&ontology, &mut screen.output())?);
    }
    let frames: Vec<&Frame> = match &arguments.word {
        None => ontology.frames.iter().collect(),
        Some(word) => {
            let mut numbers: Vec<usize> = ontology.frames.candidates(&word.to_lowercase()).iter().map(|c| c.frame).collect();
            numbers.dedup();
            numbers.into_iter().map(|number| ontology.frames.get(number)).collect()
        }
    };
    if let Some(word) = arguments.word.as_ref().filter(|_| frames.is_empty()) {
        anyhow::bail!("no frame has a word of the form {word:?}; `dateline frames` lists all of them");
    }
    let width = frames.iter().map(|frame| frame.event_type.as_str().len()).max().unwrap_or(0);
    let line = |frame: &&Frame| {
        let place = placed(&frame.origin, &frame.id);
        format!("{:width$}  {place}  {}\n", frame.event_type.as_str(), screen.styled(Style::Faint, &frame.predicate))
    };
    screen.data(&frames.iter().map(line).collect::<String>())
}

/// Runs the examples with this folder over all others; those of the program show what it changes in what was read before.
fn check(folder: &Path, knowing: &Knowing, screen: &Screen) -> anyhow::Result<()> {
    let engine = reading::engine(&Knowing {
        ontology: knowing.ontology.iter().cloned().chain([folder.to_path_buf()]).collect(),
        frames_only: true,
    })?;
    let (mut run, mut failed, mut own) = (0, 0, 0);
    for trial in try_examples(&engine) {
        run += 1;
        own += usize::from(trial.frame.origin.overlay);
        if let Some(fault) = &trial.fault {
            failed += 1;
            screen.data(&format!("{}: {fault}\n", placed(&trial.frame.origin, &trial.frame.id)))?;
        }
    }
    for frame in engine.ontology().frames.iter().filter(|frame| frame.origin.overlay && frame.examples.is_empty()) {
        screen.note(&format!("{} has no example", placed(&frame.origin, &frame.id)));
    }
    anyhow::ensure!(failed == 0, "{failed} of {} not read as they say", counted(run, "example"));
    screen.note(&format!("{} of {} and {} of the program: all read as they say", counted(own, "example"), folder.display(), run - own));
    Ok(())
}

/// "ontology/frames/assault.toml:4 #attack".
pub(super) fn placed(origin: &Origin, id: &str) -> String {
    format!("{}:{} #{id}", origin.file, origin.line)
}
