package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.model.Bindings;
import dev.trainyard.model.MemoryLimit;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Tenant;
import org.springframework.stereotype.Component;

/** What jobs tell the packages below: how a model is bound to data, and how much memory there is. */
@Component
class JobBindings implements Bindings, MemoryLimit {
    private final Datasets datasets;
    private final Capacity capacity;

    JobBindings(Datasets datasets, Capacity capacity) {
        this.datasets = datasets;
        this.capacity = capacity;
    }

    @Override
    public Binding bind(Tenant tenant, String dataset, String target) {
        Dataset found = datasets.find(tenant.id(), dataset);
        Columns columns = new Columns(found);
        try {
            TargetChoice choice = TargetChoice.of(JobRequest.of(dataset, target), columns);
            FeatureChoice features = FeatureChoice.of(null, choice, columns);
            return new Binding(
                    InputEstimate.of(features.columns(), 1).spec(), OutputSpec.of(choice.task(), choice.outputs()));
        } catch (Problem problem) {
            throw Problem.of(
                    problem.code(),
                    problem.places().stream().map(JobBindings::parameter).toList());
        }
    }

    /** Here dataset and target are parameters of the query. */
    private static Problem.Place parameter(Problem.Place place) {
        return new Problem.Place(place.pointer().substring(1), place.detail());
    }

    @Override
    public long bytes() {
        return capacity.bytes();
    }
}
