package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class StatusMachineOnPostgresTests extends StatusMachineContract {}
