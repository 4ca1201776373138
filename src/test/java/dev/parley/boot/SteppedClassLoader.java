package dev.parley.boot;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Loads the classes of Parley so that they ask the {@link SteppedClock} for the time. */
final class SteppedClassLoader extends ClassLoader {
    private static final String OURS = "dev.parley.";
    private static final String CLOCK = "dev.parley.boot.SteppedClock";
    /** All ways in which they do. */
    private static final Set<String> CLOCKS = Set.of(
            "java/lang/System.currentTimeMillis()J",
            "java/time/Instant.now()Ljava/time/Instant;",
            "java/time/InstantSource.system()Ljava/time/InstantSource;");

    SteppedClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = name.equals(CLOCK) ? in.readAllBytes() : stepped(in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] stepped(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Stepping(writer), 0);
        return writer.toByteArray();
    }

    private static boolean asksForTheTime(String owner, String name, String descriptor) {
        return CLOCKS.contains(owner + "." + name + descriptor);
    }

    private static final class Stepping extends ClassVisitor {
        Stepping(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new SteppingMethod(super.visitMethod(access, name, type, signature, exceptions));
        }
    }

    /** Replaces calls, and references to methods. */
    private static final class SteppingMethod extends MethodVisitor {
        private static final String STEPPED = CLOCK.replace('.', '/');

        SteppingMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean ofInterface) {
            if (asksForTheTime(owner, name, type)) {
                super.visitMethodInsn(opcode, STEPPED, name, type, false);
            } else {
                super.visitMethodInsn(opcode, owner, name, type, ofInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            Object[] replaced =
                    Arrays.stream(arguments).map(SteppingMethod::replaced).toArray();
            super.visitInvokeDynamicInsn(name, type, bootstrap, replaced);
        }

        private static Object replaced(Object argument) {
            return argument instanceof Handle handle
                            && asksForTheTime(handle.getOwner(), handle.getName(), handle.getDesc())
                    ? new Handle(handle.getTag(), STEPPED, handle.getName(), handle.getDesc(), false)
                    : argument;
        }
    }
}
