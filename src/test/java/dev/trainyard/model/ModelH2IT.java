package dev.trainyard.model;

import dev.trainyard.OnH2;

@OnH2
class ModelH2IT extends ModelContract {}
