/** Time and chance, so that tests can rule them. */
export interface Environment {
  /** Milliseconds that only go forward, whatever is done to the clock. */
  now(): number;
  /** Milliseconds since 1970 by the clock of this machine, right or wrong. */
  clock(): number;
  /** At least 0, below 1. */
  random(): number;
  /** Runs `action` after so many milliseconds, unless the function that it returns is called before. */
  after(ms: number, action: () => void): () => void;
}

export const browserEnvironment: Environment = {
  now: () => performance.now(),
  clock: () => Date.now(),
  random: () => Math.random(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
