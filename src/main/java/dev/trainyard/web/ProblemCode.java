package dev.trainyard.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Every kind of refusal a client can meet, with its HTTP status. The lower-case name is the {@code code} on the wire and
 * stays stable; the title is for people.
 */
public enum ProblemCode {
    /** The request has not the form of the contract: an unknown field, a wrong type, a missing parameter. */
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "Invalid request"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "Malformed JSON"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Key needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed"),
    /** A request without a key that a web page of somebody else may have sent. */
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN, "Foreign origin"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
    /** The body comes so slowly that others could not send theirs. */
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request timeout"),
    CONFLICT(HttpStatus.CONFLICT, "Conflict"),
    /** A status of a job that does not lead to the wanted one; the detail names both. */
    ILLEGAL_TRANSITION(HttpStatus.CONFLICT, "Illegal transition"),
    /** Something cannot be deleted while a live job uses it. */
    IN_USE(HttpStatus.CONFLICT, "In use"),
    IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, "Idempotency key in use"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Precondition failed"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
    /** Well-formed, but a value that cannot be: a negative count, an unknown column, a fraction over 1. */
    INVALID_VALUE(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid value"),
    /** A model definition that no network can be made of; the pointer names the layer. */
    INVALID_MODEL(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid model"),
    /** A file that cannot be read as a dataset, or data that nothing can be trained on. */
    INVALID_DATA(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid data"),
    /** More memory than this server gives to one job; the detail has the estimate and the limit. */
    MEMORY_LIMIT(HttpStatus.UNPROCESSABLE_CONTENT, "Memory limit"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency key reused"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Queue full"),
    /** Our fault; the detail is an id that the log has too, and nothing else. */
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Unavailable"),
    INSUFFICIENT_STORAGE(HttpStatus.INSUFFICIENT_STORAGE, "Insufficient storage");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable code on the wire, as {@code "invalid_value"}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
