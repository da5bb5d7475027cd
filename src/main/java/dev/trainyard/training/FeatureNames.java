package dev.trainyard.training;

import dev.trainyard.engine.data.Embedded;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.OneHot;
import dev.trainyard.engine.data.Scaled;
import dev.trainyard.engine.data.Standardized;
import java.util.ArrayList;
import java.util.List;

/** Names for the floats that enter a network: {@code petal}, {@code petal is missing}, {@code color=red}, {@code image[12]}. */
final class FeatureNames {
    private static final String MISSING = " is missing";

    private FeatureNames() {}

    static List<String> of(FeatureEncoder encoder) {
        List<String> names = new ArrayList<>();
        encoder.columns().forEach(column -> {
            switch (column) {
                case Standardized number -> {
                    names.add(number.column());
                    if (number.indicator()) {
                        names.add(number.column() + MISSING);
                    }
                }
                case OneHot words -> {
                    words.categories().forEach(category -> names.add(words.column() + "=" + category));
                    if (words.other()) {
                        names.add(words.column() + " is another");
                    }
                    if (words.missing()) {
                        names.add(words.column() + MISSING);
                    }
                }
                case Embedded codes -> names.add(codes.column());
                case Scaled image -> {
                    for (int i = 0; i < image.width(); i++) {
                        names.add(image.column() + "[" + i + "]");
                    }
                }
            }
        });
        return names;
    }
}
