package org.messagesgateway.bench;

/**
 * What one round of a load found.
 *
 * @param cpuMicros of the server, for each request or event
 * @param perSecond requests or events
 * @param p50 of the delay, in ms
 * @param p99 the same
 */
record Sample(double cpuMicros, double perSecond, double p50, double p99) {}
