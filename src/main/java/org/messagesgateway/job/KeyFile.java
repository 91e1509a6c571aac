package org.messagesgateway.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/** The key of the embedded store, in a file beside it that only its owner can read. */
final class KeyFile {

    static final String NAME = "jobs.key";

    private static final int LENGTH = 32;

    private KeyFile() {}

    /** Reads the folder's key; makes one if there is none yet, and returns only when it is on the disk. */
    static byte[] readOrCreate(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (Files.notExists(file)) {
            create(folder, file);
        }
        var key = Files.readAllBytes(file);
        if (key.length != LENGTH) {
            throw new IOException(file.getFileName() + " is not a key");
        }
        return key;
    }

    private static void create(Path folder, Path file) throws IOException {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        var draft = Files.createTempFile(folder, "job", ".key", OwnerOnly.file(file));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        } catch (IOException e) {
            Files.delete(draft);
            throw e;
        }
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its key counts.
            Files.delete(draft);
        }
        force(folder);
    }

    /** On systems that let a folder be opened, its entry is on the disk too. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not; it writes entries by itself.
        }
    }
}
