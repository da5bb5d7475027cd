package dev.trainyard;

@OnH2
class MalformedUseH2IT extends MalformedUseContract {}
