import { compareIds } from './ids.js';
import type { MessageId } from './values.js';

/** Tells events that come late: of two about the same thing the one with the larger id holds, in whatever order they come. */
export class Latest {
  readonly #ids = new Map<string, MessageId>();

  /** Whether nothing newer was taken about this; if so this is taken. */
  take(about: string, id: MessageId): boolean {
    const known = this.#ids.get(about);
    const isNews = known === undefined || compareIds(id, known) > 0;
    if (isNews) {
      this.#ids.set(about, id);
    }
    return isNews;
  }
}
