import type { ConversationId } from '../../client/src/index.js';
import { codePoints } from '../../client/src/index.js';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useClient, useTexts, useWorkspace } from '../state/app.js';
import { enterSends } from '../state/enter.js';
import { Icon } from '../ui/icon.js';
import './composer.css';

const LONGEST = 100_000;
/** From here on the page says how many are left. */
const NEAR = 0.95;

/** What was begun in a chat and not sent, for as long as the page is there. */
const drafts = new Map<ConversationId, string>();

/** Where one writes. Enter sends, with Shift it makes a line; the button sends too. */
export function Composer({ id, onSent }: { id: ConversationId; onSent: () => void }) {
  const texts = useTexts();
  const client = useClient();
  const workspace = useWorkspace();
  const [text, setText] = useState(drafts.get(id) ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const most = client.limits?.textCodePoints ?? LONGEST;
  const left = text.length < most * NEAR ? most : most - codePoints(text.trim());
  useFocus(field);
  useFit(field, text);
  const write = (value: string) => {
    setText(value);
    drafts.set(id, value);
    if (value === '') {
      workspace.typing.stop();
    } else {
      workspace.typing.write(id);
    }
  };
  const send = () => {
    const said = text.trim();
    if (said !== '' && left >= 0) {
      setText('');
      drafts.delete(id);
      void workspace.send(id, { text: said });
      onSent();
    }
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && enterSends.value) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form class="composer" onSubmit={event => { event.preventDefault(); send(); }}>
      <div class="composer-field">
        <label class="unseen" for="compose">{texts.compose.label}</label>
        <textarea
          id="compose" ref={field} rows={1} dir="auto" value={text} placeholder={texts.compose.placeholder}
          aria-invalid={left < 0} aria-describedby="compose-left" autocomplete="off"
          onInput={event => write(event.currentTarget.value)} onKeyDown={onKey} />
        <p id="compose-left" class={`composer-left ${left < 0 ? 'over' : ''}`} role="status">
          {left < most * (1 - NEAR) && (left < 0 ? texts.compose.over(-left) : texts.compose.left(left))}
        </p>
      </div>
      <button class="send" type="submit" aria-label={texts.compose.send} disabled={text.trim() === '' || left < 0}>
        <Icon name="send" />
      </button>
    </form>
  );
}

/** A phone's keyboard would cover what one came to read. */
function useFocus(field: { current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    if (!isTouch()) {
      field.current?.focus();
    }
  }, []);
}

/** As high as what is in it; the style says how high at most. */
function useFit(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const area = field.current!;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
