package dev.parley.servers;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/** The class path of a server that must not share ours, taken from Maven Central by way of the local repository. */
final class ClassPath {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build();

    private ClassPath() {}

    /** @param coordinates {@code group:artifact:version} */
    static String of(String coordinates) throws DependencyResolutionException {
        Dependency root = new Dependency(new DefaultArtifact(coordinates), "runtime");
        RepositorySystem system = new RepositorySystemSupplier().get();
        Path local = Path.of(System.getProperty("user.home"), ".m2", "repository");
        try (CloseableSession session = new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(local)
                .build()) {
            CollectRequest collect = new CollectRequest(root, List.of(CENTRAL));
            return system
                    .resolveDependencies(session, new DependencyRequest(collect, null))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getPath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } finally {
            system.shutdown();
        }
    }
}
