package dev.trainyard.training;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The last events of one job that somebody listens to, shared by all its listeners. A listener is only a number, the event it has seen last, so
 * one that reads slowly costs nothing and holds nobody up.
 */
final class EventTail {
    /** More than two pages, so that the page of what was dropped is full. */
    private static final int LONGEST = 256;

    private final ArrayDeque<EventFrame> events = new ArrayDeque<>();
    private long last;
    private int listeners;
    private boolean closed;

    /** @param last number of the event after which the tail begins, the last of a full page */
    EventTail(long last) {
        this.last = last;
    }

    synchronized long last() {
        return last;
    }

    synchronized void add(List<EventFrame> news) {
        for (EventFrame event : news) {
            if (event.sequence() == last + 1) {
                events.addLast(event);
                last++;
            }
        }
        while (events.size() > LONGEST) {
            events.removeFirst();
        }
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until there is an event after the one numbered {@code seen}, the tail is closed, or the time is over; false if closed. */
    synchronized boolean await(long seen, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !closed && last <= seen && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return !closed;
    }

    /** The events after {@code seen}; empty if there are none or if the tail does not reach back so far. */
    synchronized List<EventFrame> after(long seen) {
        if (events.isEmpty() || events.getFirst().sequence() > seen + 1) {
            return List.of();
        }
        return events.stream().filter(event -> event.sequence() > seen).toList();
    }

    synchronized int listeners() {
        return listeners;
    }

    synchronized void join() {
        listeners++;
    }

    /** True if nobody is left. */
    synchronized boolean leave() {
        listeners--;
        return listeners == 0;
    }
}
