package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class TrainingH2IT extends TrainingContract {}
