import type { IconName } from './icon.js';
import { Icon } from './icon.js';
import './empty.css';

/** What a place says that has nothing to show. */
export function Empty({ icon, title, hint }: { icon: IconName; title: string; hint: string }) {
  return (
    <div class="empty">
      <span class="empty-icon"><Icon name={icon} /></span>
      <p class="empty-title">{title}</p>
      <p class="soft">{hint}</p>
    </div>
  );
}
