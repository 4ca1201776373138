import type { Person } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import { Avatar } from '../ui/avatar.js';
import { insert } from './insert.js';
import { type Begun, begunAt, candidates } from './mentions.js';

const LIST = 'compose-names';

interface CompletionState {
  people: readonly Person[];
  chosen: number;
  choose(person: Person): void;
  /** Whether a key was for the list, by what is in the field now: it may be ahead of what is shown. */
  take(event: KeyboardEvent): boolean;
  /** What the field says about the list. */
  described: Record<string, string>;
}

/** Names that are offered while one is written, after an `@`. */
export function useCompletion(
  field: { current: HTMLTextAreaElement | null }, text: string, people: readonly Person[]): CompletionState {
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  useCaret(field, text, setCaret);
  const begun = begunAt(text, caret);
  const offer = (at: Begun | undefined) => at && at.start !== dismissed ? candidates(people, at.query) : [];
  const offered = offer(begun);
  useEffect(() => setChosen(0), [begun?.query]);
  useEffect(() => begun === undefined ? setDismissed(undefined) : undefined, [begun === undefined]);
  const begunNow = () => begunAt(field.current!.value, field.current!.selectionEnd);
  const choose = (person: Person) => insert(field.current!, `@${person.username} `, begunNow()?.start);
  const take = (event: KeyboardEvent) => {
    const now = begunNow();
    const names = offer(now);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!now || names.length === 0 || event.shiftKey || !(step || ['Enter', 'Tab', 'Escape'].includes(event.key))) {
      return false;
    }
    event.preventDefault();
    if (step) {
      setChosen((chosen + step + names.length) % names.length);
    } else if (event.key === 'Escape') {
      setDismissed(now.start);
    } else {
      choose(names[chosen] ?? names[0]!);
    }
    return true;
  };
  const described: Record<string, string> = offered.length === 0 ? {}
    : { 'aria-autocomplete': 'list', 'aria-controls': LIST, 'aria-activedescendant': `${LIST}-${chosen}` };
  return { people: offered, chosen, choose, take, described };
}

/** Where the caret is, told whenever it moves. */
function useCaret(field: { current: HTMLTextAreaElement | null }, text: string, set: (caret: number) => void): void {
  useEffect(() => {
    const tell = () => field.current && document.activeElement === field.current && set(field.current.selectionEnd);
    tell();
    document.addEventListener('selectionchange', tell);
    return () => document.removeEventListener('selectionchange', tell);
  }, [text]);
}

export function Completion({ completion: { people, chosen, choose } }: { completion: CompletionState }) {
  const texts = useTexts();
  if (people.length === 0) {
    return null;
  }
  return (
    <ul class="completion" id={LIST} role="listbox" aria-label={texts.compose.names}>
      {people.map((person, index) => (
        <li
          key={person.id} id={`${LIST}-${index}`} role="option" aria-selected={index === chosen}
          onPointerDown={event => { event.preventDefault(); choose(person); }}>
          <Avatar id={person.id} name={person.displayName} />
          <span class="one-line"><bdi>{person.displayName}</bdi></span>
          <span class="one-line soft">@{person.username}</span>
        </li>
      ))}
    </ul>
  );
}
