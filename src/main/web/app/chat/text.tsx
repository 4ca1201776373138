import type { Person } from '../../client/src/index.js';
import { useMemo, useState } from 'preact/hooks';
import { useTexts, useWorkspace } from '../state/app.js';
import type { Piece } from './linkify.js';
import { linkify } from './linkify.js';
import { markNames } from './mentions.js';

const LONG = 1_200;
const LONG_LINES = 16;

/** What somebody said, as text: never as HTML. A long one shows its beginning first. */
export function Text({ text, people }: { text: string; people: readonly Person[] }) {
  const texts = useTexts();
  const [whole, setWhole] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const shown = whole ? text : beginning;
  const names = people.map(one => one.username).join();
  const pieces = useMemo(() => markNames(linkify(shown), people), [shown, names]);
  return (
    <>
      <span class="text">
        {pieces.map((piece, index) => <TextPiece key={index} piece={piece} people={people} />)}
        {shown.length < text.length && '…'}
      </span>
      {shown.length < text.length && (
        <button class="show-all" type="button" onClick={() => setWhole(true)}>{texts.chat.showAll}</button>
      )}
    </>
  );
}

function TextPiece({ piece: { text, href, user }, people }: { piece: Piece; people: readonly Person[] }) {
  const { me } = useWorkspace();
  if (href !== undefined) {
    return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{text}</a>;
  }
  if (user !== undefined) {
    const name = people.find(one => one.id === user)?.displayName;
    return <span class={`mention ${user === me.id ? 'me' : ''}`} title={name}>{text}</span>;
  }
  return <>{text}</>;
}

function beginningOf(text: string): string {
  const lines = text.split('\n', LONG_LINES + 1);
  const short = lines.length > LONG_LINES ? lines.slice(0, LONG_LINES).join('\n') : text;
  return short.length > LONG * 1.2 ? short.slice(0, LONG).replace(/[\ud800-\udbff]$/, '') : short;
}
