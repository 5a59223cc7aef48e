package io.nightjar.daemon.events;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The latest events, in a ring of fixed size: the oldest one makes room for the newest. Any thread. */
public final class EventLog {

    /** So many are kept. */
    public static final int CAPACITY = 2000;

    /** Longer texts are cut: a shutdown communication (RFC 9003) has room in it. */
    private static final int MAX_TEXT = 600;

    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Event> ring = new ArrayDeque<>();

    private final InstantSource timeOfDay;

    private long last;

    /** Nothing has happened yet. */
    public EventLog(InstantSource timeOfDay) {
        this.timeOfDay = timeOfDay;
    }

    /** This has happened now. */
    public void add(EventKind kind, String subject, String text) {
        String at = timeOfDay.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        lock.lock();
        try {
            last++;
            ring.addLast(new Event(last, at, kind, subject, cut));
            if (ring.size() > CAPACITY) {
                ring.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those that happened after the one with this number, the newest first. */
    public List<Event> after(long id) {
        lock.lock();
        try {
            List<Event> found = new ArrayList<>();
            Iterator<Event> newest = ring.descendingIterator();
            while (newest.hasNext()) {
                Event event = newest.next();
                if (event.id() <= id) {
                    break;
                }
                found.add(event);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }
}
