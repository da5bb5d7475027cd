package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class JobConstraintsOnH2Tests extends JobConstraintsContract {}
