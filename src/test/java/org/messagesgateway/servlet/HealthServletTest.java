package org.messagesgateway.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthServletTest {

    private final AtomicInteger status = new AtomicInteger();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void readinessSaysWhyNot() throws IOException {
        ask("/health/ready", "no upstream can be called");
        assertThat(status).hasValue(503);
        assertThat(body.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"status\":\"not ready\",\"reasons\":[\"no upstream can be called\"]}");
    }

    @Test
    void aGatewayThatIsNotReadyIsAliveAllTheSame() throws IOException {
        ask("/health/live", "no upstream can be called");
        assertThat(status).hasValue(200);
    }

    @Test
    void withoutObstaclesItIsReady() throws IOException {
        ask("/health/ready");
        assertThat(status).hasValue(200);
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
    }

    private void ask(String path, String... obstacles) throws IOException {
        var request = (HttpServletRequest) fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getRequestURI" -> "/anthropic" + path;
            case "getContextPath" -> "/anthropic";
            case "getInputStream" -> input();
            case "getContentLengthLong" -> 0L;
            default -> null;
        });
        var response = (HttpServletResponse) fake(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getOutputStream" -> output();
            case "setStatus" -> {
                status.set((int) arguments[0]);
                yield null;
            }
            default -> null;
        });
        new HealthServlet(() -> List.of(obstacles)).answer(request, response);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static Object fake(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                HealthServletTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments));
    }

    private static ServletInputStream input() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public boolean isFinished() {
                return true;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int next) {
                body.write(next);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}
        };
    }
}
