/**
 * Breaks the service on purpose, in processes of their own, and holds what is left against what is promised. What runs inside such a
 * process is in the package {@code node}.
 */
@NullMarked
package dev.trainyard.rig;

import org.jspecify.annotations.NullMarked;
