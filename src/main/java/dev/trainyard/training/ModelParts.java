package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.TargetEncoder;
import java.util.List;

/**
 * What makes weights a model: how rows become floats and outputs become answers. Stored with every checkpoint.
 *
 * @param columns the columns of the dataset as they were known when the encoders were fitted
 */
record ModelParts(FeatureEncoder features, TargetEncoder target, List<ColumnProfile> columns) {}
