package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class InspectionH2IT extends InspectionContract {}
