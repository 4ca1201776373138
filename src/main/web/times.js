const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/** The time of day. */
export const clockTime = at => TIME.format(new Date(at));

/** The day in full. */
export const dayOf = at => DAY.format(new Date(at));

/** The time of day for today, the day for others. */
export function shortTime(at) {
  return dayOf(at) === dayOf(Date.now()) ? clockTime(at) : SHORT_DAY.format(new Date(at));
}
