/**
 * The built-in web page's endpoints; its assets are static resources: under
 * {@code static/console}, {@code base} has what every module may use, {@code parts} one component a file, {@code views} one
 * view a file, named in {@code main.js}.
 * Add here only what the page needs and the public interface does not offer.
 */
@NullMarked
package dev.trainyard.console;

import org.jspecify.annotations.NullMarked;
