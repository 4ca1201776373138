package dev.parley.accounts;

import dev.parley.accounts.Passwords.Verdict;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs devices in with a password. */
final class LogIns {
    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    private final AccountStores stores;
    private final Passwords passwords;
    private final TokenPairs pairs;
    private final Revoker revoker;
    private final LongSupplier newId;
    private final InstantSource clock;

    LogIns(
            AccountStores stores,
            Passwords passwords,
            TokenPairs pairs,
            Revoker revoker,
            LongSupplier newId,
            InstantSource clock) {
        this.stores = stores;
        this.passwords = passwords;
        this.pairs = pairs;
        this.revoker = revoker;
        this.newId = newId;
        this.clock = clock;
    }

    Future<SignedIn> logIn(LogIn request) {
        String name = Rules.deviceName(request.deviceName());
        String platform = Rules.platform(request.platform());
        return authenticate(request.username(), Rules.givenPassword(request.password()))
                .compose(user -> keep(signIn(user, request.device(), name, platform), request.device()))
                .compose(pairs::first);
    }

    /** An unknown user is found out only after the same work as a known one. */
    private Future<UserId> authenticate(String username, String password) {
        return stores.users().credentials(username).compose(known -> passwords
                .check(password, known.map(Credentials::passwordHash))
                .onSuccess(verdict -> renewIfOutdated(verdict, password, known))
                .compose(verdict -> admit(verdict, known)));
    }

    private static Future<UserId> admit(Verdict verdict, Optional<Credentials> known) {
        return known.filter(user -> verdict != Verdict.WRONG)
                .map(user -> Future.succeededFuture(user.user()))
                .orElseGet(() -> Future.failedFuture(
                        Failure.of(FailureCode.BAD_CREDENTIALS, "the user name or the password is wrong")));
    }

    /** Beside the sign-in, which need not wait for it: if it fails, the next sign-in does it. */
    private void renewIfOutdated(Verdict verdict, String password, Optional<Credentials> known) {
        if (verdict == Verdict.RIGHT_BUT_OUTDATED) {
            known.ifPresent(old -> passwords
                    .hash(password)
                    .compose(hash -> stores.users().replaceHash(old, hash))
                    .onFailure(cause -> LOG.warn("A password hash stays outdated: {}", cause.getMessage())));
        }
    }

    private SignIn signIn(UserId user, Optional<DeviceId> device, String name, String platform) {
        Instant now = clock.instant();
        DeviceId id = device.orElseGet(() -> new DeviceId(newId.getAsLong()));
        return new SignIn(Secrets.random(), user, id, name, platform, now, now.plus(Tokens.REFRESH_LIFETIME));
    }

    private Future<SignIn> keep(SignIn signIn, Optional<DeviceId> known) {
        Future<List<Revocation>> kept = known.isPresent()
                ? stores.devices().signInAgain(signIn)
                : stores.devices().add(signIn);
        return kept.onSuccess(revoker::tell).map(signIn);
    }
}
