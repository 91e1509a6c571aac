package org.messagesgateway.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a job ended with: the answer that the synchronous call would have given. Immutable; nobody writes to {@code body}.
 *
 * @param status HTTP status: 200, or the failure's
 * @param body a message, or an error envelope
 */
public record JobResult(int status, Map<String, String> headers, byte[] body) {

    JobStatus end() {
        return status == 200 ? JobStatus.COMPLETED : JobStatus.FAILED;
    }

    byte[] toBytes() {
        try {
            var bytes = new ByteArrayOutputStream(body.length + 256);
            var out = new DataOutputStream(bytes);
            out.writeInt(status);
            out.writeInt(headers.size());
            for (var header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JobResult of(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            int status = in.readInt();
            var headers = new LinkedHashMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new JobResult(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
