package dev.trainyard.prediction;

import dev.trainyard.dataset.Datasets;
import dev.trainyard.dataset.format.Heading;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.dataset.format.Unreadable;
import dev.trainyard.engine.data.Table;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Problem.Place;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Text;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The rows of a file, read as what the columns were at training, whatever these rows alone would look like. */
final class FileRows implements RowSource {
    private final Rows rows;
    private final RowLayout layout;
    private final int[] positions;
    private long row;
    private boolean ended;

    private FileRows(Rows rows, RowLayout layout) {
        this.rows = rows;
        this.layout = layout;
        this.positions = new int[layout.columns().size()];
        Arrays.fill(positions, -1);
        List<Heading> headings = rows.headings();
        for (int column = 0; column < headings.size(); column++) {
            int position = layout.position(headings.get(column).name());
            if (position >= 0) {
                checkKind(headings.get(column), layout.columns().get(position));
                positions[position] = column;
            }
        }
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < 0) {
                throw invalid(layout.columns().get(i).name(), "is required and there is no such column");
            }
        }
    }

    /** Refuses columns that the training dataset did not have: they may be misspelt ones. */
    static FileRows strict(Rows rows, RowLayout layout) {
        for (Heading heading : rows.headings()) {
            if (layout.position(heading.name()) == RowLayout.UNKNOWN) {
                throw invalid(heading.name(), "is no column of the dataset; the features are " + layout.names());
            }
        }
        return new FileRows(rows, layout);
    }

    /** Leaves out columns that the training dataset did not have. */
    static FileRows lenient(Rows rows, RowLayout layout) {
        return new FileRows(rows, layout);
    }

    private static void checkKind(Heading heading, RowColumn column) {
        Object wanted = column instanceof RowColumn.Image image ? image.shape() : "single values";
        Object found = heading instanceof Heading.Tensor tensor ? tensor.shape() : "single values";
        if (!wanted.equals(found)) {
            throw invalid(column.name(), "must hold " + wanted + ", as at training, not " + found);
        }
    }

    @Override
    public Table next(int most) throws IOException {
        List<Cells> cells = layout.cells();
        int count = 0;
        try {
            while (count < most && !ended) {
                ended = !rows.next();
                if (!ended) {
                    read(cells);
                    count++;
                }
            }
        } catch (Unreadable e) {
            throw Datasets.refusal(e);
        }
        return RowLayout.table(count, cells);
    }

    private void read(List<Cells> cells) {
        for (int i = 0; i < positions.length; i++) {
            try {
                cells.get(i).add(rows, positions[i]);
            } catch (Misfit misfit) {
                String pointer =
                        JsonNames.below("/rows/" + row, layout.columns().get(i).name());
                Place place = new Place(pointer, rows.place() + ": " + misfit.detail());
                throw Problem.of(ProblemCode.INVALID_VALUE, List.of(place));
            }
        }
        row++;
    }

    private static Problem invalid(String column, String detail) {
        return Problem.of(ProblemCode.INVALID_VALUE, List.of(new Place(shown(column), detail)));
    }

    private static String shown(String column) {
        String quoted = Text.quoted(column);
        return quoted.substring(1, quoted.length() - 1);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
