package dev.trainyard.console;

import dev.trainyard.OnH2;

@OnH2
class ApiExamplesH2IT extends ApiExamplesContract {}
