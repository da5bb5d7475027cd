package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.train.Network;
import java.util.List;

/**
 * A checkpoint ready to answer: rows → features → network → target.
 *
 * @param columns the columns of the dataset it was trained on, as they were known then
 * @param featureNames the columns it was told to learn from, used or not
 * @param targetNames the columns it learnt
 */
public record TrainedModel(
        String tenant,
        String jobId,
        String checkpointId,
        Network network,
        Parameters parameters,
        FeatureEncoder features,
        TargetEncoder target,
        Loss loss,
        List<ColumnProfile> columns,
        List<String> featureNames,
        List<String> targetNames) {}
