package dev.parley.metrics;

import dev.parley.bus.Steps;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stands before a store and measures the methods that return futures. A method without parameters that returns another
 * interface, as one does that groups several stores, is called once, and what it returns is measured in the same way.
 */
final class TimedPort implements InvocationHandler {
    private final Object adapter;
    private final Map<Method, CallMeter> meters = new HashMap<>();
    private final Map<Method, Object> parts = new HashMap<>();

    private TimedPort(Object adapter) {
        this.adapter = adapter;
    }

    /** @param meters makes the meter of a method, by its name */
    static <P> P of(Class<P> port, P adapter, Function<String, CallMeter> meters) {
        TimedPort handler = new TimedPort(adapter);
        for (Method method : port.getMethods()) {
            handler.prepare(method, meters);
        }
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private void prepare(Method method, Function<String, CallMeter> meters) {
        if (method.getReturnType() == Future.class) {
            this.meters.put(method, meters.apply(method.getName()));
        } else if (method.getReturnType().isInterface() && method.getParameterCount() == 0) {
            parts.put(method, part(method.getReturnType(), method, meters));
        }
    }

    private <Q> Q part(Class<Q> port, Method method, Function<String, CallMeter> meters) {
        return of(port, port.cast(call(method, null)), name -> meters.apply(method.getName() + "." + name));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        CallMeter meter = meters.get(method);
        if (meter != null) {
            return step(meter, method, arguments);
        }
        Object part = parts.get(method);
        return part == null ? call(method, arguments) : part;
    }

    private Future<?> step(CallMeter meter, Method method, Object[] arguments) {
        return Steps.areFollowed()
                ? Steps.take(meter.name(), first(arguments), () -> measured(meter, method, arguments))
                : measured(meter, method, arguments);
    }

    private static Object first(Object[] arguments) {
        return arguments == null ? Optional.empty() : arguments[0];
    }

    @SuppressWarnings("unchecked")
    private Future<Object> measured(CallMeter meter, Method method, Object[] arguments) {
        return (Future<Object>) meter.measure(() -> (Future<?>) call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) {
        try {
            return method.invoke(adapter, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException inaccessible) {
            throw new IllegalStateException(inaccessible);
        }
    }
}
