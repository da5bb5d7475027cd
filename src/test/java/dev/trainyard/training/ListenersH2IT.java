package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class ListenersH2IT extends ListenersContract {}
