/** Drawn on a ground of 24 by 24. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5',
  clear: 'M6 6l12 12M18 6L6 18',
  send: 'M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5',
  down: 'M12 5v14M5.5 12.5L12 19l6.5-6.5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.8',
  check: 'M5 12.5l4.5 4.5L19 7',
  checks: 'M2 12.5l4.5 4.5L16 7M11.5 16.2l.8.8L22 7',
  alert: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v5M12 16.2v.1',
  chat: 'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
  mute: 'M9 6a3.5 3.5 0 0 1 6.5 2v4l2 3.5H9M6.5 15.5l1-2V10M10.5 19h3M4 4l16 16',
  pin: 'M9 4h6l-.7 6 3.2 3.5H6.5L9.7 10zM12 13.5V20',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  people: 'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 5.3a3.3 3.3 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.2 3.5 4.7',
  group: 'M11 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM4.5 20c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M19 4.5v5M16.5 7h5',
  settings: 'M4 7h9M18 7h2M4 12h2M11 12h9M4 17h7M16 17h4M15.5 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8.5 9.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM13.5 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  device: 'M5 5.5h14V15H5zM2.5 18.5h19',
  phone: 'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2',
  leave: 'M14 4.5H6v15h8M10.5 12h10M17 8.5l3.5 3.5-3.5 3.5',
  more: 'M12 5.5v.1M12 12v.1M12 18.5v.1',
  edit: 'M5 19l.8-3.8L16 5l3 3L8.8 18.2zM13.8 7.2l3 3',
  plus: 'M12 5v14M5 12h14',
  forward: 'M9 5l7 7-7 7',
  reply: 'M10 5L4 11l6 6M4.5 11H13a7 7 0 0 1 7 7v1',
  copy: 'M9 8h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM4 16V5a2 2 0 0 1 2-2h10',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  smile: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14a4.2 4.2 0 0 0 7 0M9.2 9.5v.1M14.8 9.5v.1',
  calendar: 'M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 10.5h16M8.5 3.5V7M15.5 3.5V7',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  keys: 'M4 6h16a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 18H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 6zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14.5h8',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words, or on a button that has a name of its own. */
export function Icon({ name, class: more = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${more}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
