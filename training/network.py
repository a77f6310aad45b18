"""The joint annotator: a six-layer MiniLM encoder with a word-shape input, and one head a layer of annotation.

All linear layers can imitate the int8 arithmetic of the shipped weights while they are trained (`imitate_int8`), so that the
rounding costs little: weights per output channel in [-64, 64], activations per window in [0, 255]. Seven bits of weight keep
the products of two neighbours inside 16 bits, so that processors without VNNI compute exactly the same numbers.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
WORD_LAYERS = 4  # the last layers read words alone, each by its first piece: what its other pieces say, it has taken in by then
MARKS = 2  # [CLS] and [SEP], which open a window
WEIGHT_MAX = 64
SHAPES = ["padding", "acronym", "single capital", "capitalised", "mixed", "lower", "digits", "letters", "other"]


def shape_of(form):
    """The index into SHAPES of a word's shape."""
    if form.isupper():
        return 1 if len(form) > 1 else 2
    if form[0].isupper():
        return 3 if form[1:].islower() else 4
    if form.islower():
        return 5
    if any(c.isdigit() for c in form):
        return 6
    if any(c.isalpha() for c in form):
        return 7
    return 8


class Imitation:
    on = False


def imitate_activation(x):
    """Rounds each window's activations to 256 steps between their extremes; the gradient passes straight through."""
    with torch.no_grad():
        dims = tuple(range(1, x.dim()))
        low = x.amin(dims, keepdim=True).clamp(max=0).float()
        high = x.amax(dims, keepdim=True).clamp(min=0).float()
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        rounded = (((x.float() / scale).round() + zero).clamp_(0, 255) - zero).mul_(scale)
    return x + (rounded - x).detach()


def imitate_weight(weight):
    with torch.no_grad():
        scale = (weight.abs().amax(1, keepdim=True) / WEIGHT_MAX).clamp(min=1e-8)
        rounded = (weight / scale).round() * scale
    return weight + (rounded - weight).detach()


class Linear(nn.Linear):
    def forward(self, x):
        if Imitation.on:
            return F.linear(imitate_activation(x), imitate_weight(self.weight), self.bias)
        return F.linear(x, self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query_key_value = Linear(WIDTH, 3 * WIDTH)
        self.attention_output = Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = Linear(WIDTH, INNER)
        self.output = Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.query_key_value(x).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.attention_norm(x + self.dropout(self.attention_output(attended.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.output_norm(x + self.dropout(self.output(F.gelu(self.inner(x)))))


class Annotator(nn.Module):
    ARC, LABEL, NAME = 256, 192, 192

    def __init__(self, inventories):
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.token_type = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.dropout = nn.Dropout(0.1)
        # One matrix for all word-wise choices: upos, features, lemma script, mention type, sentence end.
        self.choices = ["upos", "feats", "lemma", "mention", "end"]
        self.sizes = [len(inventories[c]) for c in self.choices]
        self.tags = Linear(WIDTH, sum(self.sizes))
        self.name_hidden = Linear(WIDTH, self.NAME)
        self.name_tags = Linear(self.NAME, len(inventories["name"]))
        # Dependent and head views, for arcs and for their labels, in one matrix.
        self.views = Linear(WIDTH, 2 * self.ARC + 2 * self.LABEL)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc = nn.Parameter(torch.randn(self.ARC + 1, self.ARC) * 0.02)
        self.labels = Linear(self.LABEL, len(inventories["relation"]))
        self.head_dropout = nn.Dropout(0.25)

    def load_encoder(self, weights):
        embeddings = "embeddings."
        self.words.weight.data = weights[embeddings + "word_embeddings.weight"].float()
        self.positions.weight.data = weights[embeddings + "position_embeddings.weight"].float()
        self.token_type.data = weights[embeddings + "token_type_embeddings.weight"][0].float()
        self.embedding_norm.load_state_dict({k: weights[f"{embeddings}LayerNorm.{k}"].float() for k in ("weight", "bias")})
        for i, layer in enumerate(self.layers):
            part = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                joined = torch.cat([weights[f"{part}attention.self.{name}.{kind}"].float() for name in ("query", "key", "value")])
                getattr(layer.query_key_value, kind).data = joined
                for own, theirs in (("attention_output", "attention.output.dense"), ("attention_norm", "attention.output.LayerNorm"),
                                    ("inner", "intermediate.dense"), ("output", "output.dense"), ("output_norm", "output.LayerNorm")):
                    getattr(getattr(layer, own), kind).data = weights[f"{part}{theirs}.{kind}"].float()

    def encoder_parameters(self):
        for name, parameter in self.named_parameters():
            if name.startswith(("words", "positions", "token_type", "embedding_norm", "layers")):
                yield parameter

    def head_parameters(self):
        encoder = {id(p) for p in self.encoder_parameters()}
        return [p for p in self.parameters() if id(p) not in encoder]

    def encode(self, ids, shapes, mask, first, words):
        """The words of each window, [window, word, WIDTH]; `words` tells which of them are there.

        The two marks at a window's start are seen by all its pieces, but see only one another: so all windows of a passage can share them.
        """
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.token_type + self.shapes(shapes)
        x = self.dropout(self.embedding_norm(x))
        attention_mask = mask[:, None, None, :].repeat(1, 1, ids.shape[1], 1)
        attention_mask[:, :, :MARKS, MARKS:] = False
        for i, layer in enumerate(self.layers):
            if i == LAYERS - WORD_LAYERS:
                x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))
                attention_mask = words[:, None, None, :]
            x = layer(x, attention_mask)
        return x

    def forward(self, ids, shapes, mask, first, words):
        """Scores of the word-wise choices (a dict), names, arcs [window, word, 1 + word], and the label views."""
        h = self.dropout(self.encode(ids, shapes, mask, first, words))
        tags = dict(zip(self.choices, self.tags(h).split(self.sizes, -1)))
        tags["name"] = self.name_tags(self.head_dropout(F.relu(self.name_hidden(h))))
        rooted = torch.cat([self.root.to(h.dtype).expand(h.shape[0], 1, -1), h], 1)
        views = self.views(rooted)
        dependent, head, label_dependent, label_head = views.split([self.ARC, self.ARC, self.LABEL, self.LABEL], -1)
        dependent = self.head_dropout(F.relu(dependent[:, 1:]))
        head = self.head_dropout(F.relu(head))
        ones = torch.ones_like(dependent[..., :1])
        arcs = torch.cat([dependent, ones], -1) @ self.arc.to(dependent.dtype) @ head.transpose(1, 2)
        return tags, arcs, label_dependent[:, 1:], label_head

    def label_scores(self, label_dependent, label_head, heads):
        chosen = torch.gather(label_head, 1, heads[:, :, None].expand(-1, -1, label_head.shape[-1]))
        return self.labels(self.head_dropout(F.relu(label_dependent + chosen)))
