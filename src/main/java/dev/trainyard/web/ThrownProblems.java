package dev.trainyard.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The client's mistakes as the frameworks throw them, told in our words. */
final class ThrownProblems {
    private ThrownProblems() {}

    /** The problem, or null if this is no mistake of a client but a failure of ours. */
    static @Nullable Problem of(Throwable thrown) {
        Problem stored = StorageProblems.of(thrown);
        return stored != null ? stored : wrapped(thrown);
    }

    private static @Nullable Problem wrapped(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return framework(thrown);
    }

    private static @Nullable Problem framework(Throwable thrown) {
        return switch (thrown) {
            case HttpRequestMethodNotSupportedException e -> method(e);
            case HttpMediaTypeNotSupportedException e -> unsupported(e);
            case HttpMediaTypeNotAcceptableException e ->
                Problem.of(
                        ProblemCode.NOT_ACCEPTABLE,
                        "This is answered as " + list(e.getSupportedMediaTypes()) + " only.");
            case MissingServletRequestParameterException e -> missing("parameter", e.getParameterName());
            case MissingRequestHeaderException e -> missing("header", e.getHeaderName());
            case MethodArgumentTypeMismatchException e -> mismatch(e);
            case HttpMessageNotReadableException _ ->
                Problem.of(ProblemCode.INVALID_REQUEST, "There is no body, or none that can be read.");
            case AsyncRequestTimeoutException _ -> Problem.of(ProblemCode.UNAVAILABLE, "The answer took too long.");
            case ErrorResponse e when e.getStatusCode().is4xxClientError() -> ofStatus(e.getStatusCode());
            default -> null;
        };
    }

    static Problem ofStatus(HttpStatusCode status) {
        HttpStatus known = Objects.requireNonNullElse(HttpStatus.resolve(status.value()), HttpStatus.BAD_REQUEST);
        return switch (known) {
            case UNAUTHORIZED -> Problem.of(ProblemCode.UNAUTHORIZED, "This needs a key.");
            case FORBIDDEN -> Problem.of(ProblemCode.FORBIDDEN, "This is not allowed.");
            case NOT_FOUND -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path.");
            case METHOD_NOT_ALLOWED -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This method is not possible here.");
            case CONTENT_TOO_LARGE, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE ->
                Problem.of(ProblemCode.TOO_LARGE, "The request is too large.");
            case SERVICE_UNAVAILABLE -> Problem.of(ProblemCode.UNAVAILABLE, "The server cannot answer now.");
            default -> Problem.of(ProblemCode.INVALID_REQUEST, "This is no request that the server understands.");
        };
    }

    private static Problem method(HttpRequestMethodNotSupportedException e) {
        String[] supported = e.getSupportedMethods();
        return Problem.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                Text.quoted(e.getMethod()) + " is not possible here"
                        + (supported == null ? "." : "; possible are " + list(List.of(supported)) + "."));
    }

    private static Problem unsupported(HttpMediaTypeNotSupportedException e) {
        String sent = e.getContentType() == null
                ? "a body without a Content-Type"
                : Text.quoted(e.getContentType().toString());
        String accepted =
                e.getSupportedMediaTypes().isEmpty() ? "" : " This accepts " + list(e.getSupportedMediaTypes()) + ".";
        return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The server does not read " + sent + " here." + accepted);
    }

    private static Problem missing(String kind, String name) {
        return Problem.of(ProblemCode.INVALID_REQUEST, "The " + kind + " \"" + name + "\" is missing.")
                .at(name, "is required");
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType() == null ? Object.class : e.getRequiredType();
        String expected = expected(TypeDescriptor.valueOf(type).getObjectType());
        String detail = "must be " + expected + ", not " + Text.quoted(String.valueOf(e.getValue()));
        return Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"" + e.getName() + "\" " + detail + ".")
                .at(e.getName(), detail);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> JsonNames.constant((Enum<?>) constant))
                            .collect(Collectors.joining(", "));
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return type == Integer.class || type == Long.class ? "a whole number" : "another value";
    }

    private static String list(Collection<?> values) {
        return values.stream().map(String::valueOf).sorted().distinct().collect(Collectors.joining(", "));
    }
}
