import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import { Icon } from './icon.js';
import './dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** Something that has to be dealt with, or put away, before the page goes on. Escape and a click beside it put it away. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const texts = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog
      class="dialog" ref={dialog} aria-labelledby={id}
      onCancel={event => { event.preventDefault(); onClose(); }}
      onClick={event => event.target === dialog.current && onClose()}>
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button class="icon-button" type="button" aria-label={texts.close} onClick={onClose}><Icon name="clear" /></button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
