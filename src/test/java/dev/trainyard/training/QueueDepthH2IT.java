package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class QueueDepthH2IT extends QueueDepthContract {}
