package dev.trainyard.web;

import dev.trainyard.OnH2;

@OnH2
class ProblemH2IT extends ProblemContract {}
