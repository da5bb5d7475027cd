package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class JournalOnPostgresTests extends JournalContract {}
