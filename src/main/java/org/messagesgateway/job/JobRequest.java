package org.messagesgateway.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Credential;

/** A request and its caller, as bytes: all that a job needs to run, on any node. Immutable. */
record JobRequest(Inbound inbound, CallerKind kind, String name, Secret secret) {

    private static final int FORMAT = 1;
    private static final Secret NONE = new Secret("");

    private enum CallerKind {
        /** {@code name} is the virtual key's id. */
        HOLDER,
        TRUSTED,
        /** {@code name} is the header, {@code secret} its value. */
        OWN
    }

    static JobRequest of(Inbound inbound, Caller caller) {
        if (caller instanceof Caller.Holder holder) {
            return new JobRequest(inbound, CallerKind.HOLDER, holder.key().id(), NONE);
        }
        if (caller instanceof Caller.Own own) {
            return new JobRequest(
                    inbound, CallerKind.OWN, own.key().headerName(), own.key().headerValue());
        }
        return new JobRequest(inbound, CallerKind.TRUSTED, "", NONE);
    }

    /** Who asked; empty, if that virtual key is no longer good. */
    Optional<Caller> caller(List<VirtualKey> virtualKeys) {
        return switch (kind) {
            case TRUSTED -> Optional.of(new Caller.Trusted());
            case OWN -> Optional.of(new Caller.Own(new Credential.CallerKey(name, secret)));
            case HOLDER ->
                virtualKeys.stream()
                        .filter(key -> key.id().equals(name) && key.active())
                        .findFirst()
                        .map(Caller.Holder::new);
        };
    }

    byte[] toBytes() {
        try {
            var bytes = new ByteArrayOutputStream(inbound.body().length + 512);
            var out = new DataOutputStream(bytes);
            out.writeByte(FORMAT);
            out.writeUTF(kind.name());
            out.writeUTF(name);
            out.writeUTF(secret.reveal());
            out.writeUTF(inbound.version());
            out.writeInt(inbound.betas().size());
            for (var beta : inbound.betas()) {
                out.writeUTF(beta);
            }
            out.writeInt(inbound.others().size());
            for (var other : inbound.others().entrySet()) {
                out.writeUTF(other.getKey());
                out.writeUTF(other.getValue());
            }
            out.write(inbound.body());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JobRequest of(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readByte() != FORMAT) {
                throw new IOException("a job of a newer version");
            }
            var kind = CallerKind.valueOf(in.readUTF());
            var name = in.readUTF();
            var secret = new Secret(in.readUTF());
            var version = in.readUTF();
            var betas = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) {
                betas.add(in.readUTF());
            }
            var others = new TreeMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                others.put(in.readUTF(), in.readUTF());
            }
            var body = in.readAllBytes();
            var inbound = new Inbound(body, EnvelopeReader.read(body, version), version, betas, others);
            return new JobRequest(inbound, kind, name, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body and the secret are nobody's to print. */
    @Override
    public String toString() {
        return "JobRequest[" + inbound.envelope().model() + "]";
    }
}
