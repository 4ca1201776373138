import type { ConversationId, Message, Person } from '../../client/src/index.js';
import { codePoints } from '../../client/src/index.js';
import type { MutableRef } from 'preact/hooks';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useClient, useTexts, useWorkspace } from '../state/app.js';
import { enterSends } from '../state/enter.js';
import { Icon } from '../ui/icon.js';
import { Completion, useCompletion } from './completion.js';
import { ComposerBanner } from './composer-banner.js';
import { EmojiButton } from './emoji-picker.js';
import { namedIn } from './mentions.js';
import type { Draft } from './drafts.js';
import { textOf, useDraft, withText, withoutTarget } from './use-draft.js';
import './composer.css';

const LONGEST = 100_000;
/** From here on the page says how many are left. */
const NEAR = 0.95;

/** What others may ask of the place where one writes. */
export interface ComposerControl {
  reply(message: Message): void;
  edit(message: Message): void;
  focus(): void;
}

interface Props {
  id: ConversationId;
  control: MutableRef<ComposerControl | null>;
  onSent: () => void;
  /** The last message that can be changed. */
  lastOwn: () => Message | undefined;
}

/** Where one writes. Enter sends, with Shift it makes a line; the button sends too. */
export function Composer({ id, control, onSent, lastOwn }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [draft, keep] = useDraft(id);
  const [touched, setTouched] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = textOf(draft);
  const { left, near } = useLimit(text);
  const write = (value: string) => {
    keep(withText(draft, value));
    setTouched(false);
    if (value === '' || draft.edit) {
      workspace.typing.stop();
    } else {
      workspace.typing.write(id);
    }
  };
  const others = useOthers(id);
  const completion = useCompletion(field, text, others);
  const aim = (next: Draft) => {
    keep(next);
    field.current?.focus();
  };
  useFocus(field);
  useFit(field, text);
  useLayoutEffect(() => {
    control.current = {
      reply: message => aim({ ...withoutTarget(draft), replyTo: message.id }),
      edit: message => aim({ ...withoutTarget(draft), edit: { id: message.id, text: message.text } }),
      focus: () => field.current?.focus(),
    };
  });
  const send = () => {
    const said = text.trim();
    field.current?.focus();
    setTouched(true);
    if (said === '' || left < 0) {
      return;
    }
    const named = namedIn(said, others);
    const mentions = named.length > 0 ? { mentions: named } : {};
    keep(draft.edit ? withoutTarget(draft) : { text: '' });
    if (draft.edit) {
      void workspace.edit(id, draft.edit.id, { text: said, ...mentions });
    } else {
      void workspace.send(id, { text: said, ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }), ...mentions });
      onSent();
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const own = event.key === 'ArrowUp' && text === '' && !draft.edit ? lastOwn() : undefined;
    if (event.isComposing || completion.take(event)) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && enterSends.value) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && (draft.edit || draft.replyTo !== undefined)) {
      event.preventDefault();
      keep(draft.edit ? withoutTarget(draft) : { text });
    } else if (own) {
      event.preventDefault();
      control.current?.edit(own);
    }
  };
  return (
    <form class="composer" onSubmit={event => { event.preventDefault(); send(); }}>
      <div class="composer-field">
        <Completion completion={completion} />
        <ComposerBanner conversation={id} draft={draft} onCancel={() => aim(draft.edit ? withoutTarget(draft) : { text })} />
        <div class="composer-line">
          <EmojiButton field={field} />
          <label class="unseen" for="compose">{texts.compose.label}</label>
          <textarea
            id="compose" ref={field} rows={1} dir="auto" value={text} placeholder={texts.compose.placeholder}
            aria-invalid={left < 0} aria-describedby="compose-left" autocomplete="off" {...completion.described}
            onInput={event => write(event.currentTarget.value)} onKeyDown={onKey} />
        </div>
        <p id="compose-left" class={`composer-left ${left < 0 ? 'over' : ''}`} role={left < 0 && touched ? 'alert' : 'status'}>
          {near && (left < 0 ? texts.compose.over(-left) : texts.compose.left(left))}
        </p>
      </div>
      <button
        class="send" type="submit" aria-label={draft.edit ? texts.compose.save : texts.compose.send}
        disabled={text.trim() === '' || left < 0}>
        <Icon name={draft.edit ? 'check' : 'send'} />
      </button>
    </form>
  );
}

/** Who else is in a group: they can be named. */
function useOthers(id: ConversationId): Person[] {
  const { groups, people, me } = useWorkspace();
  const members = groups.of(id)?.members ?? [];
  return members.flatMap(({ user }) => user === me.id ? [] : people.get(user) ?? []);
}

/** How many characters are left; they are counted only when there may be too many. */
function useLimit(text: string): { left: number; near: boolean } {
  const most = useClient().limits?.textCodePoints ?? LONGEST;
  const left = text.length < most * NEAR ? most : most - codePoints(text.trim());
  return { left, near: left < most * (1 - NEAR) };
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
