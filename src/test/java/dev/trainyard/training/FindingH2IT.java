package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class FindingH2IT extends FindingContract {}
