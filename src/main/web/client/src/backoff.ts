import type { Environment } from './environment.js';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: anything from half of to a whole delay that doubles, so that a crowd does not come
 * back at once ("equal jitter" of Brooker, Exponential Backoff And Jitter, 2015).
 */
export class Backoff {
  readonly #environment: Environment;
  #failures = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  next(): number {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
    return most / 2 + (this.#environment.random() * most) / 2;
  }

  reset(): void {
    this.#failures = 0;
  }
}
