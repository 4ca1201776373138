import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import type { Route } from '../state/router.js';
import { address, go } from '../state/router.js';
import { Icon } from './icon.js';
import './screen.css';

interface Props {
  title: string;
  /** Where one goes when done. */
  back: Route;
  /** Whether it lies beside something else, and can be closed. */
  aside?: boolean;
  children: ComponentChildren;
}

/** A screen with a title. It takes the focus, so that the keyboard goes on from there; Escape leads back. */
export function Screen({ title, back, aside, children }: Props) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && go(back);
  return (
    <section class="screen" aria-label={title} onKeyDown={onKey}>
      <header class="bar screen-bar">
        <a class={`icon-button ${aside ? '' : 'back'}`} href={address(back)} aria-label={aside ? texts.close : texts.goBack}>
          <Icon name={aside ? 'clear' : 'back'} />
        </a>
        <h1 class="one-line" tabIndex={-1} ref={heading}>{title}</h1>
      </header>
      <div class="screen-body"><div class="screen-column">{children}</div></div>
    </section>
  );
}

/** A part of a screen under a heading of its own. */
export function Part({ title, children }: { title?: string; children: ComponentChildren }) {
  return (
    <section class="part" aria-label={title}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
