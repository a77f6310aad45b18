"""Heads for events, on the same word states as the annotator's: triggers with their types, polarity and modality, and which word names
who plays which role for a trigger."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from event_data import MODALITIES, ROLES, TYPES
from network import WIDTH, Linear

VIEW = 96
HIDDEN = 512


class EventHeads(nn.Module):
    def __init__(self, paths):
        super().__init__()
        self.paths = {p: i for i, p in enumerate(paths)}
        self.hidden = Linear(WIDTH, HIDDEN)
        # One matrix: types, polarity, modality, and the views of a word as trigger and as candidate.
        self.sizes = [len(TYPES), 2, len(MODALITIES), VIEW, VIEW]
        self.words = Linear(HIDDEN, sum(self.sizes))
        self.roles = nn.Parameter(torch.randn(len(ROLES), VIEW + 1, VIEW + 1) * 0.02)
        # How well each path of the tree, and each type of event, goes with each role, whatever the words.
        self.path = nn.Embedding(len(paths), len(ROLES))
        nn.init.zeros_(self.path.weight)
        self.dropout = nn.Dropout(0.25)

    def forward(self, states):
        """types [words, T], polarity [words, 2], modality [words, M], trigger views and candidate views [words, VIEW + 1]."""
        hidden = self.dropout(F.gelu(self.hidden(self.dropout(states))))
        types, polarity, modality, trigger, candidate = self.words(hidden).split(self.sizes, -1)
        one = torch.ones_like(trigger[:, :1])
        views = [torch.cat([self.dropout(F.relu(v)), one], -1) for v in (trigger, candidate)]
        return types, polarity, modality, *views

    def role_scores(self, triggers, candidates, paths):
        """Scores [pairs, roles] of rows of the two views, and the indices of the paths between them."""
        return torch.einsum("pi,rij,pj->pr", triggers, self.roles.to(triggers.dtype), candidates) + self.path(paths)
