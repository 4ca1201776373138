package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.config.Settings.Argon2Cost;
import dev.parley.model.FailureCode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever guesses cannot tell a name that exists from one that does not, by the work that is done: memory, which Argon2 fills. */
class EnumerationTest {
    private static final int MEMORY_KIB = 8_192;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TestAccounts accounts;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        accounts.restart(new Argon2Cost(MEMORY_KIB, 1, 1));
    }

    @AfterEach
    void stop() throws Exception {
        accounts.close();
    }

    @Test
    void aNameThatNobodyHasCostsWhatAWrongPasswordCosts() throws Exception {
        Profile user = accounts.signUp();
        allocatedBy(user.username());
        long known = allocatedBy(user.username());
        long unknown = allocatedBy("nobody_has_this");
        assertThat(known).isGreaterThan(MEMORY_KIB * 1024L);
        assertThat(unknown).isCloseTo(known, withinPercentage(5));
    }

    /** What the threads that hash allocate while somebody guesses, in bytes. */
    private long allocatedBy(String username) throws Exception {
        long before = allocated();
        assertThat(accounts.refusal(
                                AccountsService.LOG_IN, TestAccounts.logIn(username, "a wrong guess", Optional.empty()))
                        .code())
                .isEqualTo(FailureCode.BAD_CREDENTIALS);
        return allocated() - before;
    }

    private static long allocated() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-passwords"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
