package dev.trainyard.console;

import dev.trainyard.OnPostgres;

@OnPostgres
class PageFilesPostgresIT extends PageFilesContract {}
