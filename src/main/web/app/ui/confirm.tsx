import type { ComponentChild } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { useTexts } from '../state/app.js';
import { Problem } from './problem.js';
import './confirm.css';

/** Something that is asked once more before it is done. */
export interface Question {
  title: string;
  hint?: string;
  /** What the button says that does it. */
  yes: string;
  act: () => Promise<unknown>;
}

/** Asks before something is done that is not easily undone; `dialog` is to be drawn somewhere. */
export function useConfirm(): { ask: (question: Question) => void; dialog: ComponentChild } {
  const [question, setQuestion] = useState<Question>();
  return { ask: setQuestion, dialog: question && <Confirm question={question} onClose={() => setQuestion(undefined)} /> };
}

/** A dialog of the browser's: it keeps the focus, gives it back, and Escape closes it. */
function Confirm({ question, onClose }: { question: Question; onClose: () => void }) {
  const texts = useTexts();
  const action = useAction();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const yes = async () => {
    if (await action.run(question.act)) {
      dialog.current?.close();
    }
  };
  return (
    <dialog
      class="confirm" ref={dialog} onClose={onClose} aria-labelledby={`${id}-title`} aria-describedby={`${id}-hint`}
      onKeyDown={event => event.stopPropagation()}>
      <h2 id={`${id}-title`}>{question.title}</h2>
      <p id={`${id}-hint`} class="soft">{question.hint}</p>
      <Problem text={action.problem} />
      <div class="confirm-buttons">
        <button class="button" type="button" autofocus onClick={() => dialog.current?.close()}>{texts.cancel}</button>
        <button class="button danger-button" type="button" disabled={action.busy} onClick={() => void yes()}>{question.yes}</button>
      </div>
    </dialog>
  );
}
