package dev.trainyard.engine.op;

import java.util.Arrays;

/**
 * The patches of an image as a matrix, so that convolution is a product ("im2col"): row (channel, ky, kx), column (oy, ox).
 * Chellapilla et al., "High performance convolutional neural networks for document processing" (2006).
 */
record Columns(Window vertical, Window horizontal, int height, int width) {

    int outHeight() {
        return vertical.places(height);
    }

    int outWidth() {
        return horizontal.places(width);
    }

    int taps() {
        return vertical.size() * horizontal.size();
    }

    /** Whether the matrix is the image itself. */
    boolean trivial() {
        return taps() == 1
                && vertical.stride() == 1
                && horizontal.stride() == 1
                && vertical.padding() == 0
                && horizontal.padding() == 0;
    }

    /**
     * Writes rows {@code fromRow..toRow} for output lines {@code fromLine..toLine}, tight in {@code columns} from {@code
     * offset} on; the channels of the image start at {@code imageOffset}.
     */
    void gather(
            float[] image,
            int imageOffset,
            float[] columns,
            int offset,
            int fromRow,
            int toRow,
            int fromLine,
            int toLine) {
        int at = offset;
        for (int row = fromRow; row < toRow; row++) {
            int plane = imageOffset + row / taps() * height * width;
            int ky = row % taps() / horizontal.size();
            int kx = row % horizontal.size();
            for (int line = fromLine; line < toLine; line++) {
                int y = vertical.position(line, ky);
                if (y < 0 || y >= height) {
                    Arrays.fill(columns, at, at + outWidth(), 0);
                } else {
                    gatherLine(image, plane + y * width, columns, at, kx);
                }
                at += outWidth();
            }
        }
    }

    private void gatherLine(float[] image, int line, float[] columns, int at, int kx) {
        int places = outWidth();
        int first = Math.min(horizontal.firstInside(kx), places);
        int end = Math.max(first, horizontal.endInside(kx, width, places));
        int source = line + horizontal.position(first, kx);
        Arrays.fill(columns, at, at + first, 0);
        if (horizontal.stride() == 1) {
            System.arraycopy(image, source, columns, at + first, end - first);
        } else {
            for (int place = first; place < end; place++) {
                columns[at + place] = image[source];
                source += horizontal.stride();
            }
        }
        Arrays.fill(columns, at + end, at + places, 0);
    }

    /** Adds all rows of a matrix for output lines {@code fromLine..toLine} back to where they were gathered from. */
    void scatter(float[] columns, int offset, float[] image, int imageOffset, int rows, int fromLine, int toLine) {
        int at = offset;
        for (int row = 0; row < rows; row++) {
            int plane = imageOffset + row / taps() * height * width;
            int ky = row % taps() / horizontal.size();
            int kx = row % horizontal.size();
            for (int line = fromLine; line < toLine; line++) {
                int y = vertical.position(line, ky);
                if (y >= 0 && y < height) {
                    scatterLine(columns, at, image, plane + y * width, kx);
                }
                at += outWidth();
            }
        }
    }

    private void scatterLine(float[] columns, int at, float[] image, int line, int kx) {
        int places = outWidth();
        int first = Math.min(horizontal.firstInside(kx), places);
        int end = Math.max(first, horizontal.endInside(kx, width, places));
        int target = line + horizontal.position(first, kx);
        for (int place = first; place < end; place++) {
            image[target] += columns[at + place];
            target += horizontal.stride();
        }
    }
}
