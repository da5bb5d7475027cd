package dev.trainyard.web;

import java.io.EOFException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** What can be wrong with a multipart body before any part of it reaches a controller. */
final class MultipartProblems {
    private MultipartProblems() {}

    static Problem of(MultipartException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileCountLimitExceededException e) {
                return Problem.of(ProblemCode.TOO_LARGE, "There are more than " + e.getLimit() + " parts.");
            }
            if (cause instanceof SizeException || cause instanceof MaxUploadSizeExceededException) {
                return Problem.of(ProblemCode.TOO_LARGE, "The upload, or the headers of a part, are too large.");
            }
            if (cause instanceof EOFException) {
                return Problem.of(ProblemCode.INVALID_REQUEST, "The multipart body ends before its last boundary.");
            }
            if (cause instanceof FileUploadIOException || cause instanceof InvalidParameterException) {
                break;
            }
        }
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                "This needs a multipart/form-data body with a boundary, closed by that boundary.");
    }
}
