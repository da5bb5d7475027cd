package dev.trainyard.dataset;

import dev.trainyard.OnH2;

@OnH2
class DatasetH2IT extends DatasetContract {}
