/** Failpoints inside a node, put on its class path by the rig; without their system property they are not there. */
@NullMarked
package dev.trainyard.rig.node;

import org.jspecify.annotations.NullMarked;
