import { useEffect, useRef, useState } from 'preact/hooks';
import { choose, languages, speech } from '../i18n/languages.js';
import { useClient, useTexts, useWorkspace } from '../state/app.js';
import { useStore } from '../state/store.js';
import { THEMES, chooseTheme, theme } from '../state/theme.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import './menu.css';

/** Who one is, how the page looks and speaks, and the way out. */
export function Menu() {
  const client = useClient();
  const texts = useTexts();
  const { me } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const chosen = useStore(theme);
  const { language } = useStore(speech);
  useCloseOutside(place, open, () => setOpen(false));
  return (
    <div class="menu-place" ref={place}>
      <button
        class="icon-button" type="button" aria-label={texts.menu.open} aria-expanded={open} aria-haspopup="dialog"
        onClick={() => setOpen(!open)}><Icon name="menu" /></button>
      {open && (
        <div class="menu" role="dialog" aria-label={texts.menu.open}>
          <div class="menu-me">
            <Avatar id={me.id} name={me.displayName} />
            <div class="menu-name">
              <p class="one-line"><strong><bdi>{me.displayName}</bdi></strong></p>
              <p class="one-line soft">@{me.username}</p>
            </div>
          </div>
          <fieldset class="segments">
            <legend>{texts.menu.theme}</legend>
            <div>
              {THEMES.map(one => (
                <label key={one}>
                  <input type="radio" name="theme" checked={one === chosen} onChange={() => chooseTheme(one)} />
                  <span>{texts.menu.themes[one]}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset class="segments">
            <legend>{texts.menu.language}</legend>
            <div>
              {languages.map(one => (
                <label key={one.code} lang={one.code}>
                  <input type="radio" name="language" checked={one.code === language} onChange={() => void choose(one.code)} />
                  <span>{one.name}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <button
            class="button log-out" type="button" disabled={leaving}
            onClick={() => { setLeaving(true); void client.logOut(); }}>{texts.menu.logOut}</button>
        </div>
      )}
    </div>
  );
}

/** Escape closes, and so does a click elsewhere. */
function useCloseOutside(place: { current: HTMLElement | null }, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        close();
        place.current?.querySelector('button')?.focus();
      }
    };
    const onClick = (event: MouseEvent) => place.current?.contains(event.target as Node) || close();
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onClick);
    };
  }, [open]);
}
