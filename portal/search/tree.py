"""The members of groups of synonyms as numbers, to be found in very many texts at once.

The same tree in which `Members` looks: each step of all texts is one look into a row of pairs of place and token.
"""

from collections.abc import Iterable

import numpy as np

from portal.search.columns import Column
from portal.search.lists import Lists, Numbered
from portal.search.synonyms import Node

_TOKEN = 32
"""Bits of a token's number."""


class Tree:
    """The trees of all languages, laid side by side."""

    def __init__(self, roots: Iterable[Node], tokens: Numbered[str]) -> None:
        """Give each place of the trees a number, and each token that leads from one to the next."""
        nodes = list(roots)
        self._roots = np.arange(len(nodes))
        self._groups = Lists()
        steps = [(-1, 0)]
        # The list grows as it is walked: what a place leads to comes later.
        for number, node in enumerate(nodes):
            self._groups.add(tokens[group] for group in node.groups)
            for token, further in node.further.items():
                steps.append((number << _TOKEN | tokens[token], len(nodes)))
                nodes.append(further)
        self._steps, self._leads = np.array(sorted(steps)).T.copy()

    def within(self, tokens: Column, texts: Column, trees: Column) -> tuple[Column, Column]:
        """Find every member in a row of tokens, each of a text that is looked at with one of the trees.

        Gives the tokens of groups, and the place in the row where the member of each begins.
        """
        at, node = np.arange(len(tokens)), self._roots[trees]
        groups, places = [], []
        beyond = np.append(texts, -1)
        for depth in range(len(tokens)):
            inside = beyond[at + depth] == texts[at]
            at, node = at[inside], node[inside]
            wanted = node << _TOKEN | tokens[at + depth]
            step = self._steps.searchsorted(wanted, side="right") - 1
            taken = self._steps[step] == wanted
            at, node = at[taken], self._leads[step[taken]]
            if not len(at):
                break
            found, of = self._groups.of(node)
            groups.append(found)
            places.append(at[of])
        none = np.zeros(0, np.int64)
        return np.concatenate((none, *groups)), np.concatenate((none, *places))
