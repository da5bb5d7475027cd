package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class JobLifecycleH2IT extends JobLifecycleContract {}
