package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class JobQueueOnH2Tests extends JobQueueContract {}
