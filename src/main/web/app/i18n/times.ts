import type { Speech } from './languages.js';

/**
 * Times as people say them, in a language, and where the user is: some say 3:00 PM, some 15:00. `now` is the server's, for
 * the clock of this machine may be wrong.
 */
export class Times {
  readonly #clock: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #dayOfYear: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #texts: Speech['texts'];
  readonly #now: () => number;

  constructor({ language, texts }: Speech, now: () => number, tags: readonly string[] = navigator.languages) {
    this.#texts = texts;
    this.#now = now;
    const place = tags.find(tag => tag.split('-')[0] === language) ?? language;
    this.#clock = new Intl.DateTimeFormat(place, { hour: 'numeric', minute: '2-digit' });
    this.#day = new Intl.DateTimeFormat(place, { weekday: 'long', day: 'numeric', month: 'long' });
    this.#dayOfYear = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', year: 'numeric' });
    this.#short = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short' });
    this.#weekday = new Intl.DateTimeFormat(place, { weekday: 'short' });
  }

  /** The time of day. */
  clock(at: string | number): string {
    return this.#clock.format(new Date(at));
  }

  /** The day, for a separator. */
  day(at: string | number): string {
    const ago = this.#daysAgo(at);
    if (ago === 0 || ago === 1) {
      return ago === 0 ? this.#texts.time.today : this.#texts.time.yesterday;
    }
    const date = new Date(at);
    const thisYear = date.getFullYear() === new Date(this.#now()).getFullYear();
    return (thisYear ? this.#day : this.#dayOfYear).format(date);
  }

  /** As little as tells when, for lists. */
  short(at: string | number): string {
    const ago = this.#daysAgo(at);
    if (ago <= 0) {
      return this.clock(at);
    }
    return (ago < 7 ? this.#weekday : this.#short).format(new Date(at));
  }

  /** The day and the time. */
  full(at: string | number): string {
    return `${this.day(at)}, ${this.clock(at)}`;
  }

  #daysAgo(at: string | number): number {
    return Math.round((startOfDay(this.#now()) - startOfDay(at)) / 86_400_000);
  }
}

/** Tells days apart. */
export function startOfDay(at: string | number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
