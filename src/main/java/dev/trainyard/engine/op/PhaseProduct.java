package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Gather;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import org.jspecify.annotations.Nullable;

/**
 * The part of dX at the positions of one vertical and one horizontal phase: a product of weights and dY as its patches.
 *
 * @param straight whether these are all positions, so that the product is the gradient itself
 */
record PhaseProduct(
        Geometry geometry,
        Phase lines,
        Phase columns,
        boolean straight,
        @Nullable GatheredMatmul product) {

    /** Plans it; without a product where no tap reaches the positions, so that their gradient is zero. */
    static PhaseProduct of(Site site, Geometry geometry, Patches patches, Phase lines, Phase columns) {
        int taps = lines.taps().size() * columns.taps().size();
        if (taps == 0) {
            return new PhaseProduct(geometry, lines, columns, false, null);
        }
        int places = lines.count() * columns.count();
        int[] channels = new int[geometry.channels()];
        int[] positions = patches.places(lines.count(), columns.count());
        int[] weights = new int[geometry.outputs() * taps];
        int[] sources = new int[weights.length];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = i * geometry.taps();
        }
        for (int i = 0; i < weights.length; i++) {
            int line = i % taps / columns.taps().size();
            int column = i % columns.taps().size();
            int copy = columns.taps().get(column);
            weights[i] = i / taps * geometry.depth()
                    + lines.taps().get(line) * geometry.horizontal().size()
                    + copy;
            sources[i] = patches.offset(i / taps, patches.top() + lines.shifts().get(line), copy);
        }
        boolean straight = geometry.dense();
        boolean accumulates = straight && site.accumulates(0);
        GatheredShape shape =
                GatheredShape.of(new Gather(channels, weights), new Gather(positions, sources), places, accumulates);
        return new PhaseProduct(geometry, lines, columns, straight, site.matmul(shape));
    }

    void load(float[] weight, int offset) {
        if (product != null) {
            product.load(weight, offset, 0);
        }
    }

    /**
     * Writes the gradient of an example straight, where the phase has all positions; otherwise adds the product to those it
     * has, by way of {@code result}.
     */
    void run(float[] dy, int from, float[] result, float[] gradient, int start) {
        if (product == null) {
            return;
        }
        if (straight) {
            product.run(dy, from, gradient, start);
            return;
        }
        product.run(dy, from, result, 0);
        int count = lines.count();
        int step = geometry.horizontal().stride();
        for (int i = 0; i < geometry.channels() * count; i++) {
            int line = lines.first() + i % count * geometry.vertical().stride();
            int to = start + i / count * geometry.plane() + line * geometry.width() + columns.first();
            int source = i * columns.count();
            for (int j = 0; j < columns.count(); j++) {
                gradient[to + j * step] += result[source + j];
            }
        }
    }
}
