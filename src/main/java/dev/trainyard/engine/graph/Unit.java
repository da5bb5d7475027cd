package dev.trainyard.engine.graph;

import java.util.List;

/** One operation to run, perhaps fused from several: what it reads, and the node whose value it makes. */
record Unit(Op op, List<Node> inputs, Applied output) {}
