package org.messagesgateway.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The application servers of the matrix. Each is laid out and run by {@code deploy/<folder>/run.sh}. */
enum Server {
    TOMCAT_10("tomcat-10.1", "tomcat", "org.apache.tomcat:tomcat:10.1.59:zip", "webapps"),
    TOMCAT_11("tomcat-11", "tomcat", "org.apache.tomcat:tomcat:11.0.24:zip", "webapps"),
    JETTY_12_0("jetty-12.0-ee10", "jetty", "org.eclipse.jetty:jetty-home:12.0.31:zip", "webapps"),
    JETTY_12_1("jetty-12.1-ee11", "jetty", "org.eclipse.jetty:jetty-home:12.1.12:zip", "webapps", "JETTY_EE", "ee11"),
    WILDFLY("wildfly-39", "wildfly", "org.wildfly:wildfly-dist:39.0.1.Final:zip", "deployments"),
    LIBERTY_SERVLET(
            "liberty-servlet",
            "liberty",
            "io.openliberty:openliberty-runtime:26.0.0.3:zip",
            "servers/gateway/dropins",
            "LIBERTY_FEATURES",
            "servlet-6.0"),
    LIBERTY_WEB_PROFILE(
            "liberty-webprofile",
            "liberty",
            "io.openliberty:openliberty-runtime:26.0.0.3:zip",
            "servers/gateway/dropins",
            "LIBERTY_FEATURES",
            "webProfile-10.0"),
    PAYARA_MICRO("payara-micro-6", "payara", "fish.payara.extras:payara-micro:6.2025.10:jar", ""),
    GLASSFISH(
            "glassfish-7", "glassfish", "org.glassfish.main.distributions:glassfish:7.0.21:zip", "gateway/autodeploy");

    private final String id;
    private final String folder;
    private final String artifact;
    private final String drops;
    private final Map<String, String> environment;

    /**
     * @param drops where it watches for WARs, inside an instance; empty if it does not
     * @param environment one more variable for {@code run.sh}, and its value
     */
    Server(String id, String folder, String artifact, String drops, String... environment) {
        this.id = id;
        this.folder = folder;
        this.artifact = artifact;
        this.drops = drops;
        this.environment = environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]);
    }

    /** Those named by {@code -Dserver=tomcat-11,wildfly-39}; without it, all. */
    static List<Server> chosen() {
        var ids = List.of(System.getProperty("server", "").split(","));
        if (ids.get(0).isBlank()) {
            return List.of(values());
        }
        var chosen = Arrays.stream(values())
                .filter(server -> ids.contains(server.id))
                .toList();
        if (chosen.size() != ids.size()) {
            throw new IllegalArgumentException("unknown server among " + ids + "; known are "
                    + Arrays.stream(values()).map(Server::id).toList());
        }
        return chosen;
    }

    String id() {
        return id;
    }

    String folder() {
        return folder;
    }

    String artifact() {
        return artifact;
    }

    String version() {
        return artifact.split(":")[2];
    }

    String drops() {
        return drops;
    }

    boolean watchesForWars() {
        return !drops.isEmpty();
    }

    boolean needsNewerJdk() {
        return this == JETTY_12_1;
    }

    Map<String, String> environment() {
        return environment;
    }
}
