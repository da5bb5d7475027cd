package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class JournalOnH2Tests extends JournalContract {}
