//! A passage of windows → scores of every head for its words: the only place that names the neural runtime.
//!
//! The windows of a passage stand one after the other without padding; attention stays within a window, which a table of the pieces that
//! share one says. A passage never holds words of two articles: activations are quantised over the run, so the numbers of one article
//! would depend on its neighbours, and the output on the order of the files. Knows nothing of sentences.

use super::pieces::MARKS;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::sync::Arc;

/// The neural network, ready to run; shared by all threads.
pub struct Encoder {
    model: Model,
    /// The inputs of one axis, in the order of [`Passage`]'s columns.
    inputs: [NodeId; 4],
    /// Which pieces see which, and which words.
    seen: [NodeId; 2],
    outputs: [NodeId; 7],
    label_inputs: [NodeId; 2],
    label_output: NodeId,
    role_inputs: [NodeId; 2],
    role_output: NodeId,
}

/// The input of one run.
pub struct Passage {
    pieces: Vec<i32>,
    shapes: Vec<i32>,
    positions: Vec<i32>,
    first_pieces: Vec<i32>,
    /// Where each window's pieces begin, and where its words do. The marks stand before them all.
    windows: Vec<usize>,
    windows_of_words: Vec<usize>,
}

/// One passage's scores; each matrix is row-major with a row a word.
pub struct Scores {
    pub tags: Matrix,
    pub names: Matrix,
    /// Types of events, affirmed and denied, modalities.
    pub events: Matrix,
    /// A word as a trigger, then as one who takes part.
    pub event_views: Matrix,
    /// Column 0 is the root, column 1 + h the word h.
    pub arcs: Matrix,
    label_dependents: Matrix,
    label_heads: Matrix,
}

pub struct Matrix {
    pub values: Vec<f32>,
    pub columns: usize,
}

impl Matrix {
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    fn of(value: Value) -> Result<Self, String> {
        let tensor: NdTensor<f32, 2> = value.try_into().map_err(|e| format!("{e:?}"))?;
        let columns = tensor.size(1);
        Ok(Self { values: tensor.into_data(), columns })
    }
}

impl Passage {
    /// A passage without a window.
    pub fn new() -> Self {
        let positions = (0..).take(MARKS.len()).collect();
        let (windows, windows_of_words) = (Vec::new(), Vec::new());
        Self { pieces: MARKS.to_vec(), shapes: vec![0; MARKS.len()], positions, first_pieces: Vec::new(), windows, windows_of_words }
    }

    pub fn open_window(&mut self) {
        self.windows.push(self.pieces.len());
        self.windows_of_words.push(self.first_pieces.len());
    }

    /// Adds a word to the open window, by its pieces.
    pub fn push(&mut self, pieces: &[i32], shape: i32) {
        self.first_pieces.push(self.pieces.len() as i32);
        let position = MARKS.len() + self.windows.last().map_or(0, |&start| self.pieces.len() - start);
        self.positions.extend((position as i32..).take(pieces.len()));
        self.pieces.extend_from_slice(pieces);
        self.shapes.resize(self.pieces.len(), shape);
    }

    /// For each two pieces, row by row: 1 where the first sees the second, else 0. Pieces see those of their window and the marks; the
    /// marks see only one another.
    fn seen_pieces(&self) -> Vec<f32> {
        let (count, marks) = (self.pieces.len(), MARKS.len());
        let mut table = same_window(&self.windows, count);
        for row in 0..count {
            table[row * count..row * count + marks].fill(1.0);
        }
        table
    }
}

/// For each two of `count` things that stand in windows which begin at `starts`, row by row: 1 where they share a window, else 0.
fn same_window(starts: &[usize], count: usize) -> Vec<f32> {
    let mut table = vec![0.0; count * count];
    let ends = starts.iter().skip(1).copied().chain([count]);
    for (start, end) in starts.iter().copied().zip(ends) {
        for row in start..end {
            table[row * count + start..row * count + end].fill(1.0);
        }
    }
    table
}

impl Encoder {
    /// Loads an ONNX file as `training/export.py` writes it.
    pub fn load(onnx: &'static [u8]) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_static_slice(onnx).map_err(|e| e.to_string())?;
        let node = |name: &str| model.node_id(name).map_err(|_| format!("the model has no node {name:?}"));
        let inputs = [node("piece_ids")?, node("piece_shapes")?, node("piece_positions")?, node("first_pieces")?];
        let outputs = [
            node("tags")?,
            node("names")?,
            node("arcs")?,
            node("label_dependents")?,
            node("label_heads")?,
            node("events")?,
            node("event_views")?,
        ];
        let (label_inputs, label_output) = ([node("dependents")?, node("heads")?], node("relations")?);
        let (role_inputs, role_output) = ([node("asked")?, node("answering")?], node("roles")?);
        Ok(Self {
            role_inputs,
            role_output,
            seen: [node("seen_pieces")?, node("seen_words")?],
            inputs,
            outputs,
            label_inputs,
            label_output,
            model,
        })
    }

    /// Scores the words of a passage, on one thread of `pool`.
    pub fn score(&self, passage: &Passage, pool: &Arc<ThreadPool>) -> Result<Scores, String> {
        let columns = [&passage.pieces, &passage.shapes, &passage.positions, &passage.first_pieces];
        let mut inputs: Vec<(NodeId, ValueOrView)> = self
            .inputs
            .iter()
            .zip(columns)
            .map(|(&id, column)| (id, NdTensorView::from_data([column.len()], column.as_slice()).into()))
            .collect();
        let (pieces, words) = (passage.pieces.len(), passage.first_pieces.len());
        let tables = [passage.seen_pieces(), same_window(&passage.windows_of_words, words)];
        for ((table, &id), size) in tables.iter().zip(&self.seen).zip([pieces, words]) {
            inputs.push((id, NdTensorView::from_data([size, size], table.as_slice()).into()));
        }
        let [tags, names, arcs, label_dependents, label_heads, events, event_views] =
            self.model.run_n(inputs, self.outputs, Some(on(pool))).map_err(|e| e.to_string())?;
        Ok(Scores {
            tags: Matrix::of(tags)?,
            names: Matrix::of(names)?,
            events: Matrix::of(events)?,
            event_views: Matrix::of(event_views)?,
            arcs: Matrix::of(arcs)?,
            label_dependents: Matrix::of(label_dependents)?,
            label_heads: Matrix::of(label_heads)?,
        })
    }

    /// Scores the relations of arcs: pairs of a dependent word and its head (`None` is the root). A row an arc.
    pub fn score_relations(&self, scores: &Scores, arcs: &[(usize, Option<usize>)], pool: &Arc<ThreadPool>) -> Result<Matrix, String> {
        let width = scores.label_dependents.columns;
        let dependents: Vec<f32> = arcs.iter().flat_map(|&(dependent, _)| scores.label_dependents.row(dependent)).copied().collect();
        let heads: Vec<f32> = arcs.iter().flat_map(|&(_, head)| scores.label_heads.row(head.map_or(0, |h| h + 1))).copied().collect();
        let shape = [arcs.len(), width];
        let inputs = vec![
            (self.label_inputs[0], NdTensorView::from_data(shape, dependents.as_slice()).into()),
            (self.label_inputs[1], NdTensorView::from_data(shape, heads.as_slice()).into()),
        ];
        let [relations] = self.model.run_n(inputs, [self.label_output], Some(on(pool))).map_err(|e| e.to_string())?;
        Matrix::of(relations)
    }

    /// Scores who plays which part: `asked` are the views of triggers, `answering` those of mentions, one after the other. A row a part
    /// and trigger, the parts of one kind together; a column a mention.
    pub fn score_roles(&self, asked: &[f32], answering: &[f32], width: usize, pool: &Arc<ThreadPool>) -> Result<Matrix, String> {
        let inputs = [asked, answering].map(|views| NdTensorView::from_data([views.len() / width, width], views).into());
        let inputs = self.role_inputs.into_iter().zip(inputs).collect();
        let [roles] = self.model.run_n(inputs, [self.role_output], Some(on(pool))).map_err(|e| e.to_string())?;
        Matrix::of(roles)
    }
}

fn on(pool: &Arc<ThreadPool>) -> RunOptions {
    RunOptions::default().with_thread_pool(Some(pool.clone()))
}
