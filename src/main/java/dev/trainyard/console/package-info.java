/**
 * The built-in web page's endpoints; its assets are static resources.
 * Add here only what the page needs and the public interface does not offer.
 */
@NullMarked
package dev.trainyard.console;

import org.jspecify.annotations.NullMarked;
