package org.messagesgateway.bench;

import java.io.IOException;

/** Keeps a server busy for a while and says what that cost it. */
interface Load {

    Sample run(Way way, byte[] body, int seconds) throws IOException, InterruptedException;
}
