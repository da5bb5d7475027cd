package dev.trainyard.storage;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Sweeps now and then. Several nodes may do so at once: every removal is conditional. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BlobSweep implements SchedulingConfigurer {
    private final BlobStore blobs;
    private final StorageProperties properties;

    BlobSweep(BlobStore blobs, StorageProperties properties) {
        this.blobs = blobs;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(
                () -> blobs.sweep(properties.unfinished(), properties.unreferenced()), properties.sweepEvery());
    }
}
