#!/usr/bin/env python3
"""Writes ../resources/step.pt: a whole training step of a dense network as one TorchScript call, the fastest way to run
PyTorch from Java. Run: /usr/bin/python3 step.py

A call with a one-dimensional x takes the weights from it and the widths of the layers from y; any other call is a step of
forward, softmax cross-entropy, backward and Adam on rows x of classes y, and returns the mean loss. The derivatives are
written out, so that nothing is spent on recording them, and Adam is PyTorch's fused one.
"""
from typing import List

import torch


class Step(torch.nn.Module):
    weights: List[torch.Tensor]
    slots: List[torch.Tensor]
    squares: List[torch.Tensor]
    counts: List[torch.Tensor]

    def __init__(self):
        super().__init__()
        self.weights = []
        self.slots = []
        self.squares = []
        self.counts = []
        self.one = torch.ones(1)

    def load(self, flat, widths: List[int]):
        start = 0
        self.weights = []
        self.slots = []
        self.squares = []
        self.counts = []
        for i in range(1, len(widths)):
            size = widths[i] * widths[i - 1]
            self.weights.append(flat[start:start + size].view(widths[i], widths[i - 1]).clone())
            self.weights.append(flat[start + size:start + size + widths[i]].clone())
            start += size + widths[i]
        for weight in self.weights:
            self.slots.append(torch.zeros_like(weight))
            self.squares.append(torch.zeros_like(weight))
            self.counts.append(torch.zeros(1))
        return flat

    def step(self, x, y):
        layers = len(self.weights) // 2
        values: List[torch.Tensor] = [x]
        z = x
        for i in range(layers):
            z = torch.addmm(self.weights[2 * i + 1], values[i], self.weights[2 * i].t())
            if i < layers - 1:
                z = z.relu_()
                values.append(z)
        log_probabilities = torch.log_softmax(z, 1)
        column = y.unsqueeze(1)
        loss = -log_probabilities.gather(1, column).mean()
        gradient = log_probabilities.exp_()
        gradient.scatter_add_(1, column, -torch.ones_like(column, dtype=torch.float))
        gradient.mul_(1.0 / x.size(0))
        gradients: List[torch.Tensor] = []
        for j in range(layers):
            i = layers - 1 - j
            gradients.append(gradient.sum(0))
            gradients.append(torch.mm(gradient.t(), values[i]))
            if i > 0:
                gradient = torch.ops.aten.threshold_backward(torch.mm(gradient, self.weights[2 * i]), values[i], 0)
        gradients.reverse()
        torch.ops.aten._foreach_add_(self.counts, 1.0)
        nothing: List[torch.Tensor] = []
        torch.ops.aten._fused_adam_(self.weights, gradients, self.slots, self.squares, nothing, self.counts, lr=0.001, beta1=0.9,
                           beta2=0.999, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)
        return loss

    def forward(self, x, y):
        if x.dim() == 1:
            widths: List[int] = y.tolist()
            return self.load(x, widths)
        return self.step(x, y)


torch.jit.script(Step()).save("../resources/step.pt")
