import { useMemo, useState } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import { linkify } from './linkify.js';

const LONG = 1_200;
const LONG_LINES = 16;

/** What somebody said, as text: never as HTML. A long one shows its beginning first. */
export function Text({ text }: { text: string }) {
  const texts = useTexts();
  const [whole, setWhole] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const shown = whole ? text : beginning;
  const pieces = useMemo(() => linkify(shown), [shown]);
  return (
    <>
      <span class="text" dir="auto">
        {pieces.map((piece, index) => piece.href === undefined
          ? piece.text
          : <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{piece.text}</a>)}
        {shown.length < text.length && '…'}
      </span>
      {shown.length < text.length && (
        <button class="show-all" type="button" onClick={() => setWhole(true)}>{texts.chat.showAll}</button>
      )}
    </>
  );
}

function beginningOf(text: string): string {
  const lines = text.split('\n', LONG_LINES + 1);
  const short = lines.length > LONG_LINES ? lines.slice(0, LONG_LINES).join('\n') : text;
  return short.length > LONG * 1.2 ? short.slice(0, LONG).replace(/[\ud800-\udbff]$/, '') : short;
}
