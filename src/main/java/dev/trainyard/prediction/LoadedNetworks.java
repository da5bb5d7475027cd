package dev.trainyard.prediction;

import dev.trainyard.training.TrainedModels;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The networks in use, within a bound of memory. They are known by their checkpoint, which never changes; whether the
 * tenant may use it is asked each time.
 */
@Component
class LoadedNetworks {
    private final TrainedModels models;
    private final long limit;
    private final ReentrantLock loading = new ReentrantLock(true);
    private final Map<String, LoadedNetwork> kept = new LinkedHashMap<>(16, 0.75f, true);

    LoadedNetworks(TrainedModels models, PredictionProperties properties) {
        this.models = models;
        this.limit = properties.cache().toBytes();
    }

    /**
     * The network of a job's checkpoint, or of its best one.
     *
     * @throws dev.trainyard.web.Problem 404 for an unknown job or checkpoint, 409 while the job has none
     */
    LoadedNetwork get(String tenant, String job, @Nullable String checkpoint) {
        LoadedNetwork known = find(models.checkpointId(tenant, job, checkpoint));
        return known != null ? known : load(tenant, job, checkpoint);
    }

    /** One load at a time: they are rare, and two large ones at once would be a surprise for the memory. */
    private LoadedNetwork load(String tenant, String job, @Nullable String checkpoint) {
        loading.lock();
        try {
            LoadedNetwork known = find(models.checkpointId(tenant, job, checkpoint));
            if (known != null) {
                return known;
            }
            LoadedNetwork loaded = new LoadedNetwork(models.load(tenant, job, checkpoint));
            keep(loaded.checkpointId(), loaded);
            return loaded;
        } finally {
            loading.unlock();
        }
    }

    private @Nullable LoadedNetwork find(String id) {
        synchronized (kept) {
            return kept.get(id);
        }
    }

    private void keep(String id, LoadedNetwork loaded) {
        synchronized (kept) {
            kept.put(id, loaded);
            long bytes = kept.values().stream().mapToLong(LoadedNetwork::bytes).sum();
            Iterator<LoadedNetwork> longestUnused = kept.values().iterator();
            while (bytes > limit && kept.size() > 1) {
                bytes -= longestUnused.next().bytes();
                longestUnused.remove();
            }
        }
    }
}
