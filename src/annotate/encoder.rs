//! One window of words → scores of every head: the only place that names the neural runtime.
//!
//! A window is run alone, without a batch axis: activations are quantised over the window, so batching windows would let the numbers
//! of one article depend on its neighbours, and the output on the order of the files. Knows nothing of sentences.

use super::pieces::{WINDOW_END, WINDOW_START};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::sync::Arc;

/// The neural network, ready to run; shared by all threads.
pub struct Encoder {
    model: Model,
    inputs: [NodeId; 4],
    outputs: [NodeId; 5],
    label_inputs: [NodeId; 2],
    label_output: NodeId,
}

/// One window's input.
#[derive(Default)]
pub struct Window {
    pieces: Vec<i32>,
    shapes: Vec<i32>,
    first_pieces: Vec<i32>,
}

/// One window's scores; each matrix is row-major with a row a word.
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

impl Window {
    pub fn new() -> Self {
        Self { pieces: vec![WINDOW_START], shapes: vec![0], first_pieces: Vec::new() }
    }

    /// Adds a word by its pieces.
    pub fn push(&mut self, pieces: &[i32], shape: i32) {
        self.first_pieces.push(self.pieces.len() as i32);
        self.pieces.extend_from_slice(pieces);
        self.shapes.resize(self.pieces.len(), shape);
    }
}

impl Encoder {
    /// Loads an ONNX file as `training/export.py` writes it.
    pub fn load(onnx: &'static [u8]) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_static_slice(onnx).map_err(|e| e.to_string())?;
        let node = |name: &str| model.node_id(name).map_err(|_| format!("the model has no node {name:?}"));
        let inputs = [node("piece_ids")?, node("piece_shapes")?, node("piece_positions")?, node("first_pieces")?];
        let outputs = [node("tags")?, node("names")?, node("arcs")?, node("label_dependents")?, node("label_heads")?];
        let (label_inputs, label_output) = ([node("dependents")?, node("heads")?], node("relations")?);
        Ok(Self { model, inputs, outputs, label_inputs, label_output })
    }

    /// Scores the words of a window, on one thread of `pool`.
    pub fn score(&self, mut window: Window, pool: &Arc<ThreadPool>) -> Result<Scores, String> {
        window.pieces.push(WINDOW_END);
        window.shapes.push(0);
        let positions: Vec<i32> = (0..window.pieces.len() as i32).collect();
        let columns = [&window.pieces, &window.shapes, &positions, &window.first_pieces];
        let inputs: Vec<(NodeId, ValueOrView)> = self
            .inputs
            .iter()
            .zip(columns)
            .map(|(&id, column)| (id, NdTensorView::from_data([column.len()], column.as_slice()).into()))
            .collect();
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
