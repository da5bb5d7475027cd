#!/usr/bin/env python3
"""Writes optimizers.txt: weights after each step of PyTorch's optimizers. Run: /usr/bin/python3 optimizers.py > optimizers.txt

A line is "name step value...": "gradient" and "start" first, then one block per case of the test of the same name.
"""
import math
import torch

STEPS, SIZE = 12, 7
start = [math.sin(1.7 * i) for i in range(SIZE)]
gradients = [[math.cos(0.9 * i + 0.7 * s) * (1 + 0.1 * s) for i in range(SIZE)] for s in range(STEPS)]
cases = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "sgd_weight_decay": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.1),
    "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "sgd_dampening": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.3, weight_decay=0.02),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.02),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "adam_weight_decay": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01),
    "adamw_weight_decay": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.3),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "rmsprop_momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.7, weight_decay=0.05),
    "rmsprop_centered": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.7, centered=True),
}


def line(name, step, values):
    print(name, step, *(f"{value:.9g}" for value in values))


line("start", 0, torch.tensor(start).tolist())
for step, gradient in enumerate(gradients):
    line("gradient", step + 1, torch.tensor(gradient).tolist())
for name, make in cases.items():
    weight = torch.tensor(start, requires_grad=True)
    optimizer = make([weight])
    for step, gradient in enumerate(gradients):
        weight.grad = torch.tensor(gradient)
        optimizer.step()
        line(name, step + 1, weight.tolist())
