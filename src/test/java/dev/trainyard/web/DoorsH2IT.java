package dev.trainyard.web;

import dev.trainyard.OnH2;

@OnH2
class DoorsH2IT extends DoorsContract {}
