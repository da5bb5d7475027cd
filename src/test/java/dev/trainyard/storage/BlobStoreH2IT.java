package dev.trainyard.storage;

import dev.trainyard.OnH2;

@OnH2
class BlobStoreH2IT extends BlobStoreContract {}
