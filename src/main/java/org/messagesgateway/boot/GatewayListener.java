package org.messagesgateway.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConfigException;
import org.messagesgateway.config.ConfigLoader;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.Sources;
import org.messagesgateway.servlet.CallerCheck;
import org.messagesgateway.servlet.CorsPolicy;
import org.messagesgateway.servlet.CountTokensServlet;
import org.messagesgateway.servlet.FallbackServlet;
import org.messagesgateway.servlet.GatewayFilter;
import org.messagesgateway.servlet.HealthServlet;
import org.messagesgateway.servlet.JobsEndpoint;
import org.messagesgateway.servlet.JobsServlet;
import org.messagesgateway.servlet.MessagesServlet;
import org.messagesgateway.servlet.ModelsServlet;

/**
 * Starts the gateway with the web application and ends it with it. Servlets are registered here, in code, as injection
 * into declared ones does not work on every server.
 */
public final class GatewayListener implements ServletContextListener {

    /** For the launcher: what to tell whoever started it, as a list of lines. */
    public static final String SUMMARY_ATTRIBUTE = "org.messagesgateway.summary";

    /** For the launcher: the options of a {@code curl} that works. */
    public static final String EXAMPLE_ATTRIBUTE = "org.messagesgateway.example";

    private static final Logger LOG = System.getLogger(GatewayListener.class.getName());

    private @Nullable BeanContainer beans;
    private @Nullable Gateway gateway;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        var config = load(context);
        config.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        beans = BeanContainer.start(context);
        var adapters = beans.bean(AdapterLookup.class).adapters();
        StartupChecks.check(config, adapters);
        gateway = new Gateway(config, adapters, jobDatabase(config));
        register(context, gateway);
        var summary = StartupSummary.of(config);
        context.setAttribute(SUMMARY_ATTRIBUTE, summary);
        context.setAttribute(EXAMPLE_ATTRIBUTE, StartupSummary.example(config));
        summary.forEach(line -> LOG.log(Level.INFO, line));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (gateway != null) {
            gateway.close();
        }
        if (beans != null) {
            beans.stop();
        }
    }

    private static GatewayConfig load(ServletContext context) {
        try {
            return ConfigLoader.load(
                    new Sources(System::getenv, System::getProperty, GatewayListener::jndi, context::getInitParameter));
        } catch (ConfigException e) {
            LOG.log(Level.ERROR, e.getMessage());
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static @Nullable String jndi(String name) {
        return lookUp(name) instanceof String value ? value : null;
    }

    @SuppressWarnings("BanJNDI") // The names are ours or the operator's.
    private static @Nullable Object lookUp(String name) {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException | RuntimeException e) {
            return null;
        }
    }

    /** Looked up here, as the gateway's own threads have no {@code java:comp}. */
    private static @Nullable DataSource jobDatabase(GatewayConfig config) {
        var name = config.jobs().store().jndi();
        if (name == null) {
            return null;
        }
        if (lookUp(name) instanceof DataSource source) {
            return source;
        }
        throw new IllegalStateException("/client/job_store/jndi: no data source is bound as " + name);
    }

    private static void register(ServletContext context, Gateway gateway) {
        var client = gateway.config().client();
        var filter = context.addFilter("gateway", new GatewayFilter(new CorsPolicy(client.allowedOrigins())));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
        var callers = new CallerCheck(gateway.config());
        var jobs = new JobsEndpoint(gateway.jobs(), gateway.config().jobs());
        servlet(
                context,
                "jobs",
                new JobsServlet(jobs, callers),
                "/v1/messages/async",
                "/v1/messages/async/*",
                "/anthropic/v1/messages/async",
                "/anthropic/v1/messages/async/*");
        servlet(
                context,
                "messages",
                new MessagesServlet(gateway.dispatcher(), jobs, callers, client.maxRequestBodyBytes()),
                "/v1/messages",
                "/anthropic/v1/messages");
        servlet(
                context,
                "count_tokens",
                new CountTokensServlet(gateway.dispatcher(), callers, client.maxRequestBodyBytes()),
                "/v1/messages/count_tokens",
                "/anthropic/v1/messages/count_tokens");
        servlet(
                context,
                "models",
                new ModelsServlet(gateway.catalog(), callers),
                "/v1/models",
                "/v1/models/*",
                "/anthropic/v1/models",
                "/anthropic/v1/models/*");
        servlet(
                context,
                "health",
                new HealthServlet(gateway::obstacles),
                "/health/*",
                "/api/hello",
                "/anthropic/health/*",
                "/anthropic/api/hello");
        servlet(context, "fallback", new FallbackServlet(), "/*");
    }

    private static void servlet(ServletContext context, String name, Servlet servlet, String... paths) {
        var registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }
}
