import type { UserId } from '../../client/src/index.js';

/** A piece of a text: a link to a page, somebody's name, or words. */
export interface Piece {
  text: string;
  href?: string;
  user?: UserId;
}

const LINK = /\bhttps?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?…)\]}'"»]+$/u;

/** Finds links to pages. All else stays text, whatever it looks like. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trim(match[0]);
    if (isPage(link)) {
      pieces.push({ text: text.slice(end, match.index) }, { text: link, href: link });
      end = match.index + link.length;
    }
  }
  pieces.push({ text: text.slice(end) });
  return pieces.filter(piece => piece.text !== '');
}

/** What ends a sentence is no part of a link; a bracket is, when it was opened there. */
function trim(link: string): string {
  const trailing = TRAILING.exec(link)?.[0] ?? '';
  const bare = link.slice(0, link.length - trailing.length);
  return trailing.startsWith(')') && bare.includes('(') && !bare.includes(')') ? `${bare})` : bare;
}

function isPage(link: string): boolean {
  try {
    const { protocol, hostname } = new URL(link);
    return (protocol === 'https:' || protocol === 'http:') && hostname !== '';
  } catch {
    return false;
  }
}
