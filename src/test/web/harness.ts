import type { Environment } from '../../main/web/client/src/index.js';

interface Test {
  name: string;
  run: () => void | Promise<void>;
}

export interface Result {
  name: string;
  /** Why it failed; empty when it did not. */
  failure: string;
}

const tests: Test[] = [];

/** Adds a test; its name is a sentence. */
export function test(name: string, run: () => void | Promise<void>): void {
  tests.push({ name, run });
}

export async function runTests(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
      results.push({ name, failure: '' });
    } catch (error) {
      results.push({ name, failure: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
    }
  }
  return results;
}

export function equal(actual: unknown, expected: unknown): void {
  const [one, other] = [write(actual), write(expected)];
  if (one !== other) {
    throw new Error(`is ${one}, should be ${other}`);
  }
}

export async function fails(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('did not fail');
}

/** Lets everything run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}

/** Time that stands still until a test moves it. */
export class TestTime implements Environment {
  #now = 1_000;
  #timers: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  clock(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(one => one !== timer);
    };
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#timers.filter(timer => timer.at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) {
        break;
      }
      this.#timers = this.#timers.filter(one => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
    await settled();
  }
}

/** The order of fields does not matter. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => inner !== null && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one < other ? -1 : 1))
    : inner) ?? 'undefined';
}
