package dev.trainyard.training;

import dev.trainyard.OnH2;

@OnH2
class StatusMachineOnH2Tests extends StatusMachineContract {}
