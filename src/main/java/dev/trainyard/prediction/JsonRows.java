package dev.trainyard.prediction;

import dev.trainyard.engine.data.Table;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Problem.Place;
import dev.trainyard.web.ProblemCode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The rows of {@code {"rows": [{column: value}, …]}}. */
final class JsonRows implements RowSource {
    private static final String ROWS = "rows";

    private final RowLayout layout;
    private final JsonParser parser;
    private final boolean[] given;
    private long row;
    private boolean begun;
    private boolean ended;

    JsonRows(InputStream body, RowLayout layout) {
        this.layout = layout;
        this.parser = JsonText.parser(body);
        this.given = new boolean[layout.columns().size()];
    }

    @Override
    public Table next(int most) {
        try {
            if (!begun) {
                begin();
            }
            List<Cells> cells = layout.cells();
            int count = 0;
            while (count < most && !ended) {
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    end();
                } else {
                    read(cells);
                    count++;
                }
            }
            return RowLayout.table(count, cells);
        } catch (JacksonException e) {
            throw JsonText.problem(e);
        }
    }

    private void begin() {
        begun = true;
        if (parser.nextToken() == null) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "There is no text where JSON was expected.");
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("", "must be an object with the field rows");
        }
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            throw malformed("/" + ROWS, "is required");
        }
        refuseOther(parser.currentName());
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw malformed("/" + ROWS, "must be a list of objects");
        }
    }

    private void end() {
        ended = true;
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseOther(parser.currentName());
        }
        if (parser.nextToken() != null) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "This is no JSON: something follows the value.");
        }
    }

    private static void refuseOther(String field) {
        if (!field.equals(ROWS)) {
            throw malformed(JsonNames.below("", field), "is no field here; there is rows");
        }
    }

    private void read(List<Cells> cells) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("/rows/" + row, "must be an object of values by column");
        }
        Arrays.fill(given, false);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            read(name, cells);
        }
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                String name = layout.columns().get(i).name();
                throw invalid(name, "", "is required; null stands for a missing value");
            }
        }
        row++;
    }

    private void read(String name, List<Cells> cells) {
        int position = layout.position(name);
        if (position == RowLayout.UNKNOWN) {
            throw invalid(name, "", "is no column of the dataset; the features are " + layout.names());
        }
        if (position == RowLayout.SKIPPED) {
            parser.skipChildren();
            return;
        }
        given[position] = true;
        try {
            cells.get(position).add(parser);
        } catch (Misfit misfit) {
            throw invalid(name, misfit.below(), misfit.detail());
        }
    }

    private Problem invalid(String name, String below, String detail) {
        String pointer = JsonNames.below("/rows/" + row, name) + below;
        return Problem.of(ProblemCode.INVALID_VALUE, List.of(new Place(pointer, detail)));
    }

    private static Problem malformed(String pointer, String detail) {
        return Problem.of(ProblemCode.INVALID_REQUEST, List.of(new Place(pointer, detail)));
    }

    @Override
    public void close() {
        parser.close();
    }
}
