package org.messagesgateway.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messagesgateway.provider.ProviderAdapter;

/** Inside of the running WAR: CDI has found the adapters, and gives them to whoever asks. */
@ExtendWith({FreePort.class, ArquillianExtension.class})
class InjectedAdaptersIT {

    /** The WAR's own, whose empty ordering hides the servlet that runs tests, and that servlet. */
    private static final String WEB_XML =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <absolute-ordering/>
              <listener><listener-class>org.messagesgateway.boot.GatewayListener</listener-class></listener>
              <servlet>
                <servlet-name>ArquillianServletRunnerEE9</servlet-name>
                <servlet-class>org.jboss.arquillian.protocol.servlet5.runner.ServletTestRunner</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>ArquillianServletRunnerEE9</servlet-name>
                <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    @Inject
    @Any
    private Instance<ProviderAdapter> adapters;

    @Deployment
    static WebArchive war() throws IOException {
        return DeployedWarIT.war("injected.war")
                .addClass(FreePort.class)
                // An engine on the class path must fit the engines' interface inside of the WAR.
                .addPackages(true, "com.tngtech.archunit.junit")
                .setWebXML(new StringAsset(WEB_XML));
    }

    @Test
    void theDialectsAreInjected() {
        var found = adapters.stream()
                .map(adapter -> adapter.getClass().getSimpleName())
                .toList();
        // Of JUnit, as it comes along into the WAR.
        assertTrue(found.containsAll(List.of("MessagesAdapter", "ChatAdapter")), found::toString);
    }
}
