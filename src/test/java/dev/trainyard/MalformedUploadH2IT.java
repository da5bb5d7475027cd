package dev.trainyard;

@OnH2
class MalformedUploadH2IT extends MalformedUploadContract {}
