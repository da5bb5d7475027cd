package dev.trainyard.console;

import dev.trainyard.OnH2;

@OnH2
class ApiDescriptionH2IT extends ApiDescriptionContract {}
