import { useEffect, useRef, useState } from 'preact/hooks';
import { forgetDrafts } from '../chat/drafts.js';
import { always, useClient, useEvents, useTexts, useWorkspace } from '../state/app.js';
import type { Page } from '../state/router.js';
import { address } from '../state/router.js';
import { Avatar } from '../ui/avatar.js';
import type { IconName } from '../ui/icon.js';
import { Icon } from '../ui/icon.js';
import './menu.css';

/** Who one is, the way to the other screens, and the way out. */
export function Menu() {
  const client = useClient();
  const texts = useTexts();
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEvents({ circle: always, people: always });
  useCloseOutside(place, open, () => setOpen(false));
  const { me, friends } = workspace;
  const asked = friends.circle.incoming.length;
  const link = (page: Page, icon: IconName, text: string) => (
    <a class="menu-link" href={address({ name: page })} onClick={() => setOpen(false)}>
      <Icon name={icon} />
      <span class="menu-text">{text}</span>
      {page === 'people' && asked > 0 && <Asked count={asked} />}
    </a>
  );
  return (
    <div class="menu-place" ref={place}>
      <button
        class="icon-button" type="button" aria-label={texts.menu.open} aria-expanded={open} aria-haspopup="dialog"
        aria-describedby={asked > 0 ? 'menu-asked' : undefined} onClick={() => setOpen(!open)}>
        <Icon name="menu" />
        {asked > 0 && <span class="menu-dot" />}
      </button>
      <span id="menu-asked" class="unseen">{asked > 0 && texts.menu.asked(asked)}</span>
      {open && (
        <div class="menu" role="dialog" aria-label={texts.menu.open}>
          <div class="menu-me">
            <Avatar id={me.id} name={me.displayName} picture={me.avatar} />
            <div class="menu-name">
              <p class="one-line"><strong><bdi>{me.displayName}</bdi></strong></p>
              <p class="one-line soft">@{me.username}</p>
            </div>
          </div>
          <nav class="menu-links" aria-label={texts.menu.open}>
            {link('people', 'people', texts.people.title)}
            {link('new-group', 'group', texts.groups.create)}
            {link('settings', 'settings', texts.settings.title)}
            {link('devices', 'device', texts.devices.title)}
            <button
              class="menu-link log-out" type="button" disabled={leaving}
              onClick={() => { setLeaving(true); forgetDrafts(me.id); void client.logOut(); }}>
              <Icon name="leave" /><span class="menu-text">{texts.menu.logOut}</span>
            </button>
          </nav>
        </div>
      )}
    </div>
  );
}

function Asked({ count }: { count: number }) {
  const texts = useTexts();
  return (
    <span class="badge">
      <span aria-hidden="true">{count}</span><span class="unseen">{texts.menu.asked(count)}</span>
    </span>
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
