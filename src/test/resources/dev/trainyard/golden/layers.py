#!/usr/bin/env python3
"""Writes layers.txt and losses.txt: PyTorch's layers and losses on made-up values. Run: /usr/bin/python3 layers.py

Blocks "case name", then lines "role name dims = values" with the roles input, parameter (before the pass), output,
upstream (the gradient given to the output), gradient, and after (parameters that the pass itself changes). Sequences are
[rows, time, channels], which PyTorch's convolutions, pools and batch norms see with the last two exchanged.
"""
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(7)
torch.set_num_threads(1)


def line(out, role, name, tensor):
    dims = " ".join(map(str, tensor.shape))
    values = " ".join(f"{v:.9g}" for v in tensor.detach().contiguous().view(-1).tolist())
    print(role, name, *([dims] if dims else []), "=", values, file=out)


def case(out, name, x, function, parameters, buffers=(), integer=False):
    print("case", name, file=out)
    x = x.clone()
    if not integer:
        x.requires_grad_(True)
    line(out, "input", "input", x.float())
    for key, value in [*parameters, *buffers]:
        line(out, "parameter", key, value)
    y = function(x)
    upstream = torch.randn_like(y)
    line(out, "output", "output", y)
    line(out, "upstream", "upstream", upstream)
    y.backward(upstream)
    if not integer:
        line(out, "gradient", "input", x.grad)
    for key, value in parameters:
        line(out, "gradient", key, value.grad)
    for key, value in buffers:
        line(out, "after", key, value)


def spread(module):
    for value in module.parameters():
        nn.init.uniform_(value, -0.8, 0.8)
    return module


def module(out, name, x, module, view=lambda m, x: m(x), buffers=(), rename=lambda n: n, integer=False):
    spread(module)
    parameters = [(rename(key), value) for key, value in module.named_parameters()]
    statistics = [(key, getattr(module, key)) for key in buffers]
    for _, value in statistics:
        value.uniform_(0.5, 1.5)
    case(out, name, x, lambda x: view(module, x), parameters, statistics, integer)


def last(m, x):
    return m(x.transpose(1, 2)).transpose(1, 2)


def simple(out):
    x = torch.randn(3, 9) * 2
    for name, function in {
        "relu": F.relu,
        "leaky_relu": lambda x: F.leaky_relu(x, 0.2),
        "elu": lambda x: F.elu(x, 0.8),
        "gelu": F.gelu,
        "silu": F.silu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "softplus": F.softplus,
    }.items():
        case(out, name, x, function, [])
    case(out, "flatten", torch.randn(2, 2, 3), lambda x: x.flatten(1), [])
    module(out, "dense", torch.randn(4, 7), nn.Linear(7, 5))
    module(out, "dense_tanh", torch.randn(4, 7), nn.Linear(7, 5, bias=False), lambda m, x: torch.tanh(m(x)))
    module(out, "dense_of_images", torch.randn(2, 2, 3, 2), nn.Linear(12, 5), lambda m, x: m(x.flatten(1)))
    module(out, "dense_per_position", torch.randn(2, 3, 4), nn.Linear(4, 5))
    module(out, "embedding", torch.randint(0, 6, (4, 3)), nn.Embedding(6, 4), lambda m, x: m(x.long()), integer=True)


def normalizations(out):
    statistics = ("running_mean", "running_var")
    module(out, "layer_norm", torch.randn(4, 7), nn.LayerNorm(7))
    module(out, "layer_norm_of_positions", torch.randn(2, 3, 5), nn.LayerNorm(5))
    module(out, "layer_norm_of_images", torch.randn(2, 2, 3, 4), nn.LayerNorm([2, 3, 4]))
    module(out, "batch_norm", torch.randn(6, 5), nn.BatchNorm1d(5), buffers=statistics)
    module(out, "batch_norm_inference", torch.randn(6, 5), nn.BatchNorm1d(5).eval(), buffers=statistics)
    module(out, "batch_norm_of_positions", torch.randn(3, 4, 5), nn.BatchNorm1d(5), last, statistics)
    module(out, "batch_norm_of_images", torch.randn(3, 2, 4, 3), nn.BatchNorm2d(2, momentum=0.3), buffers=statistics)
    module(out, "batch_norm_of_images_inference", torch.randn(3, 2, 4, 3), nn.BatchNorm2d(2).eval(), buffers=statistics)


def images(out):
    module(out, "conv2d", torch.randn(2, 3, 6, 5), nn.Conv2d(3, 4, 3, padding=1))
    module(out, "conv2d_groups", torch.randn(2, 4, 9, 8), nn.Conv2d(4, 6, 3, 2, 2, 2, groups=2))
    module(out, "conv2d_depthwise", torch.randn(2, 3, 6, 6), nn.Conv2d(3, 3, 3, groups=3, bias=False))
    module(out, "conv2d_one", torch.randn(2, 5, 3, 3), nn.Conv2d(5, 4, 1), lambda m, x: F.relu(m(x)))
    module(out, "conv1d", torch.randn(2, 9, 3), nn.Conv1d(3, 4, 3, padding=1), last)
    module(out, "conv1d_groups", torch.randn(2, 11, 4), nn.Conv1d(4, 6, 3, 2, 2, 2, groups=2), last)
    image = torch.randn(2, 3, 6, 7)
    sequence = torch.randn(2, 7, 3)
    for name, pool in {
        "max_pool": nn.MaxPool2d(2),
        "max_pool_overlapping": nn.MaxPool2d(3, 2, 1),
        "avg_pool": nn.AvgPool2d(2),
        "avg_pool_overlapping": nn.AvgPool2d(3, 2, 1),
    }.items():
        case(out, name, image, pool, [])
    case(out, "global_pool", image, lambda x: x.mean((2, 3)), [])
    case(out, "global_pool_max", image, lambda x: x.amax((2, 3)), [])
    case(out, "global_pool_of_time", sequence, lambda x: x.mean(1), [])
    case(out, "max_pool_of_time", sequence, lambda x: last(nn.MaxPool1d(3, 2, 1), x), [])
    case(out, "avg_pool_of_time", sequence, lambda x: last(nn.AvgPool1d(3, 2, 1), x), [])


def sequences(out):
    plain = lambda n: n.replace("_l0", "")
    module(out, "lstm", torch.randn(3, 5, 4), nn.LSTM(4, 3, batch_first=True), lambda m, x: m(x)[0][:, -1], rename=plain)
    both = nn.LSTM(4, 3, batch_first=True, bidirectional=True)
    module(out, "lstm_bidirectional", torch.randn(3, 5, 4), both, lambda m, x: m(x)[0], rename=plain)
    module(out, "gru", torch.randn(3, 5, 4), nn.GRU(4, 3, batch_first=True), lambda m, x: m(x)[0], rename=plain)
    ends = lambda m, x: m(x)[1].transpose(0, 1).flatten(1)
    both = nn.GRU(4, 3, batch_first=True, bidirectional=True)
    module(out, "gru_bidirectional", torch.randn(3, 5, 4), both, ends, rename=plain)
    attention = nn.MultiheadAttention(6, 2, batch_first=True)
    module(out, "self_attention", torch.randn(2, 5, 6), attention, lambda m, x: m(x, x, x)[0])
    mask = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)
    attention = nn.MultiheadAttention(6, 3, batch_first=True)
    module(out, "self_attention_causal", torch.randn(2, 5, 6), attention, lambda m, x: m(x, x, x, attn_mask=mask)[0])


def losses(out):
    rows = 7
    weight = torch.rand(rows) + 0.2
    for name, prediction, target, function in [
        ("softmax_cross_entropy", torch.randn(rows, 4) * 3, torch.randint(0, 4, (rows,)).float(),
         lambda p, t: F.cross_entropy(p, t.long(), reduction="none")),
        ("binary_cross_entropy", torch.randn(rows, 1) * 3, torch.randint(0, 2, (rows,)).float(),
         lambda p, t: F.binary_cross_entropy_with_logits(p[:, 0], t, reduction="none")),
        ("mean_squared_error", torch.randn(rows, 3), torch.randn(rows, 3),
         lambda p, t: F.mse_loss(p, t, reduction="none").mean(1)),
        ("mean_absolute_error", torch.randn(rows, 3), torch.randn(rows, 3),
         lambda p, t: F.l1_loss(p, t, reduction="none").mean(1)),
        ("huber", torch.randn(rows, 3), torch.randn(rows, 3),
         lambda p, t: F.huber_loss(p, t, reduction="none", delta=0.7).mean(1)),
    ]:
        print("case", name, file=out)
        prediction.requires_grad_(True)
        line(out, "input", "prediction", prediction)
        line(out, "input", "target", target)
        line(out, "input", "weight", weight)
        loss = (function(prediction, target) * weight).sum() / weight.sum()
        loss.backward()
        line(out, "output", "loss", loss)
        line(out, "gradient", "prediction", prediction.grad)


with open("layers.txt", "w", encoding="ascii") as file:
    for part in (simple, normalizations, images, sequences):
        part(file)
with open("losses.txt", "w", encoding="ascii") as file:
    losses(file)
