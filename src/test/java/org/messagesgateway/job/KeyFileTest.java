package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndReadEverAfter() throws IOException {
        var key = KeyFile.readOrCreate(folder);
        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(KeyFile.readOrCreate(folder)).isEqualTo(key);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("jobs.key"));
        }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        KeyFile.readOrCreate(folder);
        var permissions = Files.getPosixFilePermissions(folder.resolve("jobs.key"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void whatIsNoKeyIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("jobs.key"), "short");
        assertThatThrownBy(() -> KeyFile.readOrCreate(folder)).hasMessage("jobs.key is not a key");
        assertThat(folder.resolve("jobs.key")).hasContent("short");
    }
}
