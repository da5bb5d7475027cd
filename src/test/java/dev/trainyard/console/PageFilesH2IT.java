package dev.trainyard.console;

import dev.trainyard.OnH2;

@OnH2
class PageFilesH2IT extends PageFilesContract {}
