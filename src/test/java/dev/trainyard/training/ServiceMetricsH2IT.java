package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class ServiceMetricsH2IT extends ServiceMetricsContract {}
