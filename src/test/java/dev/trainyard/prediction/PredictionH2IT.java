package dev.trainyard.prediction;

import dev.trainyard.OnH2;

@OnH2
class PredictionH2IT extends PredictionContract {}
