package org.messagesgateway.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The key of the embedded store, in a file beside it that only its owner can read. */
final class KeyFile {

    private static final int LENGTH = 32;

    private KeyFile() {}

    /** Reads the key; makes one if there is none yet, and returns only when it is on the disk. */
    static byte[] readOrCreate(Path file) throws IOException {
        if (Files.notExists(file)) {
            create(file);
        }
        var key = Files.readAllBytes(file);
        if (key.length != LENGTH) {
            throw new IOException(file.getFileName() + " is not a key");
        }
        return key;
    }

    private static void create(Path file) throws IOException {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        var draft = Files.createTempFile(file.getParent(), "job", ".key", ownerOnly(file));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(key));
            channel.force(true);
        }
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its key counts.
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
