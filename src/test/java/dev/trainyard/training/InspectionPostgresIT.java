package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class InspectionPostgresIT extends InspectionContract {}
