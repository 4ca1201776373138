package dev.parley.bench.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes an object with some methods of an interface into one of that interface; all other methods fail. */
final class Partial implements InvocationHandler {
    private static final Map<Class<?>, Map<Method, Method>> KNOWN = new ConcurrentHashMap<>();

    private final Object target;
    private final Map<Method, Method> methods;

    private Partial(Object target) {
        this.target = target;
        this.methods = KNOWN.computeIfAbsent(target.getClass(), first -> new ConcurrentHashMap<>());
    }

    /** @param target whose methods of the same names and parameters are called */
    static <T> T of(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(Partial.class.getClassLoader(), new Class<?>[] {type}, new Partial(target)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return methods.computeIfAbsent(method, this::find).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Method find(Method method) {
        try {
            Method found = target.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException("the simulation has no " + method, e);
        }
    }
}
