package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messagesgateway.job.Samples.bytes;
import static org.messagesgateway.job.Samples.text;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesSealerTest {

    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final JobId ID = JobId.random();
    private static final AesSealer SEALER = new AesSealer(List.of(OLD));

    private static byte[] key(int value) {
        var key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static void assertRefused(Sealer sealer, JobId id, byte[] sealed) {
        assertThatThrownBy(() -> sealer.open(id, sealed)).isInstanceOf(JobStoreException.class);
    }

    @Test
    void whatIsSealedIsUnreadableAndComesBack() {
        var sealed = SEALER.seal(ID, bytes("to hide"));
        assertThat(text(sealed)).doesNotContain("hide");
        assertThat(text(SEALER.open(ID, sealed))).isEqualTo("to hide");
        assertThat(SEALER.open(ID, SEALER.seal(ID, new byte[0]))).isEmpty();
        assertThat(SEALER.isEncrypting()).isTrue();
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        assertThat(SEALER.seal(ID, bytes("a"))).isNotEqualTo(SEALER.seal(ID, bytes("a")));
    }

    @Test
    void anOldKeyStillOpensAndTheNewestSeals() {
        var rotated = new AesSealer(List.of(NEW, OLD));
        assertThat(text(rotated.open(ID, SEALER.seal(ID, bytes("old"))))).isEqualTo("old");
        assertThat(text(new AesSealer(List.of(NEW)).open(ID, rotated.seal(ID, bytes("new")))))
                .isEqualTo("new");
    }

    @Test
    void withoutItsKeyNothingOpens() {
        assertRefused(new AesSealer(List.of(NEW)), ID, SEALER.seal(ID, bytes("a")));
    }

    @Test
    void whatWasMovedToAnotherJobIsRefused() {
        assertRefused(SEALER, JobId.random(), SEALER.seal(ID, bytes("a")));
    }

    @Test
    void whateverByteIsChangedItIsRefused() {
        var sealed = SEALER.seal(ID, bytes("a"));
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(SEALER, ID, changed);
            assertRefused(SEALER, ID, Arrays.copyOf(sealed, i));
        }
    }

    @Test
    void theOpenFormAndTheSealedOneAreNotTakenForEachOther() {
        assertRefused(Sealer.OPEN, ID, SEALER.seal(ID, bytes("a")));
        assertRefused(SEALER, ID, Sealer.OPEN.seal(ID, bytes("a")));
        assertRefused(Sealer.OPEN, ID, new byte[0]);
        assertThat(text(Sealer.OPEN.open(ID, Sealer.OPEN.seal(ID, bytes("a"))))).isEqualTo("a");
    }
}
