package org.messagesgateway.boot;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/**
 * The CDI container that knows our beans: the server's, where it has looked at this application; else the one in the
 * WAR, started here. Starting a second one beside the server's fails on most full servers.
 */
final class BeanContainer {

    private final BeanManager manager;
    private final @Nullable BundledWeld bundled;

    private BeanContainer(BeanManager manager, @Nullable BundledWeld bundled) {
        this.manager = manager;
        this.bundled = bundled;
    }

    static BeanContainer start(ServletContext context) {
        var ofServer = ofServer();
        if (ofServer != null) {
            return new BeanContainer(ofServer, null);
        }
        var weld = new BundledWeld(context);
        return new BeanContainer(weld.manager(), weld);
    }

    <T> T bean(Class<T> type) {
        return manager.createInstance().select(type).get();
    }

    void stop() {
        if (bundled != null) {
            bundled.stop();
        }
    }

    private static @Nullable BeanManager ofServer() {
        try {
            var manager = CDI.current().getBeanManager();
            return manager.getBeans(AdapterLookup.class).isEmpty() ? null : manager;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Loaded only where it is needed: on other servers its classes would not even link. */
    private static final class BundledWeld {

        private final ServletContext context;
        private final ServletContextListener listener = new org.jboss.weld.environment.servlet.Listener();

        BundledWeld(ServletContext context) {
            this.context = context;
            listener.contextInitialized(new ServletContextEvent(context));
        }

        BeanManager manager() {
            return (BeanManager) context.getAttribute(
                    org.jboss.weld.environment.servlet.WeldServletLifecycle.BEAN_MANAGER_ATTRIBUTE_NAME);
        }

        void stop() {
            listener.contextDestroyed(new ServletContextEvent(context));
        }
    }
}
