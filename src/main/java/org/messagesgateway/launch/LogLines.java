package org.messagesgateway.launch;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Log records as lines, each with its time, written together by a thread of their own: a write for each, by the thread
 * that has something to say, would be a tenth of what a call costs. Thread-safe.
 */
final class LogLines extends Handler {

    /** How long a line may wait for others. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Beyond it, whoever logs has to wait: where lines go may be slow. */
    private static final int MOST_WAITING = 1024 * 1024;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final PrintStream out;
    private final Object lock = new Object();
    private StringBuilder waiting = new StringBuilder();

    LogLines(PrintStream out) {
        this.out = out;
        setFormatter(new Line());
        var thread = new Thread(this::run, "gateway-log");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        var line = getFormatter().format(record);
        synchronized (lock) {
            if (waiting.length() > MOST_WAITING) {
                flush();
            }
            waiting.append(line);
            lock.notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                awaitLine();
                LockSupport.parkNanos(PATIENCE_NANOS);
                flush();
            }
        } catch (InterruptedException e) {
            flush();
        }
    }

    private void awaitLine() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty()) {
                lock.wait();
            }
        }
    }

    /** Lines leave in their order: whoever writes holds the lock. */
    @Override
    public void flush() {
        synchronized (lock) {
            var lines = waiting;
            waiting = new StringBuilder();
            out.print(lines);
            out.flush();
        }
    }

    @Override
    public void close() {
        flush();
    }

    private static final class Line extends Formatter {

        @Override
        public String format(LogRecord record) {
            var line = new StringBuilder(160);
            TIME.formatTo(record.getInstant().atZone(ZoneId.systemDefault()), line);
            line.append(' ').append(record.getLevel().getName());
            line.append(' ').append(record.getLoggerName());
            line.append(' ').append(formatMessage(record)).append(System.lineSeparator());
            if (record.getThrown() != null) {
                var trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace, true));
                line.append(trace);
            }
            return line.toString();
        }
    }
}
