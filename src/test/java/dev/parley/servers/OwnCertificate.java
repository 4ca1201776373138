package dev.parley.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A key with a certificate that it signed itself, for this machine, in a folder of the test. */
public final class OwnCertificate {
    public static final String PASSWORD = "not a secret";

    private final Path folder;

    private OwnCertificate(Path folder) {
        this.folder = folder;
    }

    public static OwnCertificate in(Path folder) throws IOException, InterruptedException {
        OwnCertificate own = new OwnCertificate(folder);
        own.keytool(List.of(
                "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1"));
        own.keytool(List.of("-exportcert", "-rfc", "-file", own.authority().toString()));
        return own;
    }

    /** The key, in a PKCS 12 store under {@link #PASSWORD}. */
    public Path keyStore() {
        return folder.resolve("server.p12");
    }

    /** The certificate in PEM, for those who are to trust it. */
    public Path authority() {
        return folder.resolve("server.pem");
    }

    private void keytool(List<String> arguments) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder process = new ProcessBuilder(tool.toString());
        process.command().addAll(arguments);
        process.command()
                .addAll(List.of(
                        "-alias",
                        "server",
                        "-keystore",
                        keyStore().toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD));
        int code = process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with " + code);
        }
    }
}
