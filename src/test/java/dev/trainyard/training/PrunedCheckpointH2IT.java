package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class PrunedCheckpointH2IT extends PrunedCheckpointContract {}
