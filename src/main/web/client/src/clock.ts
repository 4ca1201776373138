import type { Environment } from './environment.js';

/** The server's time, which is right when the clock of this machine is wrong by a day. */
export class ServerClock {
  readonly #environment: Environment;
  #ahead: number | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Takes over a time that the server has just told. */
  observe(time: string | null): void {
    const told = time === null ? NaN : Date.parse(time);
    if (!Number.isNaN(told)) {
      this.#ahead = told - this.#environment.now();
    }
  }

  /** Milliseconds since 1970; by the clock of this machine as long as the server was not heard. */
  now(): number {
    return this.#ahead === undefined ? this.#environment.clock() : this.#ahead + this.#environment.now();
  }
}
