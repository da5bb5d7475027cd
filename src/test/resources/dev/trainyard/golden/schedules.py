#!/usr/bin/env python3
"""Writes schedules.txt: the rate of each step of PyTorch's schedulers, base rate 0.1, 5 epochs of 8 steps, or 30 epochs
for the plateau. Run: /usr/bin/python3 schedules.py > schedules.txt

A line is "name rate..."; "plateau_losses" are the losses that "plateau" and "plateau_cooldown" see after each epoch.
"""
import math
import torch
from torch.optim import lr_scheduler as s

EPOCHS, PER_EPOCH = 5, 8
STEPS = EPOCHS * PER_EPOCH


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)


def per_step(name, make, steps=STEPS):
    o = optimizer()
    scheduler = make(o)
    rates = []
    for _ in range(steps):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        scheduler.step()
    print(name, *(repr(rate) for rate in rates))


def step():
    o = optimizer()
    scheduler = s.StepLR(o, step_size=2, gamma=0.3)
    rates = []
    for _ in range(EPOCHS):
        rates += [o.param_groups[0]["lr"]] * PER_EPOCH
        o.step()
        scheduler.step()
    print("step", *(repr(rate) for rate in rates))


def plateau(name, losses, **options):
    o = optimizer()
    scheduler = s.ReduceLROnPlateau(o, eps=0, **options)
    rates = []
    for loss in losses:
        rates.append(o.param_groups[0]["lr"])
        o.step()
        scheduler.step(loss)
    print(name, *(repr(rate) for rate in rates))


per_step("cosine", lambda o: s.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.01))
per_step("one_cycle", lambda o: s.OneCycleLR(o, max_lr=0.1, total_steps=STEPS, cycle_momentum=False), STEPS - 1)
per_step(
    "one_cycle_late",
    lambda o: s.OneCycleLR(
        o, max_lr=0.1, total_steps=STEPS, pct_start=0.6, div_factor=10, final_div_factor=100, cycle_momentum=False
    ),
    STEPS - 1,
)
per_step("warmup", lambda o: s.LambdaLR(o, lambda step: min(1.0, (step + 1) / 6)))
per_step(
    "warmup_cosine",
    lambda o: s.SequentialLR(
        o,
        [s.LambdaLR(o, lambda step: (step + 1) / 6), s.CosineAnnealingLR(o, T_max=STEPS - 6)],
        milestones=[6],
    ),
)
step()
losses = [1 / (1 + e) if e < 8 else 0.12 + 0.01 * math.sin(e) for e in range(30)]
print("plateau_losses", *(repr(loss) for loss in losses))
plateau("plateau", losses, factor=0.5, patience=2)
plateau("plateau_cooldown", losses, factor=0.3, patience=1, cooldown=3, threshold=0.01, min_lr=0.002)
