/**
 * What every HTTP endpoint shares: problem details, cursors, idempotency, keys and tenants, limits.
 * Add only what at least two features need; an endpoint belongs to its feature.
 */
@NullMarked
package dev.trainyard.web;

import org.jspecify.annotations.NullMarked;
