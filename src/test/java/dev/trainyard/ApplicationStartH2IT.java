package dev.trainyard;

@OnH2
class ApplicationStartH2IT extends ApplicationStartContract {}
