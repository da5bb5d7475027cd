package dev.trainyard;

@OnH2
class MalformedJobH2IT extends MalformedJobContract {}
