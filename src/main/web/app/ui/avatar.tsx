import { useEffect, useState } from 'preact/hooks';
import './avatar.css';

const HUES = 12;

interface Props {
  id: string;
  name: string;
  /** The address of a picture; empty or left out when there is none. */
  picture?: string | undefined;
  online?: boolean;
  large?: boolean;
}

/** Somebody's picture; or their first letters on a colour of their own, where there is none or it cannot be had. */
export function Avatar({ id, name, picture = '', online, large }: Props) {
  const [broken, setBroken] = useState(false);
  useEffect(() => setBroken(false), [picture]);
  return (
    <span class={`avatar ${hueOf(id)} ${large ? 'large' : ''}`} aria-hidden="true">
      {picture !== '' && !broken
        ? <img src={picture} alt="" loading="lazy" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
        : initials(name)}
      {online && <span class="presence-dot" />}
    </span>
  );
}

/** The class of somebody's colour. Ids differ in their last digits first. */
export function hueOf(id: string): string {
  let sum = 0;
  for (const digit of id) {
    sum = (sum * 7 + digit.charCodeAt(0)) % 997;
  }
  return `hue-${sum % HUES}`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(word => word !== '');
  const [first, last] = [words[0] ?? '', words.length > 1 ? words.at(-1)! : ''];
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase();
}

/** A letter is what people see as one, such as a flag or a syllable of Hangul. */
function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
