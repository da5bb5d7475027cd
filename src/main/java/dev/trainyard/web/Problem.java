package dev.trainyard.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, thrown anywhere below a controller and answered as {@code application/problem+json} (RFC 9457). Immutable:
 * {@link #at} and {@link #retryAfter} answer a richer copy. Texts say what was expected and what came, in one sentence,
 * and never a class, a path or SQL.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One place in the input.
     *
     * @param pointer a JSON pointer into the body, as {@code "/layers/2/units"}, or the name of a parameter or part
     */
    public record Place(String pointer, String detail) {}

    private final ProblemCode code;
    private final String detail;
    private final transient List<Place> places;
    private final @Nullable Duration retryAfter;

    private Problem(ProblemCode code, String detail, List<Place> places, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.places = places;
        this.retryAfter = retryAfter;
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), null);
    }

    /** A problem of several places at once; the detail is the first one's. */
    public static Problem of(ProblemCode code, List<Place> places) {
        Place first = places.getFirst();
        String where = first.pointer().isEmpty() ? "The body " : first.pointer() + ": ";
        return new Problem(code, where + first.detail(), List.copyOf(places), null);
    }

    /** The same answer for what does not exist and for what belongs to another tenant: {@code notFound("job", id)}. */
    public static Problem notFound(String kind, String id) {
        return of(ProblemCode.NOT_FOUND, "There is no " + kind + " " + Text.quoted(id) + ".");
    }

    /** The same problem, pointing at one more place. */
    public Problem at(String pointer, String placeDetail) {
        List<Place> more = Stream.concat(places.stream(), Stream.of(new Place(pointer, placeDetail)))
                .toList();
        return new Problem(code, detail, more, retryAfter);
    }

    /** The same problem with the time after which another try makes sense. */
    public Problem retryAfter(Duration duration) {
        return new Problem(code, detail, places, duration);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<Place> places() {
        return places;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
