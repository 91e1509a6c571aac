package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> jndi = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final Sources sources = new Sources(environment::get, properties::get, jndi::get, parameters::get);

    @TempDir
    Path folder;

    @Test
    void theFirstSettingThatIsThereNamesTheFile() throws IOException {
        var home = Files.createDirectories(folder.resolve("user/.messages-gateway"));
        Files.writeString(home.resolve("gateway.json"), "{}");

        assertThat(sources.file()).isEmpty();
        properties.put("user.home", folder.resolve("user").toString());
        assertThat(path()).isEqualTo(home.resolve("gateway.json").toString());
        parameters.put("gateway.config", "parameter");
        assertThat(path()).isEqualTo("parameter");
        jndi.put("java:comp/env/gateway/config", "jndi");
        assertThat(path()).isEqualTo("jndi");
        environment.put("GATEWAY_CONFIG", "environment");
        assertThat(path()).isEqualTo("environment");
        properties.put("gateway.config", "property");
        assertThat(path()).isEqualTo("property");
        properties.put("gateway.config", " ");
        assertThat(path()).isEqualTo("environment");
    }

    @Test
    void theHomeFolderCanBeReplaced() throws IOException {
        Files.writeString(folder.resolve("gateway.json"), "{}");
        properties.put("user.home", folder.resolve("elsewhere").toString());
        environment.put("GATEWAY_HOME", folder.toString());

        assertThat(path()).isEqualTo(folder.resolve("gateway.json").toString());
    }

    @Test
    void theHomeFileMayBeAbsent() {
        properties.put("user.home", folder.toString());

        assertThat(ConfigLoader.load(sources).source()).isEqualTo("environment");
    }

    @Test
    void aNamedFileMustExist() {
        environment.put("GATEWAY_CONFIG", folder.resolve("absent.json").toString());

        assertThatThrownBy(() -> ConfigLoader.load(sources))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("absent.json", "GATEWAY_CONFIG: there is no such file");
    }

    @Test
    void aNamedFileMustBeReadable() {
        environment.put("GATEWAY_CONFIG", folder.toString());

        assertThatThrownBy(() -> ConfigLoader.load(sources))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("GATEWAY_CONFIG: the file cannot be read");
    }

    private String path() {
        return sources.file().orElseThrow().path();
    }
}
