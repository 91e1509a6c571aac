package org.messagesgateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.config.ConfigLoader;
import org.messagesgateway.config.Sources;
import org.messagesgateway.dispatch.Adapters;

class GatewayTest {

    @TempDir
    private Path home;

    @Test
    void itIsReadyUntilItStops() {
        var sources = new Sources(
                name -> name.equals("GATEWAY_HOME") ? home.toString() : null, name -> null, name -> null, name -> null);
        var gateway = new Gateway(ConfigLoader.load(sources), new Adapters(Map.of()), null);
        assertThat(gateway.obstacles()).isEmpty();
        gateway.close();
        assertThat(gateway.obstacles()).containsExactly("no upstream can be called: the gateway has stopped");
    }
}
