package dev.parley.bench.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Something that happens to a simulated cluster. */
enum Scenario {
    /** The directory and the board have lost everything, and all nodes list their sessions again. */
    START {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            world.redis().clear();
            return world.clients();
        }
    },
    /**
     * The busiest seconds of a day: people write, and each device changes its network every 20 minutes, so that it comes anew
     * before its old session is missed.
     */
    DAY {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            List<Client> moved = new ArrayList<>();
            converse(world, options);
            spread(
                    world,
                    visits(options, options.seconds),
                    options.seconds,
                    () -> moved.add(any(world).come()));
            world.timeline().runUntil(world.timeline().nanos() + TimeUnit.SECONDS.toNanos(options.seconds));
            return moved;
        }
    },
    /** The same, but nobody comes, and Redis cannot be reached meanwhile: nobody can say where members are. */
    OUTAGE {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            world.redis().setDown(true);
            converse(world, options);
            world.timeline().runUntil(world.timeline().nanos() + TimeUnit.SECONDS.toNanos(options.seconds));
            world.redis().setDown(false);
            return world.clients();
        }
    },
    /** Sessions last for 20 minutes; for a minute people go, each for 45 seconds, so that friends are told twice. */
    VISITS {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            List<Client> gone = new ArrayList<>();
            spread(world, visits(options, MINUTE), MINUTE, () -> gone.add(visit(world)));
            world.timeline().runUntil(world.timeline().nanos() + TimeUnit.SECONDS.toNanos(MINUTE));
            return gone;
        }

        private Client visit(World world) {
            Client client = any(world);
            client.goAway();
            world.timeline().inMillis(45_000, client::come);
            return client;
        }
    },
    /** The process of an edge is killed. */
    DEATH {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            Edge edge = world.edges().get(world.draw(world.edges().size()));
            List<Client> there = world.clients().stream()
                    .filter(client -> client.edge().filter(edge::equals).isPresent())
                    .toList();
            world.kill(edge);
            return there;
        }

        @Override
        int aftermathSeconds() {
            return MINUTE;
        }
    },
    /** A tenth of all clients lose their network for a minute, and have it again within two seconds. */
    STORM {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            List<Client> region = world.clients().stream()
                    .filter(client -> client.user().value() / 10 % 10 == 0)
                    .toList();
            region.forEach(Client::goAway);
            world.timeline().runUntil(world.timeline().nanos() + TimeUnit.MINUTES.toNanos(1));
            region.forEach(client -> world.timeline().inMillis(world.draw(2_000), client::come));
            return region;
        }
    },
    /** All edges are restarted, one in fifty at a time. */
    ROLLING {
        @Override
        List<Client> play(World world, SimulationOptions options) {
            List<Edge> all = List.copyOf(world.edges());
            int atOnce = Math.max(1, all.size() / 50);
            for (int start = 0; start < all.size(); start += atOnce) {
                all.subList(start, Math.min(start + atOnce, all.size())).forEach(world::restart);
                world.timeline().runUntil(world.timeline().nanos() + TimeUnit.SECONDS.toNanos(10));
            }
            return world.clients();
        }
    };

    private static final int MINUTE = 60;
    private static final int STAY_SECONDS = 1_200;

    /** @return those whose sessions are to be right again after it */
    abstract List<Client> play(World world, SimulationOptions options);

    /** For how long it is watched after all is right, for what is done later. */
    int aftermathSeconds() {
        return 5;
    }

    /** People write as in the busiest seconds of a day: 40 messages a day each, one in ten is there. */
    private static void converse(World world, SimulationOptions options) {
        double people = options.sessions / 1.5;
        double messages = people * 10 * 40 / 86_400 * 2.5;
        spread(world, (long) (messages * options.seconds), options.seconds, () -> any(world)
                .write());
    }

    private static long visits(SimulationOptions options, int seconds) {
        return (long) options.sessions * seconds / STAY_SECONDS;
    }

    private static Client any(World world) {
        return world.clients().get(world.draw(world.clients().size()));
    }

    /** Does something so often within some seconds, evenly. */
    private static void spread(World world, long times, int seconds, Runnable task) {
        if (times > 0) {
            long pause = TimeUnit.SECONDS.toNanos(seconds) / times;
            repeat(world, times, pause, task);
        }
    }

    private static void repeat(World world, long times, long pause, Runnable task) {
        world.timeline().in(pause, () -> {
            task.run();
            if (times > 1) {
                repeat(world, times - 1, pause, task);
            }
        });
    }
}
