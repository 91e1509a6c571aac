package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.provider.Credential;

class OwnerTest {

    private static final byte[] SALT = new byte[32];
    private static final Caller TRUSTED = new Caller.Trusted();

    private static Optional<Secret> key(String value) {
        return Optional.of(new Secret(value));
    }

    private static Caller holder(String id, String value) {
        return new Caller.Holder(new VirtualKey(id, "name", new Secret(value), true, Map.of()));
    }

    private static String name(Caller caller, Optional<Secret> presented) {
        return Owner.name(caller, presented, SALT);
    }

    @Test
    void aVirtualKeyOwnsWhateverItsValue() {
        assertThat(name(holder("a", "old"), key("old"))).isEqualTo(name(holder("a", "new"), key("new")));
        assertThat(name(holder("a", "old"), key("old"))).isNotEqualTo(name(holder("b", "old"), key("old")));
    }

    @Test
    void withoutVirtualKeysThePresentedKeyOwns() {
        assertThat(name(TRUSTED, key("a"))).isEqualTo(name(TRUSTED, key("a")));
        assertThat(name(TRUSTED, key("a"))).isNotEqualTo(name(TRUSTED, key("b")));
        var own = new Caller.Own(new Credential.CallerKey("x-api-key", new Secret("a")));
        assertThat(name(own, key("a"))).isNotEqualTo(name(own, key("b")));
    }

    @Test
    void aVirtualKeyIsNotTakenForAPresentedOne() {
        assertThat(name(holder("a", "v"), key("v"))).isNotEqualTo(name(TRUSTED, key("a")));
    }

    @Test
    void withoutAnyKeyNobodyInParticularOwns() {
        assertThat(name(TRUSTED, Optional.empty())).isEmpty();
    }

    @Test
    void noNameGivesTheKeyAwayAndEachStoreHasItsOwn() {
        assertThat(name(TRUSTED, key("secret"))).doesNotContain("secret");
        assertThat(Owner.name(TRUSTED, key("a"), new byte[] {1})).isNotEqualTo(name(TRUSTED, key("a")));
        assertThat(name(holder("x".repeat(1000), "v"), key("v"))).hasSizeLessThan(200);
    }
}
