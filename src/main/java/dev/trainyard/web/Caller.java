package dev.trainyard.web;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who a request comes from.
 *
 * @param operator true for the server's own admin key, which manages the keys of every tenant
 */
record Caller(Tenant tenant, Set<Scope> scopes, boolean operator) {
    /** Without a key, over loopback: everything of the tenant {@code local}, but no keys. */
    static final Caller LOCAL = new Caller(Tenant.LOCAL, EnumSet.of(Scope.READ, Scope.SUBMIT, Scope.PREDICT), false);
    /** With the admin key: everything of the tenant {@code local}, and all keys. */
    static final Caller OPERATOR = new Caller(Tenant.LOCAL, EnumSet.allOf(Scope.class), true);
}
