package org.messagesgateway.bench;

/** How long is measured. The warm-up is for compilers: without it they are what is measured. */
record Effort(int warmUpSeconds, int rounds, int seconds) {

    static final Effort WHOLE = new Effort(15, 5, 4);
    static final Effort SHORT = new Effort(12, 5, 3);
}
