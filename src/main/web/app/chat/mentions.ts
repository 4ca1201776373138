import type { Person, UserId } from '../../client/src/index.js';
import type { Piece } from './linkify.js';

const BEGUN = /(?:^|[\s(])@([\p{L}\p{N}_.]{0,32})$/u;
const NAME = /(?<![\p{L}\p{N}_.@])@([a-z0-9_.]{3,32})/giu;
const MOST = 6;

/** A name that is being written: what of it is there, and where its `@` is. */
export interface Begun {
  start: number;
  query: string;
}

/** The name that is being written before the caret, if one is. */
export function begunAt(text: string, caret: number): Begun | undefined {
  const query = BEGUN.exec(text.slice(Math.max(0, caret - 40), caret))?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query: query.toLocaleLowerCase() };
}

/** Whom a name that is being written may mean: those first whose name begins with it. */
export function candidates(people: readonly Person[], query: string): Person[] {
  const rank = ({ username, displayName }: Person) => {
    const names = [username, ...displayName.toLocaleLowerCase().split(/\s+/)];
    return names.some(name => name.startsWith(query)) ? 0 : names.some(name => name.includes(query)) ? 1 : 2;
  };
  return people
    .map(person => ({ person, rank: rank(person) }))
    .filter(one => one.rank < 2)
    .sort((one, other) => one.rank - other.rank || one.person.displayName.localeCompare(other.person.displayName))
    .slice(0, MOST)
    .map(one => one.person);
}

/** Who is named in a text, each once. */
export function namedIn(text: string, people: readonly Person[]): UserId[] {
  const ids = new Map(people.map(({ username, id }) => [username, id]));
  return [...new Set([...text.matchAll(NAME)].flatMap(match => ids.get(nameOf(match[1]!, ids)) ?? []))];
}

/** Finds names among the words; only of those whom the sender meant. */
export function markNames(pieces: readonly Piece[], people: readonly Person[]): Piece[] {
  const ids = new Map(people.map(({ username, id }) => [username, id]));
  return ids.size === 0 ? [...pieces] : pieces.flatMap(piece => piece.href === undefined ? split(piece.text, ids) : [piece]);
}

function split(text: string, ids: ReadonlyMap<string, UserId>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(NAME)) {
    const name = nameOf(match[1]!, ids);
    const user = ids.get(name);
    if (user !== undefined) {
      pieces.push({ text: text.slice(end, match.index) }, { text: `@${name}`, user });
      end = match.index + name.length + 1;
    }
  }
  pieces.push({ text: text.slice(end) });
  return pieces.filter(piece => piece.text !== '');
}

/** A dot after a name may end the sentence. */
function nameOf(written: string, ids: ReadonlyMap<string, UserId>): string {
  const name = written.toLowerCase();
  return ids.has(name) ? name : name.replace(/\.+$/, '');
}
