/**
 * Tells other services what has happened, by signed HTTP requests (Standard Webhooks). A message is written in the transaction of what
 * it tells of and sent until it is taken. Add here what concerns the sending; a new kind of event is a word in {@code EventTypes}
 * and a call of {@code Outbox.tell} where it happens.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
@NullMarked
package dev.trainyard.webhook;

import org.jspecify.annotations.NullMarked;
