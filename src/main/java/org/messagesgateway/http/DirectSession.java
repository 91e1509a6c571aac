package org.messagesgateway.http;

import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection without TLS, whose requests are sent by the threads that make them, while nobody else is at work on it:
 * HttpCore alone leaves that to its reactor, and has to wake it up. Such a thread and the reactor take turns.
 * With TLS the way to send is HttpCore's own. Thread-safe.
 */
final class DirectSession extends WindowedSession {

    private final ReentrantLock turn = new ReentrantLock();

    /** The next three change in turns only. */
    private boolean sending;

    private boolean more;
    private @Nullable Command request;

    DirectSession(IOSession session) {
        super(session);
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        super.upgrade(new TurnTakingHandler(handler, turn));
    }

    /** Never waits for its turn, so that whoever makes a call may hold any lock. */
    @Override
    public void enqueue(Command command, Command.Priority priority) {
        if (!(command instanceof RequestExecutionCommand) || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            super.enqueue(command, priority);
            return;
        }
        try {
            if (isOpen()) {
                send(command);
            } else {
                super.enqueue(command, priority);
            }
        } finally {
            turn.unlock();
        }
    }

    /** What the reactor does when a connection can be written to. */
    private void send(Command command) {
        var handler = getHandler();
        request = command;
        sending = true;
        try {
            handler.outputReady(this); // Takes the command.
            if (more) {
                handler.outputReady(this); // Writes what it has left in its buffer.
            }
        } catch (Exception e) {
            handler.exception(this, e);
            close(CloseMode.GRACEFUL);
        } finally {
            sending = false;
            leaveTheRest();
        }
    }

    private void leaveTheRest() {
        if (request != null) {
            super.enqueue(request, Command.Priority.IMMEDIATE);
            request = null;
        }
        if (more) {
            super.setEvent(SelectionKey.OP_WRITE);
            more = false;
        }
    }

    @Override
    public boolean hasCommands() {
        return request != null || super.hasCommands();
    }

    @Override
    public @Nullable Command poll() {
        var command = request;
        request = null;
        return command == null ? super.poll() : command;
    }

    /** An event that is asked for already wakes nobody. */
    @Override
    public void setEvent(int event) {
        if (event == SelectionKey.OP_WRITE && isSending()) {
            more = true;
            return;
        }
        getLock().lock();
        try {
            if (!isOpen() || (getEventMask() & event) != event) {
                super.setEvent(event);
            }
        } finally {
            getLock().unlock();
        }
    }

    /** While a request is sent here, nobody has asked the reactor to write, unless from elsewhere: that is left to it. */
    @Override
    public void clearEvent(int event) {
        if (event == SelectionKey.OP_WRITE && isSending()) {
            more = false;
        } else {
            super.clearEvent(event);
        }
    }

    private boolean isSending() {
        return turn.isHeldByCurrentThread() && sending;
    }
}
