package dev.trainyard.prediction;

import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.NumberTarget;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.metric.ConfusionMatrix;
import java.io.Closeable;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@code {"checkpoint": …, "predictions": [{"label": …, "probabilities": {…}}, …]}}, for numbers
 * {@code {"value": …}} each, for several of them {@code {"values": {name: …}}}.
 */
final class PredictionWriter implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final TargetEncoder target;
    private final JsonGenerator json;

    PredictionWriter(LoadedNetwork network, OutputStream out) {
        this.target = network.target();
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        json.writeStartObject();
        json.writeStringProperty("checkpoint", network.checkpointId());
        json.writeArrayPropertyStart("predictions");
    }

    /** Writes the answers to some rows. */
    void write(float[] answers, int rows) {
        for (int row = 0; row < rows; row++) {
            int offset = row * target.outputs();
            json.writeStartObject();
            switch (target) {
                case ClassTarget classes -> writeClass(classes, answers, offset);
                case NumberTarget numbers -> writeNumbers(numbers, answers, offset);
            }
            json.writeEndObject();
        }
    }

    private void writeClass(ClassTarget classes, float[] answers, int offset) {
        int best = ConfusionMatrix.largest(answers, offset, classes.outputs());
        json.writeStringProperty("label", classes.classes().get(best));
        json.writeObjectPropertyStart("probabilities");
        for (int i = 0; i < classes.outputs(); i++) {
            json.writeName(classes.classes().get(i));
            write(answers[offset + i]);
        }
        json.writeEndObject();
    }

    private void writeNumbers(NumberTarget numbers, float[] answers, int offset) {
        if (numbers.outputs() == 1) {
            json.writeName("value");
            write(numbers.decode(0, answers[offset]));
            return;
        }
        json.writeObjectPropertyStart("values");
        for (int i = 0; i < numbers.outputs(); i++) {
            json.writeName(numbers.columns().get(i));
            write(numbers.decode(i, answers[offset + i]));
        }
        json.writeEndObject();
    }

    private void write(float value) {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Float.toString(value));
        }
    }

    private void write(double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    /** Ends the text; what it was written to stays open. */
    void end() {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    @Override
    public void close() {
        json.close();
    }
}
