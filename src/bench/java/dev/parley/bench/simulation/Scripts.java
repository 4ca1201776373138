package dev.parley.bench.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs the scripts of our Redis adapters, as Redis does. */
final class Scripts {
    private final Globals globals = JsePlatform.standardGlobals();
    private final Map<String, LuaValue> compiled = new HashMap<>();
    private RedisShard shard;

    Scripts() {
        LuaTable redis = new LuaTable();
        redis.set("call", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return lua(shard.run(strings(arguments)));
            }
        });
        globals.set("redis", redis);
        globals.get("string").set("format", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return LuaValue.valueOf(format(arguments));
            }
        });
    }

    /**
     * @param name by which it is known once it has run
     * @return what it returns, as {@link RedisShard#run} does
     */
    Object run(RedisShard on, String name, Supplier<String> text, List<String> keys, List<String> arguments) {
        shard = on;
        globals.set("KEYS", lua(keys));
        globals.set("ARGV", lua(arguments));
        return java(compiled.computeIfAbsent(name, first -> globals.load(text.get(), "script"))
                .call());
    }

    private static List<String> strings(Varargs arguments) {
        List<String> strings = new ArrayList<>(arguments.narg());
        for (int i = 1; i <= arguments.narg(); i++) {
            strings.add(arguments.checkjstring(i));
        }
        return strings;
    }

    /** The two forms that scripts use: a whole number, and text. The interpreter's own rounds large numbers. */
    private static String format(Varargs arguments) {
        StringBuilder text = new StringBuilder();
        String form = arguments.checkjstring(1);
        int next = 2;
        for (int i = 0; i < form.length(); i++) {
            if (form.startsWith("%.0f", i)) {
                text.append(Math.round(arguments.checkdouble(next++)));
                i += 3;
            } else if (form.startsWith("%s", i)) {
                text.append(arguments.checkjstring(next++));
                i++;
            } else {
                text.append(form.charAt(i));
            }
        }
        return text.toString();
    }

    private static LuaValue lua(Object value) {
        if (value instanceof List<?> list) {
            LuaTable table = new LuaTable(list.size(), 0);
            for (int i = 0; i < list.size(); i++) {
                table.set(i + 1, lua(list.get(i)));
            }
            return table;
        }
        if (value instanceof Long number) {
            return LuaValue.valueOf(number.doubleValue());
        }
        return value == null ? LuaValue.FALSE : LuaValue.valueOf((String) value);
    }

    private static Object java(LuaValue value) {
        if (value.istable()) {
            List<Object> list = new ArrayList<>();
            for (int i = 1; !value.get(i).isnil(); i++) {
                list.add(java(value.get(i)));
            }
            return list;
        }
        if (value.isnil() || (value.isboolean() && !value.toboolean())) {
            return null;
        }
        return value.type() == LuaValue.TNUMBER ? (Object) value.tolong() : value.tojstring();
    }
}
