package org.messagesgateway.bench;

/** A server, and the path at which it answers. */
record Way(Server server, String path) {

    int port() {
        return server.port;
    }

    byte[] request(byte[] body) {
        return request(body, "");
    }

    /** @param headers further ones, each with its line end */
    byte[] request(byte[] body, String headers) {
        return Answer.request("127.0.0.1", path, headers, body);
    }
}
