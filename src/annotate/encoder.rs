//! A passage of windows → scores of every head for its words: the only place that names the neural runtime.
//!
//! The windows of a passage stand one after the other without padding; attention stays within a window. A passage never holds words of
//! two articles: activations are quantised over the run, so the numbers of one article would depend on its neighbours, and the output
//! on the order of the files. Knows nothing of sentences.

use super::pieces::{WINDOW_END, WINDOW_START};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::sync::Arc;

/// The neural network, ready to run; shared by all threads.
pub struct Encoder {
    model: Model,
    /// The inputs of one axis, in the order of [`Passage`]'s columns; then those that lay windows side by side.
    inputs: [NodeId; 5],
    slots: NodeId,
    mask: NodeId,
    outputs: [NodeId; 5],
    label_inputs: [NodeId; 2],
    label_output: NodeId,
}

/// The input of one run.
#[derive(Default)]
pub struct Passage {
    pieces: Vec<i32>,
    shapes: Vec<i32>,
    positions: Vec<i32>,
    first_pieces: Vec<i32>,
    /// Where each window's pieces begin.
    windows: Vec<usize>,
}

/// One passage's scores; each matrix is row-major with a row a word.
pub struct Scores {
    pub tags: Matrix,
    pub names: Matrix,
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
    pub fn open_window(&mut self) {
        self.windows.push(self.pieces.len());
        self.push_pieces(&[WINDOW_START], 0);
    }

    /// Adds a word to the open window, by its pieces.
    pub fn push(&mut self, pieces: &[i32], shape: i32) {
        self.first_pieces.push(self.pieces.len() as i32);
        self.push_pieces(pieces, shape);
    }

    pub fn close_window(&mut self) {
        self.push_pieces(&[WINDOW_END], 0);
    }

    fn push_pieces(&mut self, pieces: &[i32], shape: i32) {
        let start = self.windows.last().map_or(0, |&start| self.pieces.len() - start) as i32;
        self.positions.extend((start..).take(pieces.len()));
        self.pieces.extend_from_slice(pieces);
        self.shapes.resize(self.pieces.len(), shape);
    }

    /// The windows side by side, for attention.
    fn side_by_side(&self) -> SideBySide {
        let ends = self.windows.iter().skip(1).copied().chain([self.pieces.len()]);
        let windows: Vec<(usize, usize)> = self.windows.iter().copied().zip(ends).collect();
        let longest = windows.iter().map(|(start, end)| end - start).max().unwrap_or(0);
        let mut layout = SideBySide { longest, slots: Vec::new(), mask: Vec::new(), places: Vec::with_capacity(self.pieces.len()) };
        for (start, end) in windows {
            let (row, used) = (layout.slots.len(), end - start);
            layout.places.extend((row..row + used).map(|place| place as i32));
            layout.slots.extend((start..end).map(|piece| piece as i32));
            layout.slots.resize(row + longest, start as i32);
            layout.mask.resize(row + used, 0.0);
            layout.mask.resize(row + longest, HIDDEN);
        }
        layout
    }
}

/// Where the pieces of a passage stand when its windows are laid side by side.
struct SideBySide {
    longest: usize,
    slots: Vec<i32>,
    mask: Vec<f32>,
    places: Vec<i32>,
}

/// Added to the attention score of a place without a piece: its weight becomes zero.
const HIDDEN: f32 = -1e9;

impl Encoder {
    /// Loads an ONNX file as `training/export.py` writes it.
    pub fn load(onnx: &'static [u8]) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_static_slice(onnx).map_err(|e| e.to_string())?;
        let node = |name: &str| model.node_id(name).map_err(|_| format!("the model has no node {name:?}"));
        let inputs = [node("piece_ids")?, node("piece_shapes")?, node("piece_positions")?, node("first_pieces")?, node("places")?];
        let outputs = [node("tags")?, node("names")?, node("arcs")?, node("label_dependents")?, node("label_heads")?];
        let (label_inputs, label_output) = ([node("dependents")?, node("heads")?], node("relations")?);
        Ok(Self { slots: node("slots")?, mask: node("mask")?, inputs, outputs, label_inputs, label_output, model })
    }

    /// Scores the words of a passage, on one thread of `pool`.
    pub fn score(&self, passage: &Passage, pool: &Arc<ThreadPool>) -> Result<Scores, String> {
        let layout = passage.side_by_side();
        let columns = [&passage.pieces, &passage.shapes, &passage.positions, &passage.first_pieces, &layout.places];
        let mut inputs: Vec<(NodeId, ValueOrView)> = self
            .inputs
            .iter()
            .zip(columns)
            .map(|(&id, column)| (id, NdTensorView::from_data([column.len()], column.as_slice()).into()))
            .collect();
        let windows = passage.windows.len();
        inputs.push((self.slots, NdTensorView::from_data([windows, layout.longest], layout.slots.as_slice()).into()));
        inputs.push((self.mask, NdTensorView::from_data([windows, 1, 1, layout.longest], layout.mask.as_slice()).into()));
        let [tags, names, arcs, label_dependents, label_heads] =
            self.model.run_n(inputs, self.outputs, Some(on(pool))).map_err(|e| e.to_string())?;
        Ok(Scores {
            tags: Matrix::of(tags)?,
            names: Matrix::of(names)?,
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
}

fn on(pool: &Arc<ThreadPool>) -> RunOptions {
    RunOptions::default().with_thread_pool(Some(pool.clone()))
}
