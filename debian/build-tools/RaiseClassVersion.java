import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar whose classes are in the format of Java 5, which a cache of loaded classes can't take, and raises them to
 * that of Java 8: the version number, and the stack maps that verification asks for since. The code stays as it is.
 * Classes in a later format and other files are copied.
 *
 * <pre>java RaiseClassVersion.java FROM.jar TO.jar</pre>
 */
public final class RaiseClassVersion {
    private final ZipFile jar;
    private final ClassFile format;

    private RaiseClassVersion(ZipFile jar) {
        this.jar = jar;
        this.format = ClassFile.of(
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(this::open)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        try (ZipFile jar = new ZipFile(arguments[0]);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            new RaiseClassVersion(jar).copyTo(out);
        }
    }

    private void copyTo(ZipOutputStream out) throws IOException {
        for (ZipEntry entry : jar.stream().toList()) {
            byte[] bytes = jar.getInputStream(entry).readAllBytes();
            ZipEntry copy = new ZipEntry(entry.getName());
            copy.setTime(entry.getTime());
            out.putNextEntry(copy);
            out.write(entry.getName().endsWith(".class") ? raised(bytes) : bytes);
            out.closeEntry();
        }
    }

    private byte[] raised(byte[] bytes) {
        var parsed = format.parse(bytes);
        if (parsed.majorVersion() >= ClassFile.JAVA_8_VERSION) {
            return bytes;
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        // Going through each method's code makes the library write it anew, stack maps included.
        ClassTransform code = ClassTransform.transformingMethodBodies(
                (CodeBuilder builder, CodeElement element) -> builder.with(element));
        return format.transformClass(parsed, version.andThen(code));
    }

    private InputStream open(ClassDesc name) {
        String descriptor = name.descriptorString();
        ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
